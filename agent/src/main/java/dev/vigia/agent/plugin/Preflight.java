package dev.vigia.agent.plugin;

import dev.vigia.calls.Thrown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What can be said of a plugin from its jars alone, before any of it is loaded. A plugin that was built for another agent loads all the same,
 * and fails hours later inside a handler.
 *
 * @param problems each is a reason not to load it
 * @param warnings what its operator should know
 */
record Preflight(List<JarScan> jars, List<String> problems, List<String> warnings) {
    private static final int NAMED = 3;

    /** @throws PluginException if a jar cannot be read any more */
    static Preflight of(List<PrivateCopy> jars) throws PluginException {
        KnownApi api = new KnownApi();
        List<JarScan> scans = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (PrivateCopy jar : jars) {
            try {
                JarScan scan = JarScan.of(jar, api);
                scans.add(scan);
                addProblems(scan, problems);
                addWarnings(scan, warnings);
            } catch (IOException | RuntimeException e) {
                throw new PluginException(
                        jar.label() + " cannot be read (" + Thrown.words(e) + "). Build it anew, and copy it again");
            }
        }
        return new Preflight(scans, problems, warnings);
    }

    private static void addProblems(JarScan scan, List<String> problems) {
        String label = scan.jar().label();
        if (!scan.tooNew().isEmpty()) {
            // What a newer Java compiled may use anything; more need not be said.
            problems.add(label + ": " + tooNew(scan.tooNew()));
        } else if (!scan.missing().isEmpty()) {
            String version = KnownApi.version();
            problems.add(label + " uses what this agent's plugin API " + version + " does not have: "
                    + some(scan.missing())
                    + ". It was built for a newer plugin API. Update the agent, or build the plugin against API "
                    + version);
        }
    }

    private static String tooNew(Map<String, Integer> classes) {
        int java = classes.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return (classes.size() == 1 ? "class " : "classes ")
                + some(classes.keySet())
                + (classes.size() == 1 ? " was" : " were")
                + Cure.ofNewerJava(java);
    }

    private static void addWarnings(JarScan scan, List<String> warnings) {
        String label = scan.jar().label();
        for (String prefix : scan.bundled()) {
            warnings.add(
                    label + " holds classes of " + prefix.substring(0, prefix.length() - 1)
                            + ", which are not used: a plugin gets the agent's. Leave them out of it; with Maven, by scope provided");
        }
        if (!scan.isPluginsOwn()) {
            // A library has much in it that the plugin never calls.
            return;
        }
        scan.dangers()
                .forEach((danger, calls) ->
                        warnings.add(label + " " + danger.consequence() + ": " + some(calls) + ". " + danger.cure()));
    }

    private static String some(Collection<String> names) {
        String first = String.join(", ", names.stream().limit(NAMED).toList());
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
