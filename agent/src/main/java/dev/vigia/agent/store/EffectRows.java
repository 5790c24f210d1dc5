package dev.vigia.agent.store;

import dev.vigia.agent.event.Meta;
import dev.vigia.agent.event.NoticeTold;
import dev.vigia.api.PluginNotice;
import dev.vigia.calls.ActionRequest;
import dev.vigia.calls.Effects;
import dev.vigia.calls.Effects.NoticeGiven;
import dev.vigia.calls.Effects.Postponement;
import dev.vigia.calls.Effects.Slot;
import dev.vigia.calls.Effects.StateChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the effects of one call, within the transaction that acks it. */
final class EffectRows {
    /** Somebody else took the same slot since it was seen to be free. */
    static final class SlotTakenException extends StoreException {
        SlotTakenException(Slot slot) {
            super("The slot of the route " + slot.route() + " was taken by another call at the same time");
        }
    }

    private final Connection connection;
    private final String instance;
    private final String account;

    EffectRows(Connection connection, String instance, String account) {
        this.connection = connection;
        this.instance = instance;
        this.account = account;
    }

    /** @param event the number of the event that the effects come from; null if they come from none */
    void write(Effects effects, @Nullable Long event, Instant at) throws SQLException, SlotTakenException {
        for (StateChange change : effects.state()) {
            write(change);
        }
        for (Slot slot : effects.slots()) {
            take(slot);
        }
        for (Postponement postponement : effects.postponements()) {
            write(postponement);
        }
        for (ActionRequest action : effects.actions()) {
            write(action, event, at);
        }
        for (NoticeGiven notice : effects.notices()) {
            write(notice, at);
        }
    }

    private void write(StateChange change) throws SQLException {
        if (change.value() == null) {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM plugin_state WHERE instance = ? AND account = ? AND chat = ? AND name = ?")) {
                delete.setString(1, instance);
                delete.setString(2, account);
                delete.setString(3, change.chat());
                delete.setString(4, change.name());
                delete.executeUpdate();
            }
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO plugin_state (instance, account, chat, name, value, expires_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (instance, account, chat, name)"
                        + " DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at")) {
            upsert.setString(1, instance);
            upsert.setString(2, account);
            upsert.setString(3, change.chat());
            upsert.setString(4, change.name());
            upsert.setString(5, change.value());
            upsert.setObject(6, change.expires() == null ? null : Millis.of(change.expires()), Types.BIGINT);
            upsert.executeUpdate();
        }
    }

    private void take(Slot slot) throws SQLException, SlotTakenException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO once_slot (instance, account, route, name, chat, taken_at, ends_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (instance, account, route, name)"
                        + " DO UPDATE SET chat = excluded.chat, taken_at = excluded.taken_at, ends_at = excluded.ends_at"
                        + " WHERE once_slot.ends_at <= excluded.taken_at")) {
            upsert.setString(1, instance);
            upsert.setString(2, account);
            upsert.setString(3, slot.route());
            upsert.setString(4, slot.name());
            upsert.setString(5, slot.chat());
            upsert.setLong(6, Millis.of(slot.taken()));
            upsert.setLong(7, Millis.of(slot.ends()));
            if (upsert.executeUpdate() == 0) {
                throw new SlotTakenException(slot);
            }
        }
    }

    private void write(Postponement postponement) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO postponed (instance, account, route, chat, seq, due_at, replay, attempts)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
                        + " ON CONFLICT (instance, account, route, chat)"
                        + " DO UPDATE SET seq = excluded.seq, due_at = excluded.due_at, replay = excluded.replay, attempts = 0")) {
            upsert.setString(1, instance);
            upsert.setString(2, account);
            upsert.setString(3, postponement.route());
            upsert.setString(4, postponement.chat());
            upsert.setLong(5, postponement.sequence());
            upsert.setLong(6, Millis.of(postponement.due()));
            upsert.setBoolean(7, postponement.replay());
            upsert.executeUpdate();
        }
    }

    private void write(NoticeGiven notice, Instant at) throws SQLException {
        NoticeTold told = new NoticeTold(instance, notice.kind(), notice.text(), notice.chat());
        Meta meta = EventRows.newMeta(connection, account, at).withCause(instance);
        EventRows.insert(connection, List.of(new PluginNotice(meta, told)));
    }

    private void write(ActionRequest action, @Nullable Long event, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO action (id, once_key, account, instance, event_seq, chat, target, kind, text, delay_seconds,"
                        + " typing_seconds, resend, created_at, checksum, place, not_after, state, due_at, attempts)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " (SELECT coalesce(max(place), 0) + 1 FROM action WHERE account = ?), ?, 'ready', ?, 0)"
                        + " ON CONFLICT (once_key) DO NOTHING")) {
            insert.setString(1, action.id());
            insert.setString(2, action.onceKey());
            insert.setString(3, account);
            insert.setString(4, instance);
            insert.setObject(5, event, Types.BIGINT);
            insert.setString(6, chatKnownAs(action.chat()));
            insert.setString(7, action.target());
            insert.setString(8, action.kind());
            insert.setString(9, action.text());
            insert.setInt(10, action.delaySeconds());
            insert.setInt(11, action.typingSeconds());
            insert.setInt(12, action.resend() ? 1 : 0);
            insert.setLong(13, Millis.of(at));
            insert.setLong(
                    14, ClaimedAction.checksum(account, action.id(), action.target(), action.kind(), action.text()));
            insert.setString(15, account);
            insert.setLong(16, Millis.of(action.notAfter()));
            insert.setLong(17, Millis.of(at));
            insert.executeUpdate();
        }
    }

    /** The chat that an id or a number stands for, so that what is sent to one chat counts as that, however it was addressed. */
    private String chatKnownAs(String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT min(chat) FROM chat_alias WHERE account = ? AND name = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM chat WHERE account = ? AND id = ?) HAVING count(*) = 1")) {
            select.setString(1, account);
            select.setString(2, name);
            select.setString(3, account);
            select.setString(4, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : name;
            }
        }
    }
}
