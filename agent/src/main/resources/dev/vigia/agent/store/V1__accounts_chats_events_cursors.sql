-- One text for SQLite and PostgreSQL. Instants are epoch milliseconds; flags are 0 and 1, null where nothing is known.

CREATE TABLE account_state (
    account        TEXT   NOT NULL PRIMARY KEY,
    next_seq       BIGINT NOT NULL,
    snapshot_rev   BIGINT NOT NULL,
    baselined_at   BIGINT,
    connected      INTEGER,
    failing_reason TEXT,
    failing_since  BIGINT
);

CREATE TABLE chat (
    account         TEXT   NOT NULL,
    id              TEXT   NOT NULL,
    phone           TEXT,
    lid             TEXT,
    kind            TEXT   NOT NULL,
    name            TEXT,
    unread          INTEGER,
    last_message_at BIGINT,
    muted           INTEGER,
    muted_until     BIGINT,
    spam            INTEGER,
    archived        INTEGER,
    pinned          INTEGER,
    announcement    INTEGER,
    photo           TEXT,
    note_id         TEXT,
    note_content    TEXT,
    note_created_at BIGINT,
    note_updated_at BIGINT,
    PRIMARY KEY (account, id)
);

-- Every phone and lid by which a chat is or was known. Two chats may share a phone.
CREATE TABLE chat_alias (
    account TEXT   NOT NULL,
    name    TEXT   NOT NULL,
    chat    TEXT   NOT NULL,
    since   BIGINT NOT NULL,
    PRIMARY KEY (account, name, chat)
);

-- The sequence number is taken under the account's row in account_state, so the order of numbers is the order of commits.
CREATE TABLE event (
    account TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    json    TEXT   NOT NULL,
    PRIMARY KEY (account, seq)
);

-- The last event that a plugin instance has handled, an account.
CREATE TABLE plugin_cursor (
    instance TEXT   NOT NULL,
    account  TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    PRIMARY KEY (instance, account)
);
