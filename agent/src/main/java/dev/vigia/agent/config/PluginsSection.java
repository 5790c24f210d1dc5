package dev.vigia.agent.config;

import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.settings.Nearest;
import dev.vigia.settings.Section;
import dev.vigia.settings.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the uses of plugins. Whether there is such a plugin, and whether it likes its settings, comes out when it is loaded. */
final class PluginsSection {
    private static final int MOST_PARALLELISM = 64;

    private PluginsSection() {}

    static List<PluginUse> read(Section section, Section accounts) {
        Set<String> known =
                new LinkedHashSet<>(accounts.all().stream().map(Setting::key).toList());
        List<PluginUse> uses = new ArrayList<>();
        for (Setting named : section.all()) {
            Names.check(named);
            named.section().ifPresent(use -> uses.add(read(named.key(), use, known)));
        }
        return uses;
    }

    private static PluginUse read(String instance, Section section, Set<String> known) {
        String use = section.find("use").flatMap(PluginsSection::id).orElse("");
        if (section.find("use").isEmpty()) {
            section.report("use", "is missing; add use = the id of a plugin ('vigia plugins list' shows them)");
        }
        Set<String> accounts = section.find("accounts")
                .map(setting -> accounts(setting, known))
                .orElse(known);
        int parallelism = section.find("parallelism")
                .flatMap(setting -> setting.whole(1, MOST_PARALLELISM))
                .map(Math::toIntExact)
                .orElse(1);
        boolean fromStart =
                section.find("from").flatMap(PluginsSection::isStart).orElse(false);
        SettingsSection settings = new SettingsSection(section.section("settings"));
        section.finish();
        return new PluginUse(
                instance,
                use,
                Collections.unmodifiableSet(accounts),
                parallelism,
                fromStart,
                settings,
                section.place().toString());
    }

    private static Optional<Boolean> isStart(Setting setting) {
        return setting.text().flatMap(text -> switch (text) {
            case "start" -> Optional.of(true);
            case "end" -> Optional.of(false);
            default -> setting.wrong("must be start (all events that are kept) or end (the events to come)");
        });
    }

    private static Optional<String> id(Setting setting) {
        return setting.text().flatMap(text -> {
            boolean valid = text.matches("[a-z0-9-]+");
            return valid
                    ? Optional.of(text)
                    : setting.wrong("must be the id of a plugin: lower-case letters, digits and '-'"
                            + " ('vigia plugins list' shows them)");
        });
    }

    private static Set<String> accounts(Setting setting, Set<String> known) {
        Set<String> accounts = new LinkedHashSet<>();
        List<Setting> items = setting.items().orElse(List.of());
        if (setting.items().isPresent() && items.isEmpty()) {
            setting.wrong("is an empty list, so the plugin would get nothing; remove the line to give it all accounts");
        }
        for (Setting item : items) {
            item.text().ifPresent(name -> {
                if (!known.contains(name)) {
                    item.wrong("is no account in vigia.accounts" + Nearest.hint(name, known));
                }
                accounts.add(name);
            });
        }
        return accounts;
    }
}
