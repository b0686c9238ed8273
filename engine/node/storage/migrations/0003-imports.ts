/**
 * What a dataset was imported from, as JSON (paths, mapping, options): to import it again. What its attributes are as of. And the mapping last
 * used for files of some header, by a signature of its names.
 */
export const imports = `
ALTER TABLE datasets ADD COLUMN request TEXT;
ALTER TABLE datasets ADD COLUMN attributes_as_of TEXT;

CREATE TABLE mappings (
  signature TEXT PRIMARY KEY,
  mapping TEXT NOT NULL,
  set_name TEXT,
  options TEXT NOT NULL,
  used_at INTEGER NOT NULL
) STRICT;
`
