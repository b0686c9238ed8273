/**
 * What was planned, approved and done at platforms. `journey` is the document's own id, `connection` an account at a platform, either may be deleted and
 * what was published stays. `publish_ledger` has a row for every call that changes something, written before it is sent and again when it is answered; in a
 * `publish_pieces` stands what such calls began from. `publish_leases`: which process is at work on a connection. Bodies, answers and approvals are JSON.
 */
export const publications = `
CREATE TABLE publish_plans (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  plan TEXT NOT NULL,
  document TEXT NOT NULL,
  basis TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  approval TEXT
) STRICT;

CREATE TABLE publications (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL UNIQUE REFERENCES publish_plans (id),
  journey TEXT NOT NULL,
  journey_name TEXT NOT NULL,
  connection TEXT NOT NULL,
  connection_name TEXT NOT NULL,
  target TEXT NOT NULL,
  document_digest TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  state TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  status TEXT,
  approval TEXT NOT NULL,
  problem TEXT,
  problem_steps TEXT NOT NULL
) STRICT;
CREATE INDEX publications_of_journey ON publications (journey, connection, started_at);

CREATE TABLE publication_parts (
  publication TEXT NOT NULL REFERENCES publications (id),
  key TEXT NOT NULL,
  platform_id TEXT NOT NULL,
  node_ids TEXT,
  seen TEXT,
  PRIMARY KEY (publication, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE publish_pieces (
  publication TEXT NOT NULL REFERENCES publications (id),
  key TEXT NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (publication, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE publish_ledger (
  id INTEGER PRIMARY KEY,
  publication TEXT NOT NULL REFERENCES publications (id),
  connection TEXT NOT NULL,
  piece TEXT NOT NULL,
  what TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  digest TEXT NOT NULL,
  repeat TEXT NOT NULL,
  budget TEXT,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  answered_at INTEGER,
  status INTEGER,
  answer TEXT,
  problem TEXT
) STRICT;
CREATE INDEX publish_ledger_of_piece ON publish_ledger (publication, piece, id);
CREATE INDEX publish_ledger_of_budget ON publish_ledger (connection, budget, at);

CREATE TABLE publication_actions (
  id TEXT PRIMARY KEY,
  publication TEXT NOT NULL REFERENCES publications (id),
  action TEXT NOT NULL,
  approval TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX publication_actions_under_way ON publication_actions (publication, began_at) WHERE ended_at IS NULL;

CREATE TABLE publication_events (
  id TEXT PRIMARY KEY,
  publication TEXT NOT NULL REFERENCES publications (id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  approval TEXT,
  in_words TEXT NOT NULL
) STRICT;
CREATE INDEX publication_events_of ON publication_events (publication, at);

CREATE TABLE publish_leases (
  connection TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  machine TEXT NOT NULL,
  pid INTEGER NOT NULL,
  publication TEXT NOT NULL,
  beat_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO changes (what, count) VALUES ('publications', 0);
CREATE TRIGGER publications_inserted AFTER INSERT ON publications BEGIN UPDATE changes SET count = count + 1 WHERE what = 'publications'; END;
CREATE TRIGGER publications_updated AFTER UPDATE ON publications BEGIN UPDATE changes SET count = count + 1 WHERE what = 'publications'; END;
CREATE TRIGGER publication_events_inserted AFTER INSERT ON publication_events BEGIN UPDATE changes SET count = count + 1 WHERE what = 'publications'; END;
`
