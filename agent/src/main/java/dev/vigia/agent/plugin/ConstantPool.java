package dev.vigia.agent.plugin;

import dev.vigia.agent.plugin.ClassFile.Member;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constants of a class file. What a constant refers to may come behind it. */
final class ConstantPool {
    private static final Pattern CLASS_IN_TYPE = Pattern.compile("L([^;<>()\\[]+);");

    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final @Nullable String[] texts;

    ConstantPool(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        tags = new int[size];
        first = new int[size];
        second = new int[size];
        texts = new @Nullable String[size];
        for (int i = 1; i < size; i++) {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case 1 -> texts[i] = in.readUTF();
                case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
                case 9, 10, 11, 12, 17, 18 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                }
                case 15 -> in.skipNBytes(3);
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // these two take the place of two
                }
                default -> throw new IOException("unknown constant " + tags[i]);
            }
        }
    }

    String className(int index) throws IOException {
        return text(refersTo(index, 7)).replace('/', '.');
    }

    Set<String> classes() throws IOException {
        Set<String> classes = new LinkedHashSet<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == 7) {
                String name = text(first[i]);
                if (name.startsWith("[")) {
                    addClassesIn(name, classes);
                } else {
                    classes.add(name.replace('/', '.'));
                }
            } else if (tags[i] == 12) {
                addClassesIn(text(second[i]), classes);
            } else if (tags[i] == 16) {
                addClassesIn(text(first[i]), classes);
            }
        }
        return classes;
    }

    Set<Member> members() throws IOException {
        Set<Member> members = new LinkedHashSet<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == 9 || tags[i] == 10 || tags[i] == 11) {
                int nameAndType = checked(second[i], 12);
                members.add(new Member(className(first[i]), text(first[nameAndType]), text(second[nameAndType])));
            }
        }
        return members;
    }

    private static void addClassesIn(String type, Set<String> classes) {
        for (Matcher matcher = CLASS_IN_TYPE.matcher(type); matcher.find(); ) {
            classes.add(matcher.group(1).replace('/', '.'));
        }
    }

    private int refersTo(int index, int tag) throws IOException {
        return first[checked(index, tag)];
    }

    private int checked(int index, int tag) throws IOException {
        if (index >= tags.length || tags[index] != tag) {
            throw new IOException("constant " + index + " is not what it is used as");
        }
        return index;
    }

    String text(int index) throws IOException {
        String text = index < texts.length ? texts[index] : null;
        if (text == null) {
            throw new IOException("constant " + index + " is no text");
        }
        return text;
    }
}
