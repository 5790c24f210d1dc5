package dev.vigia.agent.plugin;

import dev.vigia.api.Plugin;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a class file declares its class.
 *
 * @param name dotted
 * @param superclass dotted; null for that of all
 * @param interfaces dotted names of those it names itself
 * @param plugin what its {@link Plugin} says; null without one
 */
record Declaration(
        String name,
        int flags,
        @Nullable String superclass,
        List<String> interfaces,
        @Nullable Named plugin) {
    private static final String ANNOTATIONS = "RuntimeVisibleAnnotations";

    /** As {@link Plugin}. */
    record Named(String id, String description) {
        private static Named of(Map<String, String> texts) {
            return new Named(texts.getOrDefault("id", ""), texts.getOrDefault("description", ""));
        }
    }

    /** Reads what comes behind the constants of a class file. */
    static Declaration read(DataInputStream in, ConstantPool constants) throws IOException {
        int flags = in.readUnsignedShort();
        String name = constants.className(in.readUnsignedShort());
        int superclass = in.readUnsignedShort();
        int count = in.readUnsignedShort();
        List<String> interfaces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            interfaces.add(constants.className(in.readUnsignedShort()));
        }
        skipMembers(in);
        skipMembers(in);
        return new Declaration(
                name,
                flags,
                superclass == 0 ? null : constants.className(superclass),
                interfaces,
                plugin(in, constants));
    }

    boolean isPublic() {
        return Modifier.isPublic(flags);
    }

    boolean isAbstract() {
        return Modifier.isAbstract(flags);
    }

    private static void skipMembers(DataInputStream in) throws IOException {
        for (int members = in.readUnsignedShort(); members > 0; members--) {
            in.skipNBytes(6);
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.skipNBytes(2);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
        }
    }

    private static @Nullable Named plugin(DataInputStream in, ConstantPool constants) throws IOException {
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            String attribute = constants.text(in.readUnsignedShort());
            byte[] content = in.readNBytes(in.readInt());
            if (attribute.equals(ANNOTATIONS)) {
                DataInputStream annotations = new DataInputStream(new ByteArrayInputStream(content));
                Map<String, String> texts =
                        new Annotations(annotations, constants).textsOf(Plugin.class.descriptorString());
                return texts == null ? null : Named.of(texts);
            }
        }
        return null;
    }
}
