-- +goose Up
-- +goose StatementBegin
PRAGMA application_id = 1145853004; -- "DLTL"
-- +goose StatementEnd

-- Strings that many rows share: outlets, names, places, codes.
CREATE TABLE term (
  n     INTEGER PRIMARY KEY,
  value TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE term_words USING fts5(value, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');

-- Everything that ever changed, in order. "at" counts milliseconds since 1970.
CREATE TABLE change (
  seq        INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  cause      INTEGER NOT NULL REFERENCES term,
  dispatch   INTEGER REFERENCES dispatch,  -- that came in or was read again
  supersedes INTEGER REFERENCES dispatch,  -- that it follows or withdraws
  about      TEXT,                         -- JSON of a user's correction and of anything else
  undone     INTEGER REFERENCES change     -- the change that took it back
);

-- A dispatch. "born" is the change that brought it, "died" the one that put a
-- later version in its place, "killed" the one that withdrew it. "published"
-- counts seconds since 1970, -4611686018427387904 where it is not known.
CREATE TABLE dispatch (
  n          INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
  first      INTEGER NOT NULL REFERENCES dispatch, -- first version
  version    INTEGER NOT NULL,
  prev       INTEGER REFERENCES dispatch,
  born       INTEGER NOT NULL REFERENCES change,
  died       INTEGER REFERENCES change,
  killed     INTEGER REFERENCES change,
  source     INTEGER NOT NULL REFERENCES term,
  lang       INTEGER NOT NULL REFERENCES term,
  kind       INTEGER NOT NULL REFERENCES term,
  published  INTEGER NOT NULL,
  filed      INTEGER REFERENCES spot,
  statements INTEGER NOT NULL,
  events     INTEGER NOT NULL,
  figures    INTEGER NOT NULL
);
CREATE INDEX dispatch_first ON dispatch(first, version);
CREATE INDEX dispatch_published ON dispatch(published, n);
CREATE INDEX dispatch_source ON dispatch(source, published);
CREATE INDEX dispatch_place ON dispatch(filed) WHERE filed IS NOT NULL;
CREATE VIRTUAL TABLE dispatch_words USING fts5(headline, body, content='', tokenize='unicode61 remove_diacritics 2');

-- Text, raw bytes and origin, packed together (see pack.go).
CREATE TABLE page (
  dispatch  INTEGER PRIMARY KEY REFERENCES dispatch,
  text_hash BLOB NOT NULL CHECK (length(text_hash) = 32),
  raw_hash  BLOB CHECK (length(raw_hash) = 32),
  path      INTEGER NOT NULL REFERENCES term, -- file or address as it was named
  retrieved INTEGER NOT NULL,
  body      BLOB NOT NULL
);

-- One engine's reading of a dispatch, packed. The newest has died NULL.
CREATE TABLE reading (
  n        INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  engine   INTEGER NOT NULL REFERENCES term,
  born     INTEGER NOT NULL REFERENCES change,
  died     INTEGER REFERENCES change,
  body     BLOB NOT NULL
);
CREATE INDEX reading_dispatch ON reading(dispatch);

-- What tells the same input again, and what versions of a story share.
CREATE TABLE seen (
  key      BLOB PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatch
) WITHOUT ROWID;
CREATE TABLE trace (
  key      INTEGER NOT NULL, -- 31 bits of a trace
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  PRIMARY KEY (key, dispatch)
) WITHOUT ROWID;

-- Places, as the record names them. An id is six bytes of the SHA-256 of what
-- tells one from another.
CREATE TABLE spot (
  n         INTEGER PRIMARY KEY,
  id        BLOB NOT NULL UNIQUE CHECK (length(id) = 6),
  name      INTEGER NOT NULL REFERENCES term,
  admin1    INTEGER REFERENCES term,
  country   INTEGER REFERENCES term,
  precision INTEGER NOT NULL REFERENCES term,
  geonames  INTEGER,
  lat       REAL,
  lon       REAL
);
CREATE INDEX spot_name ON spot(name);
CREATE INDEX spot_admin1 ON spot(admin1) WHERE admin1 IS NOT NULL;
CREATE INDEX spot_country ON spot(country) WHERE country IS NOT NULL;

-- Persons, states, bodies and groups, as readings name them.
CREATE TABLE entity (
  n       INTEGER PRIMARY KEY,
  id      BLOB NOT NULL UNIQUE CHECK (length(id) = 6),
  kind    INTEGER NOT NULL REFERENCES term,
  name    INTEGER NOT NULL REFERENCES term,
  country INTEGER REFERENCES term,
  sector  INTEGER REFERENCES term
);
CREATE INDEX entity_name ON entity(name);
CREATE INDEX entity_country ON entity(country) WHERE country IS NOT NULL;

-- Chains of attribution: key lists the terms, from outlet to last holder.
CREATE TABLE chain (
  n   INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
);
CREATE TABLE link (
  term  INTEGER NOT NULL REFERENCES term,
  chain INTEGER NOT NULL REFERENCES chain,
  PRIMARY KEY (term, chain)
) WITHOUT ROWID;

-- The rows of a reading. Numbers of events, statements and figures come from
-- one sequence, which is that of item_words. Days count from 1970; "day" is
-- what rows are ordered by. A row stands while born <= now < died.
CREATE TABLE event (
  n          INTEGER PRIMARY KEY,
  dispatch   INTEGER NOT NULL REFERENCES dispatch,
  local      TEXT NOT NULL,
  born       INTEGER NOT NULL,
  died       INTEGER,
  type       INTEGER NOT NULL,
  mode       INTEGER,
  cameo      INTEGER,
  status     INTEGER NOT NULL,
  background INTEGER NOT NULL,
  doubt      INTEGER,
  place      INTEGER REFERENCES spot,
  chain      INTEGER NOT NULL REFERENCES chain,
  since      INTEGER,
  until      INTEGER,
  day        INTEGER NOT NULL
);
CREATE INDEX event_dispatch ON event(dispatch);
CREATE INDEX event_day ON event(day, n) WHERE died IS NULL;
CREATE INDEX event_type ON event(type, day, n) WHERE died IS NULL;
CREATE INDEX event_place ON event(place, type, day) WHERE died IS NULL AND place IS NOT NULL;

CREATE TABLE party (
  event  INTEGER NOT NULL REFERENCES event,
  role   INTEGER NOT NULL, -- 0 acts, 1 is acted upon
  entity INTEGER NOT NULL REFERENCES entity,
  PRIMARY KEY (event, role, entity)
) WITHOUT ROWID;
CREATE INDEX party_entity ON party(entity, role, event);

CREATE TABLE statement (
  n        INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  local    TEXT NOT NULL,
  born     INTEGER NOT NULL,
  died     INTEGER,
  speaker  INTEGER REFERENCES entity,
  words    INTEGER REFERENCES term, -- that name the speaker
  stance   INTEGER NOT NULL,
  form     INTEGER NOT NULL,
  basis    INTEGER,
  doubt    INTEGER,
  chain    INTEGER NOT NULL REFERENCES chain,
  since    INTEGER,
  until    INTEGER,
  day      INTEGER NOT NULL
);
CREATE INDEX statement_dispatch ON statement(dispatch);
CREATE INDEX statement_day ON statement(day, n) WHERE died IS NULL;
CREATE INDEX statement_speaker ON statement(speaker, day) WHERE died IS NULL AND speaker IS NOT NULL;

CREATE TABLE figure (
  n        INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  local    TEXT NOT NULL,
  born     INTEGER NOT NULL,
  died     INTEGER,
  measure  INTEGER NOT NULL,
  who      INTEGER,
  low      REAL,
  high     REAL,
  place    INTEGER REFERENCES spot,
  doubt    INTEGER,
  chain    INTEGER NOT NULL REFERENCES chain,
  since    INTEGER,
  until    INTEGER,
  day      INTEGER NOT NULL
);
CREATE INDEX figure_dispatch ON figure(dispatch);
CREATE INDEX figure_day ON figure(day, n) WHERE died IS NULL;

CREATE VIRTUAL TABLE item_words USING fts5(words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');

-- Whom a reading names, and how often.
CREATE TABLE named (
  entity   INTEGER NOT NULL REFERENCES entity,
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  born     INTEGER NOT NULL,
  died     INTEGER,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (entity, dispatch, born)
) WITHOUT ROWID;

-- Places of a reading.
CREATE TABLE placed (
  spot     INTEGER NOT NULL REFERENCES spot,
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  born     INTEGER NOT NULL,
  died     INTEGER,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (spot, dispatch, born)
) WITHOUT ROWID;
CREATE INDEX placed_dispatch ON placed(dispatch);

-- Offices as dispatches give them to persons: "X, foreign minister of Y".
CREATE TABLE held (
  entity   INTEGER NOT NULL REFERENCES entity,
  office   INTEGER NOT NULL REFERENCES term,
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  local    TEXT NOT NULL,
  born     INTEGER NOT NULL,
  died     INTEGER,
  country  INTEGER REFERENCES term,
  day      INTEGER, -- on which it was so
  PRIMARY KEY (entity, office, dispatch, local, born)
) WITHOUT ROWID;
CREATE INDEX held_office ON held(office);
CREATE INDEX held_dispatch ON held(dispatch);

-- What a user's corrections come to. Each row stands while born <= now < died
-- and goes back to the change that made it.
CREATE TABLE renamed (
  entity INTEGER NOT NULL REFERENCES entity,
  name   INTEGER NOT NULL REFERENCES term,
  born   INTEGER NOT NULL REFERENCES change,
  died   INTEGER REFERENCES change,
  PRIMARY KEY (entity, born)
) WITHOUT ROWID;
CREATE TABLE merged (
  entity INTEGER NOT NULL REFERENCES entity,
  root   INTEGER NOT NULL REFERENCES entity,
  born   INTEGER NOT NULL REFERENCES change,
  died   INTEGER REFERENCES change,
  PRIMARY KEY (entity, born)
) WITHOUT ROWID;
CREATE INDEX merged_root ON merged(root);
CREATE TABLE mark (
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  layer    TEXT NOT NULL,    -- name, date, place, statement, event, figure
  start    INTEGER NOT NULL, -- code points
  "end"    INTEGER NOT NULL,
  detail   TEXT NOT NULL,    -- tells two values on one span apart
  entity   INTEGER REFERENCES entity, -- of a split: who it is
  born     INTEGER NOT NULL REFERENCES change,
  died     INTEGER REFERENCES change,
  reason   TEXT NOT NULL,
  PRIMARY KEY (dispatch, layer, start, "end", detail, born)
) WITHOUT ROWID;

CREATE TABLE fault (
  n    INTEGER PRIMARY KEY,
  at   INTEGER NOT NULL,
  site TEXT NOT NULL,
  what TEXT NOT NULL,
  UNIQUE (site, what)
);

CREATE TABLE token (
  n       INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  hash    BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  scopes  TEXT NOT NULL,
  made    INTEGER NOT NULL,
  revoked INTEGER
);
