/**
 * The segment library. `segment_copies` remembers by a document's own id which of its segments is a copy of what, as the document itself
 * cannot say it; `segment` null: the journey keeps its own.
 */
export const segmentLibrary = `
CREATE TABLE segments (
  id TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE segment_versions (
  segment TEXT NOT NULL REFERENCES segments (id),
  version INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  condition TEXT NOT NULL,
  PRIMARY KEY (segment, version)
) STRICT;

CREATE TABLE segment_copies (
  document_id TEXT NOT NULL,
  copy_id TEXT NOT NULL,
  segment TEXT REFERENCES segments (id),
  version INTEGER,
  digest TEXT,
  PRIMARY KEY (document_id, copy_id)
) STRICT;

INSERT INTO changes (what, count) VALUES ('segments', 0);
CREATE TRIGGER segments_inserted AFTER INSERT ON segments BEGIN UPDATE changes SET count = count + 1 WHERE what = 'segments'; END;
CREATE TRIGGER segments_updated AFTER UPDATE ON segments BEGIN UPDATE changes SET count = count + 1 WHERE what = 'segments'; END;
CREATE TRIGGER segment_versions_inserted AFTER INSERT ON segment_versions BEGIN UPDATE changes SET count = count + 1 WHERE what = 'segments'; END;
CREATE TRIGGER segment_copies_inserted AFTER INSERT ON segment_copies BEGIN UPDATE changes SET count = count + 1 WHERE what = 'segments'; END;
CREATE TRIGGER segment_copies_updated AFTER UPDATE ON segment_copies BEGIN UPDATE changes SET count = count + 1 WHERE what = 'segments'; END;
`
