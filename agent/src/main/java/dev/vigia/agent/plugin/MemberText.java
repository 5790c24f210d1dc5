package dev.vigia.agent.plugin;

import dev.vigia.agent.plugin.ClassFile.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a member as a programmer would: {@code dev.vigia.api.Route.where(Predicate)}. */
final class MemberText {
    private static final Pattern TYPE = Pattern.compile("(\\[*)(?:L([^;]+);|([BCDFIJSZ]))");
    private static final Map<String, String> PRIMITIVES = Map.of(
            "B", "byte", "C", "char", "D", "double", "F", "float", "I", "int", "J", "long", "S", "short", "Z",
            "boolean");

    private MemberText() {}

    static String of(Member member) {
        if (!member.isMethod()) {
            return member.owner() + "." + member.name();
        }
        String parameters = parameters(member.descriptor());
        return member.name().equals("<init>")
                ? "new " + member.owner() + parameters
                : member.owner() + "." + member.name() + parameters;
    }

    private static String parameters(String descriptor) {
        List<String> types = new ArrayList<>();
        Matcher matcher = TYPE.matcher(descriptor.substring(1, descriptor.lastIndexOf(')')));
        while (matcher.find()) {
            String type = matcher.group(2) == null
                    ? PRIMITIVES.getOrDefault(String.valueOf(matcher.group(3)), "?")
                    : simple(matcher.group(2));
            types.add(type + "[]".repeat(String.valueOf(matcher.group(1)).length()));
        }
        return "(" + String.join(", ", types) + ")";
    }

    private static String simple(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace('$', '.');
    }
}
