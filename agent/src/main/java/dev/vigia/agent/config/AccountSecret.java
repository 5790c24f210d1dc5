package dev.vigia.agent.config;

import dev.vigia.api.Secret;
import dev.vigia.settings.Section;
import dev.vigia.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a token, from the configuration itself or from a file that it names. No message holds any of it. */
final class AccountSecret {
    private static final int MOST_BYTES = 4096;

    private AccountSecret() {}

    /** The secret under {@code key} or in the file under {@code key-file}; empty if neither is there. */
    static Optional<Secret> read(Section section, String key) {
        Optional<Setting> value = section.find(key);
        Optional<Setting> file = section.find(key + "-file");
        if (value.isPresent() && file.isPresent()) {
            return file.get().wrong("is given besides " + key + "; keep one of the two");
        }
        return value.flatMap(AccountSecret::plain)
                .or(() -> file.flatMap(AccountSecret::inFile))
                .map(Secret::of);
    }

    /**
     * A value that becomes part of a URL: only of a form that no URL parser can refuse, for it would do so with the URL in its message,
     * or read as something else.
     */
    static Optional<String> plain(Setting setting) {
        return setting.text().flatMap(text -> checked(setting, text, ""));
    }

    private static Optional<String> inFile(Setting setting) {
        Optional<String> name = setting.text();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(name.get());
            if (Files.isDirectory(path)) {
                return setting.wrong("names a directory" + shown(name.get()) + "; name the file in it");
            }
            if (!Files.exists(path)) {
                return setting.wrong(
                        "names a file that does not exist" + shown(name.get()) + "; create it, or correct the path");
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.readNBytes(MOST_BYTES + 1);
            }
            if (bytes.length > MOST_BYTES) {
                return setting.wrong("names a file" + shown(name.get()) + " that is too long to hold just a token");
            }
            return checked(setting, new String(bytes, StandardCharsets.UTF_8).strip(), "names a file whose content ");
        } catch (InvalidPathException e) {
            return setting.wrong("is not a path");
        } catch (IOException e) {
            return setting.wrong("names a file that cannot be read" + shown(name.get())
                    + "; let the user that runs the agent read it");
        }
    }

    private static Optional<String> checked(Setting setting, String text, String where) {
        if (text.isEmpty()) {
            return setting.wrong(where + "is empty; put the value there that Z-API shows for the instance");
        }
        if (!text.matches("[A-Za-z0-9._-]+") || text.matches("\\.+")) {
            return setting.wrong(
                    where + "has a character that no Z-API value has (allowed are letters, digits, '.', '_' and"
                            + " '-'; the value is not shown); copy it again");
        }
        return Optional.of(text);
    }

    /** A path, unless it may be a token that was given where its file's path belongs. */
    private static String shown(String path) {
        return path.contains("/") || path.contains("\\") ? " (" + path + ")" : "";
    }
}
