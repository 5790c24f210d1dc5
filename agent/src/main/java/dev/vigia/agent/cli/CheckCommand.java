package dev.vigia.agent.cli;

import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.plugin.AskedSettings;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.plugin.PluginType;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.poll.WatchedAccount;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.sweep.Assumptions;
import dev.vigia.agent.sweep.EndlessListException;
import dev.vigia.agent.sweep.Reading;
import dev.vigia.agent.sweep.Sweep;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.PhoneStatus;
import dev.vigia.agent.zapi.ZApi;
import dev.vigia.agent.zapi.ZApiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigia check}: whether {@code vigia run} would work. */
@Command(
        name = "check",
        description = {
            "Checks the configuration, the plugins, and each account at Z-API by reading its chats once, which changes nothing.",
            "Exit code 0 if all is well, 1 if an account or a plugin is not, 2 if the configuration is wrong."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final Duration SETUP = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    private boolean well = true;

    @Override
    public Integer call() throws PluginException, StoreException, IOException, InterruptedException {
        AgentConfig loaded = config.load();
        tell("configuration", "ok");
        checkPlugins(loaded);
        try (ZApi zapi = new ZApi(loaded.zapi())) {
            for (WatchedAccount watched : loaded.accounts()) {
                checkAccount(watched, zapi.account(watched.account()));
            }
        }
        return well ? 0 : Complaint.FAILED;
    }

    private void checkPlugins(AgentConfig loaded)
            throws PluginException, StoreException, IOException, InterruptedException {
        // A plugin may hold a file that only one process can have, so it is not set up a second time beside a running
        // agent.
        boolean agentRuns = Store.isHeld(loaded.store());
        try (TemporaryDirectory copies = TemporaryDirectory.create("vigia-check-");
                PluginDirectory plugins = PluginDirectory.open(loaded.pluginDirectory(), copies.path())) {
            plugins.problems().forEach(problem -> fail("plugins", problem));
            plugins.warnings().forEach(warning -> tell("plugins", "warning: " + warning));
            for (PluginUse use : loaded.plugins()) {
                checkPlugin(use, plugins, agentRuns);
            }
        }
    }

    private void checkPlugin(PluginUse use, PluginDirectory plugins, boolean agentRuns) throws InterruptedException {
        String subject = "plugin " + use.instance();
        try {
            PluginType type = plugins.typeFor(use);
            if (agentRuns) {
                AskedSettings.check(type, use, Clock.systemUTC(), SETUP);
                tell(
                        subject,
                        "found, with settings that fit; not set up, because an agent is running on the same store");
                return;
            }
            PluginInstance.check(type, use, Clock.systemUTC());
            tell(subject, "ok (" + type + ")");
        } catch (PluginException e) {
            fail(subject, String.valueOf(e.getMessage()));
        }
    }

    private void checkAccount(WatchedAccount watched, AccountApi api) {
        String subject = "account " + watched.account().name();
        try {
            PhoneStatus status = api.status();
            if (!status.connected()) {
                fail(
                        subject,
                        "Z-API answers, but the phone is not connected (" + status.detail()
                                + "); connect it in the panel of Z-API");
                return;
            }
            Look look = new Look(Snapshot.EMPTY, Instant.now());
            Reading reading = new Sweep(
                            (page, size) -> api.chats(page, size).decode(),
                            new Assumptions(watched.poll().pageSize()))
                    .read(look, 0, seen -> {});
            int chats = look.chats().size();
            tell(subject, "ok (connected; " + chats + (chats == 1 ? " chat, " : " chats, ") + reading.words() + ")");
        } catch (ZApiException e) {
            fail(subject, String.valueOf(e.getMessage()).replaceFirst("^" + subject + ", ", ""));
        } catch (EndlessListException e) {
            fail(subject, String.valueOf(e.getMessage()));
        }
    }

    private void fail(String subject, String message) {
        well = false;
        tell(subject, message);
    }

    private void tell(String subject, String message) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(subject + ": " + message);
        out.flush();
    }
}
