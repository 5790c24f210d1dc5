package dev.vigia.agent.store;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.NoteState;
import dev.vigia.api.ChatKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chat as a row of the table {@code chat}. */
final class ChatRow {
    private static final Logger log = LoggerFactory.getLogger(ChatRow.class);
    private static final String COLUMNS =
            "account, id, phone, lid, kind, name, unread, last_message_at, muted, muted_until, spam, archived, pinned,"
                    + " announcement, photo, note_id, note_content, note_created_at, note_updated_at,"
                    + " checksum";

    static final String SELECT = "SELECT " + COLUMNS + " FROM chat WHERE account = ?";

    static final String UPSERT = "INSERT INTO chat (" + COLUMNS + ")"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (account, id) DO UPDATE SET phone = excluded.phone, lid = excluded.lid, kind = excluded.kind,"
            + " name = excluded.name, unread = excluded.unread, last_message_at = excluded.last_message_at,"
            + " muted = excluded.muted, muted_until = excluded.muted_until, spam = excluded.spam,"
            + " archived = excluded.archived, pinned = excluded.pinned, announcement = excluded.announcement,"
            + " photo = excluded.photo, note_id = excluded.note_id, note_content = excluded.note_content,"
            + " note_created_at = excluded.note_created_at, note_updated_at = excluded.note_updated_at,"
            + " checksum = excluded.checksum";

    private ChatRow() {}

    static void bind(PreparedStatement statement, String account, ChatState chat) throws SQLException {
        NoteState note = chat.note();
        int column = 0;
        statement.setString(++column, account);
        statement.setString(++column, chat.id());
        statement.setString(++column, chat.phone());
        statement.setString(++column, chat.lid());
        statement.setString(++column, chat.kind().label());
        statement.setString(++column, chat.name());
        statement.setObject(++column, chat.unread(), Types.INTEGER);
        statement.setObject(++column, chat.lastMessageAt(), Types.BIGINT);
        statement.setObject(++column, number(chat.muted()), Types.INTEGER);
        statement.setObject(++column, chat.mutedUntil(), Types.BIGINT);
        statement.setObject(++column, number(chat.spam()), Types.INTEGER);
        statement.setObject(++column, number(chat.archived()), Types.INTEGER);
        statement.setObject(++column, number(chat.pinned()), Types.INTEGER);
        statement.setObject(++column, number(chat.announcement()), Types.INTEGER);
        statement.setString(++column, chat.photo());
        statement.setString(++column, note == null ? null : note.id());
        statement.setString(++column, note == null ? null : note.content());
        statement.setObject(++column, note == null ? null : note.createdMillis(), Types.BIGINT);
        statement.setObject(++column, note == null ? null : note.updatedMillis(), Types.BIGINT);
        statement.setLong(++column, checksum(account, chat));
    }

    private static long checksum(String account, ChatState chat) {
        // What is null is shown as such, and what is not stored is not in it.
        return Checksum.of(
                account,
                chat.id(),
                chat.phone(),
                chat.lid(),
                chat.kind(),
                chat.name(),
                chat.unread(),
                chat.lastMessageAt(),
                chat.muted(),
                chat.mutedUntil(),
                chat.spam(),
                chat.archived(),
                chat.pinned(),
                chat.announcement(),
                chat.photo(),
                chat.note());
    }

    /** The chat; of a row that is damaged, all that the chat's next answer tells is learnt anew. */
    static ChatState read(ResultSet row) throws SQLException {
        try {
            ChatState chat = stored(row);
            long checksum = row.getLong("checksum");
            // Rows that an older version wrote have none.
            if (row.wasNull() || checksum == checksum(row.getString("account"), chat)) {
                return chat;
            }
        } catch (IllegalArgumentException e) {
            log.debug("The chat {} cannot be read", row.getString("id"), e);
        }
        log.error(
                "A chat of the account {} is damaged in the database. Nothing of what it was like is believed; the next look reads"
                        + " it anew, without events for what changed in between",
                row.getString("account"));
        return ChatState.unknown(row.getString("id"));
    }

    private static ChatState stored(ResultSet row) throws SQLException {
        return new ChatState(
                row.getString("id"),
                row.getString("phone"),
                row.getString("lid"),
                ChatKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                integer(row, "unread"),
                millis(row, "last_message_at"),
                flag(row, "muted"),
                millis(row, "muted_until"),
                flag(row, "spam"),
                flag(row, "archived"),
                flag(row, "pinned"),
                flag(row, "announcement"),
                row.getString("photo"),
                note(row));
    }

    static @Nullable Integer number(@Nullable Boolean flag) {
        return flag == null ? null : (Integer) (flag ? 1 : 0);
    }

    static @Nullable Boolean flag(ResultSet row, String column) throws SQLException {
        Integer value = integer(row, column);
        return value == null ? null : (Boolean) (value != 0);
    }

    static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }

    private static @Nullable NoteState note(ResultSet row) throws SQLException {
        String id = row.getString("note_id");
        return id == null
                ? null
                : new NoteState(
                        id,
                        row.getString("note_content"),
                        millis(row, "note_created_at"),
                        millis(row, "note_updated_at"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : (Integer) value;
    }
}
