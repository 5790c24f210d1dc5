package dev.vigia.agent.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Lets a person with curl do what tests do in Java: a page that says how, and one plain line for each command. */
final class Controls {
    private record Command(String parameters, BiFunction<SimulatedAccount, Query, String> run) {}

    private interface OnChat {
        SimulatedChat apply(SimulatedAccount account, String chat);
    }

    private final Map<String, SimulatedAccount> accounts;
    private final Map<String, Command> commands = new LinkedHashMap<>();

    Controls(Map<String, SimulatedAccount> accounts) {
        this.accounts = accounts;
        commands.put(
                "receive",
                new Command(
                        "chat [count]",
                        (account, query) ->
                                ChatLine.of(account.receive(query.text("chat"), query.number("count", 1, 1)))));
        onChat("own-message", SimulatedAccount::ownMessage);
        onChat("read", SimulatedAccount::read);
        onChat("mark-unread", SimulatedAccount::markUnread);
        onChat("mark-spam", SimulatedAccount::markSpam);
        onChat("unmark-spam", SimulatedAccount::unmarkSpam);
        onChat("archive", SimulatedAccount::archive);
        onChat("unarchive", SimulatedAccount::unarchive);
        onChat("pin", SimulatedAccount::pin);
        onChat("unpin", SimulatedAccount::unpin);
        commands.put("mute", new Command("chat [minutes]", Controls::mute));
        onChat("unmute", SimulatedAccount::unmute);
        onChat("clear", SimulatedAccount::clear);
        commands.put(
                "rename",
                new Command(
                        "chat name",
                        (account, query) -> ChatLine.of(account.rename(query.text("chat"), query.text("name")))));
        commands.put(
                "note",
                new Command(
                        "chat text",
                        (account, query) -> ChatLine.of(account.note(query.text("chat"), query.text("text")))));
        commands.put(
                "photo",
                new Command(
                        "chat path",
                        (account, query) -> ChatLine.of(account.photo(query.text("chat"), query.text("path")))));
        commands.put(
                "identify",
                new Command(
                        "chat phone lid",
                        (account, query) -> ChatLine.of(account.change(
                                query.text("chat"), chat -> chat.identified(query.text("phone"), query.text("lid"))))));
        commands.put("add", new Command("phone name", (account, query) -> {
            SimulatedChat chat = SimulatedChat.of(query.text("phone"), query.text("name"));
            account.add(chat);
            return "added " + ChatLine.of(chat);
        }));
        commands.put("remove", new Command("chat", (account, query) -> {
            account.remove(query.text("chat"));
            return "removed " + query.text("chat");
        }));
        commands.put("chats", new Command("", (account, query) -> ChatLine.of(account.chats())));
        commands.put("connect", new Command("", (account, query) -> {
            account.connect();
            return "the phone is connected";
        }));
        commands.put("disconnect", new Command("", (account, query) -> {
            account.disconnect();
            return "the phone is disconnected";
        }));
        commands.put("fault", new Command(FaultQuery.PARAMETERS, (account, query) -> {
            Fault fault = FaultQuery.fault(query);
            account.fault(fault);
            return "from now on " + fault;
        }));
        commands.put("clear-faults", new Command("", (account, query) -> {
            account.clearFaults();
            return "no faults";
        }));
    }

    private void onChat(String name, OnChat act) {
        commands.put(
                name, new Command("chat", (account, query) -> ChatLine.of(act.apply(account, query.text("chat")))));
    }

    private static String mute(SimulatedAccount account, Query query) {
        if (!query.has("minutes")) {
            return ChatLine.of(account.mute(query.text("chat")));
        }
        Instant now = Instant.ofEpochMilli(account.world().now());
        Instant end = now.plus(query.number("minutes", 0), ChronoUnit.MINUTES);
        return ChatLine.of(account.mute(query.text("chat"), end));
    }

    Answer answer(Request request) {
        List<String> path = request.path();
        if (path.size() < 3) {
            return Answer.text(200, page());
        }
        SimulatedAccount account = accounts.get(path.get(1));
        Command command = commands.get(path.get(2));
        if (account == null) {
            return Answer.text(404, "there is no instance " + path.get(1) + "; GET / lists them");
        }
        if (command == null) {
            return Answer.text(404, "there is no command " + path.get(2) + "; GET / lists them");
        }
        if (!request.method().equals("POST")) {
            return Answer.text(405, "POST it: curl -X POST …");
        }
        try {
            String line = command.run.apply(account, request.query());
            String hint = account.world().isGiven() ? " (not seen in /chats: it serves given data)" : "";
            return Answer.text(200, line + hint);
        } catch (IllegalArgumentException e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        }
    }

    private String page() {
        StringBuilder page = new StringBuilder("A simulated Z-API.\n\nInstances:\n");
        accounts.forEach((instance, account) -> page.append("  %s: %d chats, %s%n"
                .formatted(
                        instance,
                        account.chats().size(),
                        account.world().isConnected() ? "connected" : "disconnected")));
        page.append("\nCommands, each as: curl -X POST 'http://…/simulator/INSTANCE/receive?chat=PHONE&count=2'\n");
        commands.forEach((name, command) -> page.append("  %-13s%s%n".formatted(name, command.parameters)));
        page.append('\n').append(FaultQuery.KINDS);
        page.append("\nParameters in brackets may be left out. A chat is named by its phone or its lid.");
        return page.toString();
    }
}
