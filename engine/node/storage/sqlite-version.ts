import Database from 'better-sqlite3'

/** The version of SQLite, as it says itself: "3.50.2". */
export function sqliteVersion(): string {
  const database = new Database(':memory:')
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    database.close()
  }
}
