package dev.vigia.agent.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigia.settings.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a configuration is read from. Each must be UTF-8: the parser takes other bytes for {@code �} and says nothing. */
final class SourceFiles {
    private final Path main;
    private final Map<Path, String> texts = new LinkedHashMap<>();

    SourceFiles(Path main) {
        this.main = main;
        check(main);
    }

    /**
     * Reads a file of the configuration.
     *
     * @throws InvalidConfigException if it is not UTF-8
     */
    void check(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            // Whoever parses it says so.
            return;
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw new InvalidConfigException(List.of(file + ": is encoded in UTF-16; save it as UTF-8"));
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CoderResult result = UTF_8.newDecoder().decode(rest, text, true);
        if (result.isError()) {
            throw new InvalidConfigException(List.of(new Place(file.toString(), line(bytes, rest.position()))
                    + ": this line is not encoded in UTF-8 (ISO-8859-1 or Windows-1252?); save the file as UTF-8"));
        }
        texts.put(file, text.flip().toString());
    }

    /** Where something is included; without a line if it cannot be told. */
    Place placeOfInclude(String what) {
        for (Map.Entry<Path, String> file : texts.entrySet()) {
            List<String> lines = file.getValue().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("include") && lines.get(i).contains(what)) {
                    return new Place(file.getKey().toString(), i + 1);
                }
            }
        }
        return new Place(main.toString(), 0);
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static int line(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
