import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RunSummary } from '../../../engine/api/contract.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { migrations } from '../../../engine/node/storage/migrations/index.ts'
import { openDatabase } from '../../../engine/node/storage/open-database.ts'
import { RunRepository } from '../../../engine/node/storage/runs.ts'
import { smallJourney } from './small-journey.ts'
import { temporaryFolder } from './temporary-folder.ts'

const run: RunSummary = { id: 'r', journeyId: null, journeyName: 'Shop', datasetId: 'd', datasetName: 'Events', startedAt: 5, engine: 'kernel', documentDigest: 'sha256:x' }
const result = { engine: 'kernel', seed: 0 } as SimulationResult // as: the repository keeps whatever it is given

it('a run comes back as it was stored, with the journeys beside it, pressure and notices', () => {
  const database = openDatabase(join(temporaryFolder(), 'rehearsal.sqlite'))
  const runs = new RunRepository(database)
  const stored = {
    run, document: smallJourney('a'), options: { seed: 3, pressure: true, scenario: { format: 'scenario' as const, formatVersion: 1 as const } }, result,
    together: [{ journeyId: 'key', document: smallJourney('b'), result: { ...result, seed: 1 } }],
    pressure: { profileDays: 1, messagesPerDay: { p50: 1, p90: 1, max: 1 }, distribution: [[1, 1] as [number, number]], cap: null, shareOverCap: null, collisions: [] },
    responses: {
      mode: 'whatIf' as const, assume: 'low' as const,
      messages: [{ journey: 'a', step: 's', variant: null, channel: 'push' as const, basis: 'assumed' as const, note: null, sent: 2, delivered: 1, opened: 1, clicked: 0, effects: [] }],
    },
    notices: { unknownTimeZones: 2 },
  }
  runs.insert(stored)
  expect(runs.get('r')).toEqual(stored)
  database.close()
})

it('a run stored before several journeys could run together opens with nothing beside it', () => {
  const file = join(temporaryFolder(), 'rehearsal.sqlite')
  const old = openDatabase(file, migrations.slice(0, 1))
  old
    .prepare(
      `INSERT INTO runs (id, journey, journey_name, dataset_id, dataset_name, started_at, engine, document_digest, document, options, result)
       VALUES ('r', NULL, 'Shop', 'd', 'Events', 5, 'kernel', 'sha256:x', ?, '{"seed":3}', ?)`,
    )
    .run(JSON.stringify(smallJourney('a')), JSON.stringify(result))
  old.close()
  const database = openDatabase(file)
  expect(new RunRepository(database).get('r')).toEqual({
    run, document: smallJourney('a'), options: { seed: 3 }, result, together: [], pressure: null, responses: null, notices: { unknownTimeZones: 0 },
  })
  database.close()
})
