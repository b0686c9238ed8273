import { journeysDatasetsRuns } from './0001-journeys-datasets-runs.ts'
import { runsOfSeveralJourneys } from './0002-runs-of-several-journeys.ts'

/** SQL that takes a database from version `number - 1` to `number`. Once released it is never edited: a change is a new one. */
export interface Migration { number: number; sql: string }

export const migrations: readonly Migration[] = [
  { number: 1, sql: journeysDatasetsRuns },
  { number: 2, sql: runsOfSeveralJourneys },
]
