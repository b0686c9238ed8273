/** Accounts at platforms. `settings` is JSON and never holds a secret; `tried` is what came of the last try, as JSON, null before the first. */
export const connections = `
CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  tried TEXT,
  deleted_at INTEGER
) STRICT;

INSERT INTO changes (what, count) VALUES ('connections', 0);
CREATE TRIGGER connections_inserted AFTER INSERT ON connections BEGIN UPDATE changes SET count = count + 1 WHERE what = 'connections'; END;
CREATE TRIGGER connections_updated AFTER UPDATE ON connections BEGIN UPDATE changes SET count = count + 1 WHERE what = 'connections'; END;
`
