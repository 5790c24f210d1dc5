package dev.vigia.api;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiCompatibilityChangeType;
import japicmp.model.JApiField;
import japicmp.model.JApiMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javassist.CtClass;
import javassist.bytecode.AnnotationDefaultAttribute;

/** Finds what a version of the API would break of the plugins that were built against an earlier one. */
final class Breaks {
    /** What plugins never implement may get new methods. */
    private static final Set<String> IMPLEMENTED_BY_THE_AGENT = Stream.of(
                    "Action",
                    "Actions",
                    "Chat",
                    "Context",
                    "EventMeta",
                    "Gap",
                    "Note",
                    "Notice",
                    "Route",
                    "Setup",
                    "State")
            .map("dev.vigia.api."::concat)
            .collect(Collectors.toUnmodifiableSet());

    private final List<String> found = new ArrayList<>();

    private Breaks() {}

    /** Takes two jars. Each break is the member and what happened to it. */
    static List<String> between(byte[] released, byte[] next) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        options.setAccessModifier(AccessModifier.PROTECTED);
        options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
        Breaks breaks = new Breaks();
        new JarArchiveComparator(options)
                .compare(
                        new JApiCmpArchive(released, "released.jar", "released"),
                        new JApiCmpArchive(next, "next.jar", "next"))
                .forEach(breaks::look);
        return List.copyOf(breaks.found);
    }

    private void look(JApiClass type) {
        String name = type.getFullyQualifiedName();
        add(name, name, type);
        add(name, name, type.getSuperclass());
        type.getInterfaces().forEach(each -> add(name, name + " " + each.getFullyQualifiedName(), each));
        type.getConstructors().forEach(each -> add(name, name + each.getParameters(), each));
        type.getMethods().stream()
                .filter(each -> !hasDefaultValue(each))
                .forEach(each -> add(name, name + "." + each.getName(), each));
        type.getFields().forEach(each -> look(name, type, each));
    }

    private void look(String type, JApiClass owner, JApiField field) {
        String name = type + "." + field.getName();
        add(type, name, field);
        boolean isNewConstant = field.getChangeStatus() == JApiChangeStatus.NEW
                && owner.getChangeStatus() != JApiChangeStatus.NEW
                && owner.getNewClass().filter(CtClass::isEnum).isPresent();
        if (isNewConstant) {
            found.add(name + ": CONSTANT_ADDED");
        }
    }

    private void add(String type, String member, JApiCompatibility what) {
        what.getCompatibilityChanges().stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .filter(change -> !isGrowth(type, change))
                .forEach(change -> found.add(member + ": " + change.getType()));
    }

    /** Whether it is an element of an annotation that need not be given. */
    private static boolean hasDefaultValue(JApiMethod method) {
        return method.getChangeStatus() == JApiChangeStatus.NEW
                && method.getNewMethod()
                        .map(each -> each.getMethodInfo().getAttribute(AnnotationDefaultAttribute.tag))
                        .isPresent();
    }

    private static boolean isGrowth(String type, JApiCompatibilityChange change) {
        return change.isBinaryCompatible()
                && IMPLEMENTED_BY_THE_AGENT.contains(type)
                && change.getType() == JApiCompatibilityChangeType.METHOD_ADDED_TO_INTERFACE;
    }
}
