-- The number of the last group that a writer committed, stored with it: tells whether a commit happened whose answer was lost.
CREATE TABLE writer_mark (
    holder TEXT   NOT NULL PRIMARY KEY,
    n      BIGINT NOT NULL
);

-- CRC-32C of what the row says; null in rows that an older version wrote.
ALTER TABLE event ADD COLUMN checksum BIGINT;
ALTER TABLE action ADD COLUMN checksum BIGINT;
ALTER TABLE chat ADD COLUMN checksum BIGINT;
