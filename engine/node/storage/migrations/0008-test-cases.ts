/** Test cases, by the own id of the document they are about: they are kept before its first save, and belong to every copy of it. `text`: a `*.case.json`. */
export const testCases = `
CREATE TABLE test_cases (
  id TEXT PRIMARY KEY,
  journey TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX test_cases_of_journey ON test_cases (journey, created_at);

INSERT INTO changes (what, count) VALUES ('cases', 0);
CREATE TRIGGER test_cases_inserted AFTER INSERT ON test_cases BEGIN UPDATE changes SET count = count + 1 WHERE what = 'cases'; END;
CREATE TRIGGER test_cases_updated AFTER UPDATE ON test_cases BEGIN UPDATE changes SET count = count + 1 WHERE what = 'cases'; END;
`
