import type { StoreDatabase } from './open-database.ts'

/** Settings by area, as they were chosen. */
export class SettingsRepository {
  readonly #get
  readonly #put

  constructor(database: StoreDatabase) {
    this.#get = database.prepare<[string], string>('SELECT value FROM settings WHERE area = ?').pluck()
    this.#put = database.prepare<[string, string]>('INSERT INTO settings (area, value) VALUES (?, ?) ON CONFLICT (area) DO UPDATE SET value = excluded.value WHERE value <> excluded.value')
  }

  /** What was chosen in that area; an empty object before anything was. Whoever asks looks at what it is. */
  get(area: string): unknown {
    const text = this.#get.get(area)
    return text === undefined ? {} : JSON.parse(text)
  }

  put(area: string, value: unknown): void {
    this.#put.run(area, JSON.stringify(value))
  }
}
