/**
 * What agents draft and propose. `journey` is a key of the workspace, null for a new journey; `connection` names an account at a platform. A row in state
 * `drafting` is an agent's own and not listed to people; keeping it up to date wakes no window. `rehearsal`: what a run of it came to, as JSON.
 */
export const proposals = `
CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  journey TEXT,
  base_version INTEGER,
  connection TEXT,
  agent TEXT NOT NULL,
  note TEXT NOT NULL,
  document TEXT NOT NULL,
  rehearsal TEXT,
  state TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  decided_at INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX proposals_by_state ON proposals (state, made_at);

INSERT INTO changes (what, count) VALUES ('proposals', 0);
CREATE TRIGGER proposals_inserted AFTER INSERT ON proposals WHEN new.state <> 'drafting' BEGIN UPDATE changes SET count = count + 1 WHERE what = 'proposals'; END;
CREATE TRIGGER proposals_updated AFTER UPDATE OF state ON proposals BEGIN UPDATE changes SET count = count + 1 WHERE what = 'proposals'; END;
`
