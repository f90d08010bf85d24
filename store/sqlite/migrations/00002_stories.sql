-- +goose Up

-- The version after a version.
CREATE INDEX dispatch_prev ON dispatch(prev) WHERE prev IS NOT NULL;

-- Events that cover more than 400 days, or whose beginning is not known: "day"
-- says little of when they were.
CREATE INDEX event_long ON event(n) WHERE until - since > 400 OR since IS NULL AND until IS NOT NULL;

-- Facts about the archive itself.
CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The index of what dispatches may tell of the same thing (package compare):
-- 31 bits of each key by which copies are found; the keys by which happenings
-- are found, packed, by stretches of days; who stands for all copies of one
-- text; and the links between those.
CREATE TABLE story_key (
  key      INTEGER NOT NULL,
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  PRIMARY KEY (key, dispatch)
) WITHOUT ROWID;
CREATE TABLE story_part (
  dispatch INTEGER PRIMARY KEY REFERENCES dispatch,
  stretch  INTEGER NOT NULL,
  keys     BLOB NOT NULL
);
CREATE INDEX story_part_stretch ON story_part(stretch);
CREATE TABLE story_lead (
  dispatch INTEGER PRIMARY KEY REFERENCES dispatch,
  lead     INTEGER NOT NULL REFERENCES dispatch
);
CREATE INDEX story_family ON story_lead(lead) WHERE lead <> dispatch;
CREATE TABLE story_link (
  a     INTEGER NOT NULL REFERENCES dispatch, -- the one with the lesser id
  b     INTEGER NOT NULL REFERENCES dispatch,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX story_link_b ON story_link(b);

-- Where each of those that stand for a text hangs (compare.Tie).
CREATE TABLE story_tie (
  dispatch INTEGER PRIMARY KEY REFERENCES dispatch,
  hangs    INTEGER REFERENCES dispatch,
  score    REAL NOT NULL,
  near1    REAL NOT NULL,
  near2    REAL NOT NULL,
  near3    REAL NOT NULL,
  links    INTEGER NOT NULL
);
CREATE INDEX story_tie_hangs ON story_tie(hangs) WHERE hangs IS NOT NULL;

-- Dispatches whose happenings must be worked out anew.
CREATE TABLE story_todo (
  dispatch INTEGER PRIMARY KEY REFERENCES dispatch
);

-- Happenings as they stand. A happening is named after its first dispatch and
-- has its number. "shown" is its row, packed; NULL while it must be worked out
-- anew.
CREATE TABLE story (
  n          INTEGER PRIMARY KEY REFERENCES dispatch,
  newest     INTEGER NOT NULL, -- publication of the newest dispatch, in seconds since 1970
  dispatches INTEGER NOT NULL,
  outlets    INTEGER NOT NULL,
  roots      INTEGER,
  seq        INTEGER NOT NULL, -- change that it last grew by
  about      BLOB,             -- copies and reasons, packed
  shown      BLOB
);
CREATE INDEX story_newest ON story(newest, n);

-- Which dispatches tell of which happening, and from when until when.
CREATE TABLE member (
  dispatch INTEGER NOT NULL REFERENCES dispatch,
  story    INTEGER NOT NULL REFERENCES dispatch,
  born     INTEGER NOT NULL REFERENCES change,
  died     INTEGER REFERENCES change,
  PRIMARY KEY (dispatch, story, born)
) WITHOUT ROWID;
CREATE INDEX member_story ON member(story);

-- What users said of dispatches that belong together, or do not.
CREATE TABLE story_pair (
  a        INTEGER NOT NULL REFERENCES dispatch,
  b        INTEGER NOT NULL REFERENCES dispatch,
  together INTEGER NOT NULL,
  born     INTEGER NOT NULL REFERENCES change,
  died     INTEGER REFERENCES change,
  PRIMARY KEY (a, b, together, born)
) WITHOUT ROWID;
