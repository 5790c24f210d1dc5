package dev.vigia.agent.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigia.api.ChatPlugin;
import dev.vigia.calls.Texts;
import dev.vigia.calls.Thrown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * The file in a jar that names its plugins, read line by line, so that a wrong line costs only itself and is told with its number. Java's own
 * reader gives the whole file up.
 *
 * @param classes the names in it that can be names of classes
 * @param problems what is wrong with it, each with the cause and the cure
 */
record ServicesFile(List<String> classes, List<String> problems) {
    static final String PATH = "META-INF/services/" + ChatPlugin.class.getName();

    private static final int LONGEST = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final Pattern BREAK = Pattern.compile("\\R");
    private static final Pattern NAME = Pattern.compile("[\\p{javaJavaIdentifierPart}.]+");

    /**
     * Reads it, if the jar has one.
     *
     * @param hint what could be meant, for messages
     */
    static Optional<ServicesFile> in(PrivateCopy jar, String hint) throws PluginException {
        try (JarFile file = new JarFile(jar.path().toFile(), false)) {
            ZipEntry entry = file.getEntry(PATH);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = file.getInputStream(entry)) {
                return Optional.of(read(in.readNBytes(LONGEST), jar.label() + ": " + PATH, hint));
            }
        } catch (IOException e) {
            throw new PluginException(
                    jar.label() + ": " + PATH + " cannot be read (" + Thrown.words(e) + "). Build the jar anew");
        }
    }

    private static ServicesFile read(byte[] bytes, String subject, String hint) {
        List<String> classes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            problems.add(subject + " is not in UTF-8. Write it anew as UTF-8, without byte order mark" + hint);
            return new ServicesFile(classes, problems);
        }
        if (text.startsWith(String.valueOf(BYTE_ORDER_MARK))) {
            problems.add(subject + " begins with a byte order mark, which Java takes for a part of the first name."
                    + " Save it as UTF-8 without byte order mark" + hint);
            text = text.substring(text.contains("\n") ? text.indexOf('\n') : text.length());
        }
        String[] lines = BREAK.split(text, -1);
        for (int i = 0; i < lines.length; i++) {
            String name = lines[i].replaceFirst("#.*", "").strip();
            if (NAME.matcher(name).matches()) {
                classes.add(name);
            } else if (!name.isEmpty()) {
                problems.add(subject + ", line " + (i + 1) + ": \"" + Texts.printable(name)
                        + "\" is not the name of a class. Write one name on a line, and nothing else" + hint);
            }
        }
        return new ServicesFile(classes.stream().distinct().toList(), problems);
    }
}
