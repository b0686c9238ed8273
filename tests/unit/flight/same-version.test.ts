import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { Entry } from '../../../engine/core/model/journey.ts'
import { generatedRun, simulate } from '../../properties/generated-run.ts'
import { fly } from './drive.ts'

const HOUR_MS = 3_600_000
/** Instants of events and of timers that begin with them, and others. */
const AFTER_AN_EVENT_MS = [0, 1, -1, 1000, HOUR_MS / 2, HOUR_MS, 5 * HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS]
const RUNS = Number(process.env.FLIGHT_RUNS ?? 100)

it('a version that follows itself at any instant changes no figure, whatever those under way do', () => {
  let inFlight = 0
  fc.assert(
    fc.property(generatedRun, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.constantFrom(...AFTER_AN_EVENT_MS), fc.boolean(), (run, share, later, isByTheBook) => {
      const { documents: [document, ...beside], events, profiles, options: { breakDown: _by, ...options } } = run
      const dataset = buildDataset(events, profiles)
      const { figures } = simulate({ ...run, options })
      const at = (events[Math.floor(share * events.length)]?.at ?? 0) + later
      // An entry nobody comes in by makes the newer version one that may start other people: then all go through the reference engine.
      const unused: Entry = { id: 'unused', trigger: { kind: 'event', event: 'done by nobody' }, next: Object.keys(document!.steps)[0]! }
      const after = isByTheBook ? { ...document!, entries: [...document!.entries, unused] } : document!
      const expected = figures.map((one, index) => (isByTheBook && index === 0 ? { ...one, entries: { ...one.entries, unused: { matched: 0, admitted: 0, refused: 0 } } } : one))
      const found = fly({ before: document!, after, beside, at, dataset, options })
      expect(found.figures.finish).toEqual(expected)
      expect(found.figures.follow).toEqual(expected)
      expect(found.people.filter(({ differs }) => differs)).toEqual([])
      inFlight += found.people.length
    }),
    { numRuns: RUNS },
  )
  expect(inFlight).toBeGreaterThan(RUNS / 4)
})
