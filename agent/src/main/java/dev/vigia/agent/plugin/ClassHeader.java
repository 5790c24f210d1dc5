package dev.vigia.agent.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a class file: read so that a class can be named to the operator without any of its code being run.
 *
 * @param name dotted
 * @param interfaces dotted names of those it names itself
 */
record ClassHeader(String name, List<String> interfaces) {
    private static final int MAGIC = 0xcafebabe;

    static ClassHeader read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int size = in.readUnsignedShort();
        String[] texts = new String[size];
        int[] classes = new int[size];
        for (int i = 1; i < size; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classes[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // these two take the place of two
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        in.readUnsignedShort();
        String name = dotted(texts, classes, in.readUnsignedShort());
        in.readUnsignedShort();
        int count = in.readUnsignedShort();
        List<String> interfaces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            interfaces.add(dotted(texts, classes, in.readUnsignedShort()));
        }
        return new ClassHeader(name, interfaces);
    }

    private static String dotted(String[] texts, int[] classes, int index) throws IOException {
        String name = index < classes.length ? texts[classes[index]] : null;
        if (name == null) {
            throw new IOException("constant " + index + " names no class");
        }
        return name.replace('/', '.');
    }
}
