/**
 * Drafts: unsaved work of windows, one row a window and journey; `journey` null for one that was never saved. `holder` is the window that
 * writes it. A discarded draft is kept for a while, so that discarding can be undone. A version may have a name, a note, a pin; `origin` says
 * where its document came from and `edits` what was done since the version before, both as JSON. Keeping a draft up to date is no change
 * of the list of drafts: that would wake every window at every pause in typing.
 */
export const draftsAndNamedVersions = `
CREATE TABLE journey_drafts (
  id TEXT PRIMARY KEY,
  journey TEXT REFERENCES journeys (id),
  base_version INTEGER,
  holder TEXT NOT NULL,
  name TEXT NOT NULL,
  steps INTEGER NOT NULL,
  document TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  discarded_at INTEGER
) STRICT;

INSERT INTO changes (what, count) VALUES ('drafts', 0);
CREATE TRIGGER drafts_inserted AFTER INSERT ON journey_drafts BEGIN UPDATE changes SET count = count + 1 WHERE what = 'drafts'; END;
CREATE TRIGGER drafts_updated AFTER UPDATE OF holder, discarded_at, journey ON journey_drafts WHEN old.holder <> new.holder OR old.discarded_at IS NOT new.discarded_at OR old.journey IS NOT new.journey
BEGIN UPDATE changes SET count = count + 1 WHERE what = 'drafts'; END;
CREATE TRIGGER drafts_deleted AFTER DELETE ON journey_drafts BEGIN UPDATE changes SET count = count + 1 WHERE what = 'drafts'; END;

ALTER TABLE journey_versions ADD COLUMN label TEXT;
ALTER TABLE journey_versions ADD COLUMN note TEXT;
ALTER TABLE journey_versions ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journey_versions ADD COLUMN origin TEXT NOT NULL DEFAULT '{"kind":"saved"}';
ALTER TABLE journey_versions ADD COLUMN edits TEXT NOT NULL DEFAULT '[]';
CREATE TRIGGER versions_updated AFTER UPDATE ON journey_versions BEGIN UPDATE changes SET count = count + 1 WHERE what = 'journeys'; END;
`
