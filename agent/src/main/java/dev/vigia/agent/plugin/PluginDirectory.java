package dev.vigia.agent.plugin;

import dev.vigia.settings.Nearest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins that an operator has installed: each loaded apart from the others, what cannot be loaded named.
 *
 * <p>Used by one thread at a time.
 */
public final class PluginDirectory implements AutoCloseable {
    private static final Duration UNTIL_UNLOADED = Duration.ofMinutes(5);
    private static final String GOES_ON = ". Until then the version in use goes on";

    private final Path directory;
    private final PrivateCopies copies;
    private final Unloading unloading;
    private final Map<String, PluginType> types = new TreeMap<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private List<String> warnings = List.of();
    private final List<String> refused = new ArrayList<>();
    private List<Loaded> current = List.of();
    private final List<Loaded> outdated = new ArrayList<>();

    private PluginDirectory(Path directory, PrivateCopies copies, Unloading unloading) {
        this.directory = directory;
        this.copies = copies;
        this.unloading = unloading;
    }

    /**
     * Loads what is there. Runs no plugin's code.
     *
     * @param directory what the operator puts plugins into: a jar, or a folder with the jars of one plugin
     * @param workDirectory the agent's own, for the copies that are run; made if it is missing
     * @throws PluginException if one of the two cannot be used; what is wrong with one plugin is one of the {@link #problems()}
     */
    public static PluginDirectory open(Path directory, Path workDirectory) throws PluginException {
        return open(directory, workDirectory, UNTIL_UNLOADED);
    }

    /**
     * Loads what is there.
     *
     * @param untilUnloaded how long a plugin that is not used any more may stay in memory before that is told
     */
    public static PluginDirectory open(Path directory, Path workDirectory, Duration untilUnloaded)
            throws PluginException {
        return open(directory, PluginFiles.in(directory), workDirectory, untilUnloaded);
    }

    /**
     * Loads one plugin alone, wherever it is. Runs none of its code.
     *
     * @param plugin a jar, or a folder with the jars of one plugin
     * @throws PluginException if the work directory cannot be used
     */
    public static PluginDirectory openOne(Path plugin, Path workDirectory) throws PluginException {
        return open(plugin, PluginFiles.of(plugin), workDirectory, UNTIL_UNLOADED);
    }

    private static PluginDirectory open(Path directory, PluginFiles found, Path workDirectory, Duration untilUnloaded)
            throws PluginException {
        PluginDirectory opened = new PluginDirectory(
                directory, PrivateCopies.in(workDirectory.toAbsolutePath()), new Unloading(untilUnloaded));
        opened.take(found, false);
        return opened;
    }

    /**
     * Looks what is there by now. What has not changed stays as it is; what has changed is loaded anew, if nothing is wrong with it, and
     * else stays what it was; only what is gone is no longer among the {@link #types()}. A plugin's old version goes on for those who use it.
     *
     * @param again whether what nobody uses is loaded anew, though it has not changed: a static initialiser of it may have failed
     * @throws PluginException if the directory cannot be used: then nothing has changed
     */
    public void lookAgain(boolean again) throws PluginException {
        take(PluginFiles.in(directory), again);
    }

    /** Tells of a plugin that should have left the memory and has not; to be called now and then. */
    public void watchUnloading() {
        forgetUnused();
        unloading.look();
    }

    public Path directory() {
        return directory;
    }

    /** The plugins by their ids. */
    public Map<String, PluginType> types() {
        return Collections.unmodifiableMap(types);
    }

    /** What was found and cannot be used: each with its file, the cause and the cure. */
    public List<String> problems() {
        return problems.stream().map(PluginProblem::text).toList();
    }

    /** The same, each with the content of what it is about: another version may have the same mistake. */
    public List<PluginProblem> problemsOfContents() {
        return List.copyOf(problems);
    }

    /** What can be used and has something about it that its operator should know: each with its file and the cure. */
    public List<String> warnings() {
        return Stream.concat(warnings.stream(), current.stream().flatMap(loaded -> loaded.warnings().stream()))
                .toList();
    }

    /**
     * The plugin that a configured use means.
     *
     * @throws PluginException if it is not there; names those that are
     */
    public PluginType typeFor(PluginUse use) throws PluginException {
        PluginType type = types.get(use.use());
        if (type != null) {
            return type;
        }
        StringBuilder message = new StringBuilder(use.origin() + ": plugin instance \"" + use.instance() + "\" uses \""
                + use.use() + "\", but there is no such plugin in " + directory + ". ");
        Nearest.to(use.use(), types.keySet()).ifPresent(name -> message.append("Did you mean \"" + name + "\"? "));
        message.append(
                types.isEmpty()
                        ? "No plugin is there: put its jar into that directory"
                        : "There are: " + String.join(", ", types.keySet()));
        if (!refused.isEmpty()) {
            message.append(". Not loaded for their problems: " + String.join(", ", refused));
        }
        throw new PluginException(message.toString());
    }

    /** Lets go of the plugins' files. Their instances must have been closed before. */
    @Override
    public void close() {
        Stream.concat(current.stream(), outdated.stream()).map(Loaded::loader).forEach(PluginLoader::closeJars);
        current = List.of();
        outdated.clear();
    }

    private void take(PluginFiles found, boolean again) {
        problems.clear();
        found.problems().forEach(problem -> problems.add(new PluginProblem(problem, "")));
        warnings = List.copyOf(found.warnings());
        refused.clear();
        refused.addAll(found.unusable());
        List<Loaded> now = new ArrayList<>();
        current.stream()
                .filter(loaded -> found.unusable().contains(loaded.label()))
                .forEach(now::add);
        for (PluginFile file : found.files()) {
            take(file, again).ifPresent(now::add);
        }
        List<Loaded> known = current;
        Ids ids = settle(now, known);
        types.clear();
        types.putAll(ids.types());
        outdated.removeAll(now);
        current = now.stream().filter(ids::hasAnyOf).toList();
        Stream.concat(known.stream(), now.stream())
                .filter(loaded -> !current.contains(loaded))
                .forEach(this::retire);
        forgetUnused();
        copies.removeStale(copiesInUse(), Clock.systemUTC().instant());
    }

    /** Decides who has which id. What has come in the place of a version in use and gets none of its ids does not take that place. */
    private Ids settle(List<Loaded> now, List<Loaded> known) {
        while (true) {
            Ids ids = Ids.among(now, known, types);
            boolean settled = true;
            for (int i = 0; i < now.size(); i++) {
                Loaded loaded = now.get(i);
                Optional<Loaded> before = inUse(loaded.label());
                if (before.isPresent() && !known.contains(loaded) && !ids.hasAnyOf(loaded)) {
                    tell(ids, loaded, GOES_ON);
                    retire(loaded);
                    now.set(i, before.get());
                    settled = false;
                }
            }
            if (settled) {
                now.forEach(loaded -> tell(ids, loaded, ""));
                return ids;
            }
        }
    }

    private void tell(Ids ids, Loaded loaded, String also) {
        ids.clashes().stream()
                .filter(clash -> clash.isOf(loaded))
                .forEach(clash -> problems.add(new PluginProblem(clash.problem() + also, loaded.content())));
    }

    private Optional<Loaded> inUse(String label) {
        return current.stream().filter(loaded -> loaded.label().equals(label)).findFirst();
    }

    /** What a file is loaded as: what it was, if it has not changed or if what it is by now cannot be used. */
    private Optional<Loaded> take(PluginFile file, boolean again) {
        Optional<Loaded> known = inUse(file.label());
        List<String> found;
        List<PrivateCopy> jars = new ArrayList<>();
        try {
            for (Path jar : file.jars()) {
                jars.add(copies.copy(jar, file.label(jar)));
            }
            Optional<Loaded> same = same(file, jars, again);
            if (same.isPresent()) {
                same.get().problems().forEach(problem -> refuse(file, problem, jars));
                return same;
            }
            for (PrivateCopy jar : jars) {
                JarCheck.check(jar);
            }
            Preflight preflight = Preflight.of(jars);
            if (!preflight.problems().isEmpty()) {
                throw new PluginException(preflight.problems());
            }
            Loaded loaded = Loaded.from(file, preflight);
            boolean isOnlyAgain = known.filter(each -> each.isOf(file, jars)).isPresent();
            if (loaded.problems().isEmpty() || known.isEmpty() || isOnlyAgain) {
                loaded.problems().forEach(problem -> refuse(file, problem, jars));
                return Optional.of(loaded);
            }
            loaded.loader().closeJars();
            found = loaded.problems();
        } catch (PluginException e) {
            found = e.problems();
        }
        String also = known.isPresent() ? GOES_ON : "";
        found.forEach(problem -> refuse(file, problem + also, jars));
        return known;
    }

    /** What is loaded of the same jars, also if it is outdated: an operator may take a bad version back. */
    private Optional<Loaded> same(PluginFile file, List<PrivateCopy> jars, boolean again) {
        Optional<Loaded> known = current.stream()
                .filter(loaded ->
                        loaded.isOf(file, jars) && (!again || loaded.loader().isInUse()))
                .findFirst();
        return known.or(() -> outdated.stream()
                .filter(loaded -> loaded.isOf(file, jars) && loaded.loader().reactivate())
                .findFirst());
    }

    private void refuse(PluginFile file, String problem, List<PrivateCopy> jars) {
        problems.add(new PluginProblem(problem, Loaded.contentOf(jars)));
        if (!refused.contains(file.label())) {
            refused.add(file.label());
        }
    }

    private void retire(Loaded loaded) {
        if (!outdated.contains(loaded)) {
            outdated.add(loaded);
        }
        loaded.loader().retire(unloading);
    }

    private void forgetUnused() {
        outdated.removeIf(loaded -> !loaded.loader().isInUse());
    }

    private Set<Path> copiesInUse() {
        return Stream.concat(current.stream(), outdated.stream())
                .flatMap(loaded -> loaded.copies().stream())
                .collect(Collectors.toSet());
    }
}
