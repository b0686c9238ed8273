/** Settings of the workspace, each area as JSON: what a person chose, not what follows from the machine. */
export const settings = `
CREATE TABLE settings (
  area TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO changes (what, count) VALUES ('settings', 0);
CREATE TRIGGER settings_inserted AFTER INSERT ON settings BEGIN UPDATE changes SET count = count + 1 WHERE what = 'settings'; END;
CREATE TRIGGER settings_updated AFTER UPDATE ON settings BEGIN UPDATE changes SET count = count + 1 WHERE what = 'settings'; END;
`
