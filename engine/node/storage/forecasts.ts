import type { Forecast, GivenStatistics } from '../../core/forecast/forecast-schema.ts'
import type { StoreDatabase } from './open-database.ts'

/** What a platform counted of a publication, by step id, at an instant. `underWay` null: it does not tell. */
export interface StoredStatistics { readAt: number; underWay: number | null; statistics: GivenStatistics }

/** What was expected of publications, and what their platforms counted last. */
export class ForecastRepository {
  readonly #get
  readonly #put
  readonly #statistics
  readonly #putStatistics

  constructor(database: StoreDatabase) {
    this.#get = database.prepare<[string], string>('SELECT forecast FROM forecasts WHERE publication = ?').pluck()
    this.#put = database.prepare<[string, string]>('INSERT OR REPLACE INTO forecasts (publication, forecast) VALUES (?, ?)')
    this.#statistics = database.prepare<[string], { readAt: number; underWay: number | null; statistics: string }>(
      'SELECT read_at AS readAt, under_way AS underWay, statistics FROM publication_statistics WHERE publication = ?',
    )
    this.#putStatistics = database.prepare<[string, number, number | null, string]>('INSERT OR REPLACE INTO publication_statistics (publication, read_at, under_way, statistics) VALUES (?, ?, ?, ?)')
  }

  get(publicationId: string): Forecast | undefined {
    const forecast = this.#get.get(publicationId)
    return forecast === undefined ? undefined : (JSON.parse(forecast) as Forecast) // as: written by `put`
  }

  put(publicationId: string, forecast: Forecast): void {
    this.#put.run(publicationId, JSON.stringify(forecast))
  }

  statistics(publicationId: string): StoredStatistics | undefined {
    const row = this.#statistics.get(publicationId)
    return row && { ...row, statistics: JSON.parse(row.statistics) as GivenStatistics } // as: written by `putStatistics`
  }

  putStatistics(publicationId: string, { readAt, underWay, statistics }: StoredStatistics): void {
    this.#putStatistics.run(publicationId, readAt, underWay, JSON.stringify(statistics))
  }
}
