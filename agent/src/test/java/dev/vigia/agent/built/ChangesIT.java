package dev.vigia.agent.built;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Sample;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What happens on the phone comes out at the other end, in a file written by a plugin in a jar: once, and as it was. */
class ChangesIT {
    private static final String JOURNAL = "plugins.journal { use = journal }";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    /** Something that happens to a chat of its own, and the events that tell of it. */
    private static final class Change {
        final SimulatedChat chat;
        final Runnable happening;
        final List<String> types;

        Change(SimulatedChat chat, Runnable happening, String... types) {
            this.chat = chat;
            this.happening = happening;
            this.types = List.of(types);
        }
    }

    private final Map<String, Change> changes = new LinkedHashMap<>();
    private int chats;

    private SimulatedChat someone() {
        int number = chats++;
        return dressed(SimulatedChat.of(
                Long.toString(5511900000000L + number), "Zoë " + "abcdefghijklmnopqrstuvwxyz".charAt(number)));
    }

    /** With a value for everything that a chat can have, so that each later value is a change. */
    private static SimulatedChat dressed(SimulatedChat chat) {
        return chat.lastMessageAt(1_768_000_000_000L)
                .pictured("/v/t61.24694-24/1_n.jpg")
                .noted("first", 1_700_000_000_000L);
    }

    private void change(SimulatedChat chat, Runnable happening, String... types) {
        changes.put(chat.phone(), new Change(chat, happening, types));
    }

    private void plan(SimulatedAccount account) {
        SimulatedChat written = someone();
        change(written, () -> account.receive(written.phone(), 2), "chat.new-unread");
        SimulatedChat read = someone().unread(3);
        change(read, () -> account.read(read.phone()), "chat.read");
        SimulatedChat unmarked = someone().unread(SimulatedChat.MARKED_UNREAD);
        change(unmarked, () -> account.read(unmarked.phone()), "chat.read");
        SimulatedChat marked = someone();
        change(marked, () -> account.markUnread(marked.phone()), "chat.marked-unread");
        SimulatedChat ownMessage = someone();
        change(ownMessage, () -> account.ownMessage(ownMessage.phone()), "chat.activity");
        SimulatedChat renamed = someone();
        change(renamed, () -> account.rename(renamed.phone(), "“João” \\ \"Ação\" \uD83D\uDC4B"), "chat.renamed");
        SimulatedChat muted = someone();
        change(muted, () -> account.mute(muted.phone()), "chat.muted");
        SimulatedChat longer = someone().mutedUntil(1_955_953_774_000L);
        change(longer, () -> account.mute(longer.phone()), "chat.muted");
        SimulatedChat unmuted = someone().mutedUntil(SimulatedChat.FOREVER);
        change(unmuted, () -> account.unmute(unmuted.phone()), "chat.unmuted");
        SimulatedChat spam = someone();
        change(spam, () -> account.markSpam(spam.phone()), "chat.marked-spam");
        SimulatedChat noSpam = someone().with(Flag.SPAM);
        change(noSpam, () -> account.unmarkSpam(noSpam.phone()), "chat.unmarked-spam");
        SimulatedChat archived = someone();
        change(archived, () -> account.archive(archived.phone()), "chat.archived");
        SimulatedChat unarchived = someone().with(Flag.ARCHIVED);
        change(unarchived, () -> account.unarchive(unarchived.phone()), "chat.unarchived");
        SimulatedChat pinned = someone();
        change(pinned, () -> account.pin(pinned.phone()), "chat.pinned");
        SimulatedChat unpinned = someone().with(Flag.PINNED);
        change(unpinned, () -> account.unpin(unpinned.phone()), "chat.unpinned");
        SimulatedChat pictured = someone();
        change(pictured, () -> account.photo(pictured.phone(), "/v/t61.24694-24/2_n.jpg"), "chat.photo-changed");
        SimulatedChat noted = someone();
        change(noted, () -> account.note(noted.phone(), "second"), "chat.note-changed");
        SimulatedChat group = dressed(SimulatedChat.of("120363381681585792-group", "Entregas"));
        change(
                group,
                () -> account.change(group.phone(), chat -> chat.with(Flag.ANNOUNCEMENT)),
                "chat.announcement-changed");
        SimulatedChat identified =
                dressed(new SimulatedChat("5511777777777", null, "Rita", 0, 0, 0, Set.of(), null, null));
        change(
                identified,
                () -> account.change(identified.phone(), chat -> chat.identified(identified.phone(), "777@lid")),
                "chat.identified");
        SimulatedChat answered = someone().unread(4);
        change(
                answered,
                () -> {
                    account.read(answered.phone());
                    account.ownMessage(answered.phone());
                    account.archive(answered.phone());
                },
                "chat.read",
                "chat.activity",
                "chat.archived");
        SimulatedChat quiet = someone();
        change(quiet, () -> {});
    }

    @Test
    void tellsEachChangeOnce_withTrueBeforeAndAfter() {
        SimulatedAccount account = simulator.account("loja");
        plan(account);
        changes.values().forEach(change -> account.add(change.chat));
        Workplace workplace = new Workplace(directory)
                .configure(
                        simulator.simulator().baseUrl(),
                        "accounts.loja { instance = loja, token = loja-token }",
                        JOURNAL);
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));

            account.together(() -> changes.values().forEach(change -> change.happening.run()));
            SimulatedChat stranger = SimulatedChat.of("5511988888888", "Stranger");
            account.together(() -> {
                account.add(stranger);
                account.receive(stranger.phone(), 1);
            });
            SimulatedChat silent = SimulatedChat.of("5511966666666", "Silent");
            account.add(silent);
            int expected = 1
                    + 3
                    + changes.values().stream()
                            .mapToInt(change -> change.types.size())
                            .sum();
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSizeGreaterThanOrEqualTo(expected));
            twoMorePolls(agent, account);

            assertThat(workplace.journal()).hasSize(expected);
            Map<String, List<Told>> byChat = workplace.journal().stream()
                    .filter(Told::isOfAChat)
                    .collect(groupingBy(told -> Objects.requireNonNull(told.chatId())));
            changes.values().forEach(change -> checkTold(change, account, byChat));
            assertThat(byChat.get(Truth.id(stranger)))
                    .extracting(Told::type)
                    .containsExactly("chat.added", "chat.new-unread");
            assertThat(byChat.get(Truth.id(silent))).extracting(Told::type).containsExactly("chat.added");
            assertThat(agent.terminate().err()).doesNotContain("WARN", "ERROR");
        }
    }

    private void checkTold(Change change, SimulatedAccount account, Map<String, List<Told>> byChat) {
        String id = Truth.id(change.chat);
        List<Told> told = byChat.getOrDefault(id, List.of());
        assertThat(told).extracting(Told::type).isEqualTo(change.types);
        Instant now = Instant.now();
        for (Told each : told) {
            assertThat(each.before()).isEqualTo(Truth.json(id, change.chat, now));
            assertThat(each.chat()).isEqualTo(Truth.json(id, account.chat(change.chat.phone()), now));
        }
        assertThat(told).extracting(Told::time).hasSizeLessThanOrEqualTo(3).allMatch(time -> time.isBefore(now));
    }

    @Test
    void tellsThatAMuteRanOut_thoughTheGatewayDoesNot() {
        SimulatedAccount account = simulator.account("loja");
        account.add(dressed(SimulatedChat.of("5511911111111", "Ana")));
        Workplace workplace = new Workplace(directory)
                .configure(
                        simulator.simulator().baseUrl(),
                        "accounts.loja { instance = loja, token = loja-token }",
                        JOURNAL);
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            Instant end = Instant.ofEpochMilli(Instant.now().plusSeconds(6).toEpochMilli());
            account.mute("5511911111111", end);
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(3));
            twoMorePolls(agent, account);

            assertThat(workplace.journal())
                    .extracting(Told::type)
                    .containsExactly("account.baselined", "chat.muted", "chat.unmuted");
            assertThat(workplace.journal().get(1).chat()).containsEntry("mutedUntil", end.toString());
            assertThat(workplace.journal().get(2).time()).isAfterOrEqualTo(end);
        }
    }

    @Test
    void tellsOnceThatThePhoneWasAway_andWhatHappenedMeanwhile() {
        SimulatedAccount account = simulator.account("loja");
        account.add("5511911111111", "Ana");
        account.add("5511922222222", "Bia");
        Workplace workplace = new Workplace(directory)
                .configure(
                        simulator.simulator().baseUrl(),
                        "accounts.loja { instance = loja, token = loja-token }",
                        JOURNAL);
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            account.disconnect();
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(2));
            assertThat(agent.health()).contains("\"loja\":{\"state\":\"disconnected\"");
            account.receive("5511911111111", 3);
            int asked = account.requests(Call.STATUS);
            agent.awaitThat(() -> assertThat(account.requests(Call.STATUS)).isGreaterThan(asked + 1));
            account.connect();
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(4));
            twoMorePolls(agent, account);

            assertThat(workplace.journal())
                    .extracting(Told::type)
                    .containsExactly(
                            "account.baselined", "account.disconnected", "account.connected", "chat.new-unread");
            assertThat(agent.health()).contains("\"loja\":{\"state\":\"watched\"");
        }
    }

    @Test
    void listsTheTwoChatsOfTheSeed_besideTheAgentAndAfterIt() {
        simulator.account("seed").serve(Sample.SEED.json());
        Workplace workplace = new Workplace(directory)
                .configure(
                        simulator.simulator().baseUrl(),
                        "accounts.seed { instance = seed, token = seed-token }",
                        "plugins.console { use = console }",
                        JOURNAL);
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            checkSeed(workplace);
            agent.terminate();
        }
        checkSeed(workplace);
    }

    private static void checkSeed(Workplace workplace) {
        assertThat(workplace.run("chats").wentWell().out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .hasSize(5)
                .contains("seed: 2 chats", "|UNREAD|LAST MESSAGE|NAME|PHONE|IS")
                .anyMatch(line -> line.contains("|Z-API SUPORTE|5511999999999"))
                .anyMatch(line -> line.contains("|Z-api - Team|5511999999999"));
        List<Map<String, Object>> chats = workplace.chats();
        assertThat(chats).hasSize(2).allMatch(line -> "seed".equals(line.get("account")));
        assertThat(chats)
                .extracting(line ->
                        Objects.requireNonNull(Json.asObject(line.get("chat"))).get("name"))
                .containsExactly("Z-API SUPORTE", "Z-api - Team");
    }

    @Test
    void writesNamesAsTheyAre_inAnyLocale() {
        SimulatedAccount account = simulator.account("loja");
        account.add("5511911111111", "João \uD83D\uDC4B");
        Workplace workplace = new Workplace(directory)
                .environment("LC_ALL", "C")
                .configure(
                        simulator.simulator().baseUrl(),
                        "accounts.loja { instance = loja, token = loja-token }",
                        JOURNAL);
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            account.rename("5511911111111", "Conceição \uD83C\uDF3B");
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(2));
            assertThat(workplace.journal().get(1).chat()).containsEntry("name", "Conceição \uD83C\uDF3B");
            assertThat(workplace.chats())
                    .extracting(line -> Objects.requireNonNull(Json.asObject(line.get("chat")))
                            .get("name"))
                    .containsExactly("Conceição \uD83C\uDF3B");
        }
    }

    @Test
    void givesEachPluginInstanceItsOwnAccounts() {
        SimulatedAccount loja = simulator.account("loja");
        SimulatedAccount suporte = simulator.account("suporte");
        loja.add("5511911111111", "Ana");
        suporte.add("5511922222222", "Bia");
        Workplace workplace = new Workplace(directory)
                .configure(
                        simulator.simulator().baseUrl(),
                        "accounts.loja { instance = loja, token = loja-token }",
                        "accounts.suporte { instance = suporte, token = suporte-token }",
                        "plugins.first { use = journal, accounts = [loja], settings.file = data/loja.jsonl }",
                        "plugins.second { use = journal, accounts = [suporte], settings.file = data/suporte.jsonl }",
                        JOURNAL);
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(2));
            loja.receive("5511911111111", 1);
            suporte.markSpam("5511922222222");
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(4));
            agent.terminate();
        }
        assertThat(workplace.journal("data/loja.jsonl"))
                .extracting(Told::account, Told::type)
                .containsExactly(tuple("loja", "account.baselined"), tuple("loja", "chat.new-unread"));
        assertThat(workplace.journal("data/suporte.jsonl"))
                .extracting(Told::account, Told::type)
                .containsExactly(tuple("suporte", "account.baselined"), tuple("suporte", "chat.marked-spam"));
    }

    private static void twoMorePolls(RunningAgent agent, SimulatedAccount account) {
        int asked = account.requests(Call.CHATS);
        agent.awaitThat(() -> assertThat(account.requests(Call.CHATS)).isGreaterThan(asked + 2));
    }
}
