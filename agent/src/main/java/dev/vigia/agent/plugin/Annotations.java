package dev.vigia.agent.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of a class, as its class file has them. Reflection would make an object of each, and so run code of the plugin, if one has
 * an enum of the plugin's.
 */
final class Annotations {
    private final DataInputStream in;
    private final ConstantPool constants;

    Annotations(DataInputStream in, ConstantPool constants) {
        this.in = in;
        this.constants = constants;
    }

    /**
     * Reads until one is found.
     *
     * @param type as class files write it
     * @return those of its values that are texts; null if there is no such annotation
     */
    @Nullable
    Map<String, String> textsOf(String type) throws IOException {
        for (int annotations = in.readUnsignedShort(); annotations > 0; annotations--) {
            String read = constants.text(in.readUnsignedShort());
            Map<String, String> texts = texts();
            if (read.equals(type)) {
                return texts;
            }
        }
        return null;
    }

    private Map<String, String> texts() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (int values = in.readUnsignedShort(); values > 0; values--) {
            String name = constants.text(in.readUnsignedShort());
            String text = text();
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    /** Reads a value to its end; null, if it is no text. */
    private @Nullable String text() throws IOException {
        switch (in.readUnsignedByte()) {
            case 's' -> {
                return constants.text(in.readUnsignedShort());
            }
            case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'Z', 'c' -> in.skipNBytes(2);
            case 'e' -> in.skipNBytes(4);
            case '@' -> {
                in.skipNBytes(2);
                texts();
            }
            case '[' -> {
                for (int values = in.readUnsignedShort(); values > 0; values--) {
                    text();
                }
            }
            default -> throw new IOException("unknown value of an annotation");
        }
        return null;
    }
}
