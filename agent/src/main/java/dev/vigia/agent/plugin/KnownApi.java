package dev.vigia.agent.plugin;

import dev.vigia.agent.plugin.ClassFile.Member;
import dev.vigia.api.ChatPlugin;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The plugin API that this agent has, to compare with what a plugin's code expects of it. */
final class KnownApi {
    static final String PACKAGE = "dev.vigia.api.";

    private final ClassLoader loader = Objects.requireNonNull(ChatPlugin.class.getClassLoader());
    private final Map<String, Optional<Class<?>>> classes = new HashMap<>();

    /** As messages name it: the version in the manifest of the API's jar. */
    static String version() {
        String version = ChatPlugin.class.getPackage().getImplementationVersion();
        return version == null ? "(not built)" : version;
    }

    static boolean isPart(String className) {
        return className.startsWith(PACKAGE);
    }

    boolean has(String className) {
        return find(className).isPresent();
    }

    /** Whether its class has it, or inherits it. */
    boolean has(Member member) {
        return find(member.owner()).filter(type -> has(type, member)).isPresent();
    }

    private Optional<Class<?>> find(String className) {
        return classes.computeIfAbsent(className, this::load);
    }

    private Optional<Class<?>> load(String className) {
        try {
            Class<?> type = Class.forName(className, false, loader);
            return Modifier.isPublic(type.getModifiers()) ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean has(Class<?> type, Member member) {
        if (declares(type, member)) {
            return true;
        }
        if (member.name().equals("<init>")) {
            return false;
        }
        Class<?> inherited = type.isInterface() ? Object.class : type.getSuperclass();
        return (inherited != null && has(inherited, member))
                || Arrays.stream(type.getInterfaces()).anyMatch(from -> has(from, member));
    }

    private static boolean declares(Class<?> type, Member member) {
        if (!member.isMethod()) {
            return Arrays.stream(type.getDeclaredFields())
                    .anyMatch(field -> isOpen(field.getModifiers())
                            && field.getName().equals(member.name())
                            && field.getType().descriptorString().equals(member.descriptor()));
        }
        return Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .anyMatch(one -> isOpen(one.getModifiers())
                        && nameOf(one).equals(member.name())
                        && descriptorOf(one).equals(member.descriptor()));
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String nameOf(Executable one) {
        return one instanceof Constructor ? "<init>" : one.getName();
    }

    private static String descriptorOf(Executable one) {
        Class<?> returns = one instanceof Method method ? method.getReturnType() : void.class;
        return MethodType.methodType(returns, one.getParameterTypes()).descriptorString();
    }
}
