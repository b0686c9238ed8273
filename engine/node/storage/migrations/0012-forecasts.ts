/**
 * What was expected of publications, and what their platforms counted last. Both are JSON; a publication has at most one of each, and instants are epoch ms.
 */
export const forecasts = `
CREATE TABLE forecasts (
  publication TEXT PRIMARY KEY REFERENCES publications (id),
  forecast TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE publication_statistics (
  publication TEXT PRIMARY KEY REFERENCES publications (id),
  read_at INTEGER NOT NULL,
  under_way INTEGER,
  statistics TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX runs_of_document ON runs (document_digest, started_at);
`
