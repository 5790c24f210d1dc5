package dev.vigia.agent.dispatch;

import dev.vigia.agent.plugin.PluginType;
import dev.vigia.agent.plugin.PluginUse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A plugin instance that is to be set up while the agent runs, as a rule in the place of an older one of the same name. */
final class Replacement {
    private final PluginUse use;
    private final PluginType type;
    private final @Nullable Lane old;
    private @Nullable Lane lane;

    Replacement(PluginUse use, PluginType type, @Nullable Lane old) {
        this.use = use;
        this.type = type;
        this.old = old;
    }

    PluginUse use() {
        return use;
    }

    PluginType type() {
        return type;
    }

    Optional<Lane> old() {
        return Optional.ofNullable(old);
    }

    /** Begins to set it up, beside the old one or in its place. */
    void prepare(Lane newLane) {
        lane = newLane;
        newLane.prepare();
    }

    Lane lane() {
        return Objects.requireNonNull(lane);
    }

    boolean isReady() {
        return lane().isSetUp();
    }

    boolean mayNeedWhatTheOldOneHolds() {
        return lane().refused().filter(Lane.Refused::perhapsForNow).isPresent();
    }

    /** Keeps the old version's classes for when it has to be started again. */
    void keepOld() {
        old().ifPresent(lane -> lane.type().enter(lane.group()));
    }

    void letOldGo() {
        old().ifPresent(lane -> lane.type().leave());
    }

    /** Why it is not set up. */
    String refusal(Duration waited) {
        return lane().refused()
                .map(Lane.Refused::why)
                .orElse("plugin instance \"" + use.instance() + "\": plugin " + type + ": its setup did not end within "
                        + waited.toSeconds()
                        + " s. Correct the plugin, so that its setup does not wait for what may not come");
    }

    /** Has nothing come of it. */
    void giveUp() {
        if (lane != null) {
            lane.stop();
        }
    }

    /** What it changes, for the operator. No value of a setting is in it. */
    String words() {
        String name = "Plugin instance " + use.instance();
        if (old == null) {
            return name + " added: " + type;
        }
        if (old.type() != type) {
            boolean looksAlike = type.toString().equals(old.type().toString());
            return name + " replaced: "
                    + (looksAlike ? "another build of " + type : type + " instead of " + old.type());
        }
        StringJoiner changes = new StringJoiner(", ", name + " restarted: ", "");
        addIf(!old.use().settings().equals(use.settings()), "its settings changed", changes);
        addIf(!old.use().accounts().equals(use.accounts()), "its accounts changed", changes);
        addIf(old.use().parallelism() != use.parallelism(), "its parallelism changed", changes);
        return changes.toString();
    }

    private static void addIf(boolean condition, String words, StringJoiner joiner) {
        if (condition) {
            joiner.add(words);
        }
    }
}
