-- Which chat an event is of; null for those of an account as a whole.
ALTER TABLE event ADD COLUMN chat TEXT;
UPDATE event SET chat = (
    SELECT id FROM chat WHERE chat.account = event.account AND event.json LIKE '%"subject":"' || chat.id || '"%');
CREATE INDEX event_of_chat ON event (account, chat, seq);

-- When the instance was last at work on the account.
ALTER TABLE plugin_cursor ADD COLUMN active_at BIGINT NOT NULL DEFAULT 0;

-- What became of an event at a plugin instance that has a route for it. Above the cursor it is what makes the ack.
CREATE TABLE delivery (
    account  TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    instance TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    outcome  TEXT   NOT NULL,
    PRIMARY KEY (account, seq, instance)
);

CREATE TABLE failed_attempt (
    account  TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    instance TEXT    NOT NULL,
    at       BIGINT  NOT NULL,
    attempt  INTEGER NOT NULL,
    failure  TEXT    NOT NULL,
    PRIMARY KEY (account, seq, instance, at, attempt)
);

-- A chat whose events from seq on wait for the one at seq to be handled; the cursor has gone on. The chat '' is the account as a whole.
CREATE TABLE parked (
    instance TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    chat     TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    attempts INTEGER NOT NULL,
    due_at   BIGINT  NOT NULL,
    PRIMARY KEY (instance, account, chat)
);

-- An event to be delivered once more, because the operator wants it.
CREATE TABLE replay (
    instance TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    attempts INTEGER NOT NULL,
    due_at   BIGINT  NOT NULL,
    PRIMARY KEY (instance, account, seq)
);

CREATE TABLE dead_letter (
    instance TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    at       BIGINT  NOT NULL,
    attempts INTEGER NOT NULL,
    failure  TEXT    NOT NULL,
    PRIMARY KEY (instance, account, seq)
);

-- An event that a route hands over when its chat has been quiet.
CREATE TABLE postponed (
    instance TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    route    TEXT    NOT NULL,
    chat     TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    due_at   BIGINT  NOT NULL,
    attempts INTEGER NOT NULL,
    PRIMARY KEY (instance, account, route, chat)
);

-- What plugins remember; of the account as a whole where the chat is ''.
CREATE TABLE plugin_state (
    instance   TEXT NOT NULL,
    account    TEXT NOT NULL,
    chat       TEXT NOT NULL,
    name       TEXT NOT NULL,
    value      TEXT NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (instance, account, chat, name)
);

CREATE TABLE once_slot (
    instance TEXT   NOT NULL,
    account  TEXT   NOT NULL,
    route    TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    chat     TEXT   NOT NULL,
    taken_at BIGINT NOT NULL,
    ends_at  BIGINT NOT NULL,
    PRIMARY KEY (instance, account, route, name)
);

CREATE TABLE job (
    instance TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    ran_at   BIGINT  NOT NULL,
    PRIMARY KEY (instance, account, name)
);

-- Events that were deleted before an instance had handled them.
CREATE TABLE gap (
    instance  TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    first_seq BIGINT  NOT NULL,
    last_seq  BIGINT  NOT NULL,
    at        BIGINT  NOT NULL,
    told      INTEGER NOT NULL,
    PRIMARY KEY (instance, account, first_seq)
);

-- How often in a row an instance has ended the agent's process.
CREATE TABLE plugin_exit (
    instance TEXT    NOT NULL PRIMARY KEY,
    exits    INTEGER NOT NULL
);

-- state: ready, sending, done, failed, in-doubt. The key keeps one event from causing the same action twice.
CREATE TABLE action (
    id             TEXT    NOT NULL PRIMARY KEY,
    once_key       TEXT    NOT NULL UNIQUE,
    account        TEXT    NOT NULL,
    instance       TEXT    NOT NULL,
    event_seq      BIGINT,
    chat           TEXT    NOT NULL,
    target         TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    delay_seconds  INTEGER NOT NULL,
    typing_seconds INTEGER NOT NULL,
    resend         INTEGER NOT NULL,
    created_at     BIGINT  NOT NULL,
    place          BIGINT  NOT NULL,
    not_after      BIGINT  NOT NULL,
    state          TEXT    NOT NULL,
    due_at         BIGINT  NOT NULL,
    attempts       INTEGER NOT NULL,
    sent_at        BIGINT,
    zaap_id        TEXT,
    message_id     TEXT,
    failure        TEXT,
    effect_seq     BIGINT
);
CREATE INDEX action_in_order ON action (account, place);
CREATE INDEX action_by_state ON action (state, account);
CREATE INDEX action_of_chat ON action (account, chat, sent_at);
CREATE INDEX action_by_time ON action (account, sent_at);
CREATE INDEX action_of_event ON action (account, event_seq);
