-- +goose Up
-- What servers said of the addresses that were fetched, so that only what
-- changed is sent again. No part of the record.
CREATE TABLE answer (
  address  TEXT PRIMARY KEY,
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL -- Last-Modified, as sent
) WITHOUT ROWID;
