import { journeysDatasetsRuns } from './0001-journeys-datasets-runs.ts'
import { runsOfSeveralJourneys } from './0002-runs-of-several-journeys.ts'
import { imports } from './0003-imports.ts'
import { segmentLibrary } from './0004-segments.ts'
import { responsesOfRuns } from './0005-responses-of-runs.ts'
import { journeyScenarios } from './0006-journey-scenarios.ts'
import { draftsAndNamedVersions } from './0007-drafts-and-named-versions.ts'
import { testCases } from './0008-test-cases.ts'
import { connections } from './0009-connections.ts'
import { publications } from './0010-publications.ts'
import { proposals } from './0011-proposals.ts'
import { forecasts } from './0012-forecasts.ts'
import { settings } from './0013-settings.ts'

/** SQL that takes a database from version `number - 1` to `number`. Once released it is never edited: a change is a new one. */
export interface Migration { number: number; sql: string }

export const migrations: readonly Migration[] = [
  { number: 1, sql: journeysDatasetsRuns },
  { number: 2, sql: runsOfSeveralJourneys },
  { number: 3, sql: imports },
  { number: 4, sql: segmentLibrary },
  { number: 5, sql: responsesOfRuns },
  { number: 6, sql: journeyScenarios },
  { number: 7, sql: draftsAndNamedVersions },
  { number: 8, sql: testCases },
  { number: 9, sql: connections },
  { number: 10, sql: publications },
  { number: 11, sql: proposals },
  { number: 12, sql: forecasts },
  { number: 13, sql: settings },
]
