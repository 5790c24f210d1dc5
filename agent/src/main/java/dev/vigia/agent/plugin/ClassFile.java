package dev.vigia.agent.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * What a class file says of its class and of those that it uses: read so that the operator can be told of it without any of its code being
 * run.
 *
 * @param java the Java it was built for
 * @param classes dotted names of all that its code names, those in the types of what it calls included
 * @param members the methods, constructors and fields that its code names
 */
record ClassFile(int java, Declaration declaration, Set<String> classes, Set<Member> members) {
    private static final int MAGIC = 0xcafebabe;
    private static final int JAVA_1 = 44;

    /** @param descriptor its type as class files write it */
    record Member(String owner, String name, String descriptor) {
        boolean isMethod() {
            return descriptor.startsWith("(");
        }
    }

    static ClassFile read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readUnsignedShort();
        int version = in.readUnsignedShort();
        ConstantPool constants = new ConstantPool(in);
        return new ClassFile(
                version - JAVA_1, Declaration.read(in, constants), constants.classes(), constants.members());
    }
}
