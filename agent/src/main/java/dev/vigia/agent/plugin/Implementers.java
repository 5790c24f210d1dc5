package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes that implement {@link ChatPlugin}, themselves or by what they extend in the same plugin's jars. */
final class Implementers {
    private final Map<String, Declaration> declarations = new HashMap<>();
    private final List<JarScan> jars;

    private Implementers(List<JarScan> jars) {
        this.jars = jars;
        jars.forEach(jar -> declarations.putAll(jar.declarations()));
    }

    static Implementers in(List<JarScan> jars) {
        return new Implementers(jars);
    }

    /** The names of those that a services file may name. */
    List<String> usable() {
        return jars.stream().flatMap(jar -> usable(jar).stream()).toList();
    }

    List<String> usable(JarScan jar) {
        return of(jar).stream()
                .filter(declaration -> declaration.isPublic() && !declaration.isAbstract())
                .map(Declaration::name)
                .toList();
    }

    /** All in one jar, those included that are only extended by others. */
    List<Declaration> of(JarScan jar) {
        return jar.declarations().values().stream()
                .filter(declaration -> implementsIt(declaration.name(), new HashSet<>()))
                .toList();
    }

    private boolean implementsIt(String name, Set<String> asked) {
        if (name.equals(ChatPlugin.class.getName())) {
            return true;
        }
        Declaration declaration = declarations.get(name);
        if (declaration == null || !asked.add(name)) {
            return false;
        }
        String superclass = declaration.superclass();
        return (superclass != null && implementsIt(superclass, asked))
                || declaration.interfaces().stream().anyMatch(each -> implementsIt(each, asked));
    }
}
