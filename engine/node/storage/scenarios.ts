import type { StoreDatabase } from './open-database.ts'

/** The text of a `*.scenario.json`; `savedAt` epoch ms. */
export interface ScenarioText { text: string; savedAt: number }

/** The scenarios of journeys, by the journeys' keys in the workspace. */
export class ScenarioRepository {
  readonly #get
  readonly #put
  readonly #delete

  constructor(database: StoreDatabase) {
    this.#get = database.prepare<[string], ScenarioText>('SELECT text, saved_at AS savedAt FROM journey_scenarios WHERE journey = ?')
    this.#put = database.prepare<[string, string, number]>(
      'INSERT INTO journey_scenarios (journey, text, saved_at) VALUES (?, ?, ?) ON CONFLICT (journey) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at',
    )
    this.#delete = database.prepare<[string]>('DELETE FROM journey_scenarios WHERE journey = ?')
  }

  get(journey: string): ScenarioText | undefined {
    return this.#get.get(journey)
  }

  /** The journey must be there; what says the same is not written again. */
  put(journey: string, text: string, savedAt: number): void {
    if (this.get(journey)?.text !== text) this.#put.run(journey, text, savedAt)
  }

  delete(journey: string): void {
    this.#delete.run(journey)
  }
}
