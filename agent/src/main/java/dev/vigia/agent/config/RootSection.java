package dev.vigia.agent.config;

import dev.vigia.agent.action.ActionSettings;
import dev.vigia.agent.dispatch.DeliverySettings;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.poll.PollSettings;
import dev.vigia.agent.poll.WatchedAccount;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.web.WebSettings;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.settings.Section;
import dev.vigia.settings.Setting;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads {@code vigia { … }}.
 *
 * <p>Here and in the sections below, a value that cannot be used is reported and something takes its place, so that reading goes on;
 * {@link AgentConfig#load} never gives away what was read after a problem.
 */
final class RootSection {
    private RootSection() {}

    static AgentConfig read(Section vigia) {
        ZApiSettings zapi = ZApiSection.read(vigia.section("zapi"));
        PollSettings poll = PollSection.read(vigia.section("poll"));
        List<WatchedAccount> accounts = AccountsSection.read(vigia.section("accounts"), poll);
        StoreSettings store = StoreSection.read(vigia.section("store"));
        Path pluginDirectory = pluginDirectory(vigia);
        List<PluginUse> plugins = PluginsSection.read(vigia.section("plugins"), vigia.section("accounts"));
        DeliverySettings delivery = DeliverySection.read(vigia.section("delivery"));
        ActionSettings actions = actions(vigia.section("actions"));
        WebSettings web = web(vigia.section("web"));
        boolean watch = vigia.require("watch").flatMap(Setting::flag).orElse(true);
        vigia.finish();
        return new AgentConfig(accounts, zapi, store, pluginDirectory, plugins, delivery, actions, web, watch);
    }

    static Path pluginDirectory(Section vigia) {
        return vigia.require("plugin-directory")
                .flatMap(setting -> setting.parsed("a path", RootSection::path))
                .orElse(Path.of(""));
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        return Path.of(text);
    }

    private static ActionSettings actions(Section section) {
        int perChatPerHour = whole(section, "per-chat-per-hour", 0, 10_000);
        int perAccountPerMinute = whole(section, "per-account-per-minute", 0, 10_000);
        boolean dryRun = section.require("dry-run").flatMap(Setting::flag).orElse(true);
        section.finish();
        return new ActionSettings(perChatPerHour, perAccountPerMinute, dryRun);
    }

    private static WebSettings web(Section section) {
        String address = section.require("address")
                .flatMap(setting -> setting.parsed("an address such as 127.0.0.1 or localhost", RootSection::address))
                .orElse("");
        int port = whole(section, "port", 0, 65_535);
        section.finish();
        return new WebSettings(address, port);
    }

    private static String address(String text) {
        if (!text.matches("[A-Za-z0-9.:%_-]+")) {
            throw new IllegalArgumentException("not an address");
        }
        return text;
    }

    static int whole(Section section, String key, int least, int most) {
        return section.require(key)
                .flatMap(setting -> setting.whole(least, most))
                .map(Math::toIntExact)
                .orElse(least);
    }
}
