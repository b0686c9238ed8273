/**
 * Instants are epoch ms. `changes` counts the writes of each list by triggers, so that two processes on one workspace can tell what the
 * other one touched.
 */
export const journeysDatasetsRuns = `
CREATE TABLE datasets (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  folder TEXT NOT NULL UNIQUE,
  events INTEGER NOT NULL,
  profiles INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  imported_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  recipe TEXT UNIQUE
) STRICT;

CREATE TABLE journeys (
  id TEXT PRIMARY KEY,
  path TEXT UNIQUE,
  dataset_id TEXT REFERENCES datasets (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE journey_versions (
  journey TEXT NOT NULL REFERENCES journeys (id),
  version INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  document_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  steps INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (journey, version)
) STRICT;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  journey TEXT REFERENCES journeys (id),
  journey_name TEXT NOT NULL,
  dataset_id TEXT NOT NULL,
  dataset_name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  engine TEXT NOT NULL,
  document_digest TEXT NOT NULL,
  document TEXT NOT NULL,
  options TEXT NOT NULL,
  result TEXT NOT NULL
) STRICT;
CREATE INDEX runs_of_journey ON runs (journey, started_at);

CREATE TABLE changes (what TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
INSERT INTO changes (what, count) VALUES ('journeys', 0), ('datasets', 0), ('runs', 0);

CREATE TRIGGER journeys_inserted AFTER INSERT ON journeys BEGIN UPDATE changes SET count = count + 1 WHERE what = 'journeys'; END;
CREATE TRIGGER journeys_updated AFTER UPDATE ON journeys BEGIN UPDATE changes SET count = count + 1 WHERE what = 'journeys'; END;
CREATE TRIGGER versions_inserted AFTER INSERT ON journey_versions BEGIN UPDATE changes SET count = count + 1 WHERE what = 'journeys'; END;
CREATE TRIGGER datasets_inserted AFTER INSERT ON datasets BEGIN UPDATE changes SET count = count + 1 WHERE what = 'datasets'; END;
CREATE TRIGGER datasets_updated AFTER UPDATE ON datasets BEGIN UPDATE changes SET count = count + 1 WHERE what = 'datasets'; END;
CREATE TRIGGER datasets_deleted AFTER DELETE ON datasets BEGIN UPDATE changes SET count = count + 1 WHERE what = 'datasets'; END;
CREATE TRIGGER runs_inserted AFTER INSERT ON runs BEGIN UPDATE changes SET count = count + 1 WHERE what = 'runs'; END;
`
