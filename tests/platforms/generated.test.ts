import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Outgoing, TargetId } from '../../engine/core/publish/target.ts'
import { asFound } from '../../engine/core/publish/as-found.ts'
import { readBack, type ReadBack } from '../../engine/core/publish/read-back.ts'
import { TARGETS } from '../../engine/core/publish/targets/index.ts'
import { butFor, publishableJourneys, type Palette } from '../properties/publishable-journeys.ts'
import { startStub } from './all-stubs.ts'
import type { Stub } from './stub.ts'
import { Visitor } from './visit.ts'

// Journeys nobody thought of, over real HTTP: whatever a target takes without an error is taken by the stub that knows its platform's documentation, is switched on there,
// and comes back as what was sent.

const JOURNEYS = 20
/** So many are made up; enough of them can be published. */
const MADE_UP = 600
const SEED = 7

/** What a platform can say for the most part, so that enough journeys have no error. */
const PALETTES: Readonly<Record<TargetId, Partial<Palette>>> = {
  dittofeed: { entries: 1, steps: ['message', 'delay', 'waitFor', 'branch', 'split', 'webhook', 'update', 'exit'], triggers: ['event', 'api', 'segment'], waits: ['event'], forms: ['all', 'any', 'attribute', 'segment', 'score', 'did'], shape: 'merging' },
  posthog: { entries: 1, steps: ['message', 'delay', 'waitFor', 'branch', 'split', 'webhook', 'update', 'exit'], triggers: ['event', 'event', 'schedule'], waitBranches: 1, forms: ['all', 'attribute', 'property', 'segment', 'score'] },
  onesignal: { entries: 1, steps: ['message', 'delay', 'waitFor', 'branch', 'split', 'update', 'exit'], triggers: ['event', 'segment', 'api'], channels: ['push', 'email', 'sms'], forms: ['all', 'any', 'attribute', 'segment', 'score'], shape: 'merging' },
  klaviyo: { entries: 1, steps: ['message', 'delay', 'branch', 'split', 'update', 'webhook', 'exit'], triggers: ['event', 'segment', 'api'], channels: ['push', 'email', 'sms'], forms: ['all', 'any', 'not', 'attribute', 'segment', 'score', 'did'], shape: 'merging' },
  salesforce: { entries: 1, steps: ['message', 'delay', 'waitFor', 'branch', 'split', 'update', 'webhook', 'exit'], triggers: ['event', 'api'], channels: ['push', 'email', 'sms'], waits: ['event'], waitBranches: 1, endlessWaits: false, forms: ['all', 'any', 'attribute', 'property'], shape: 'merging' },
  http: {},
}

let stub: Stub | undefined
afterEach(async () => {
  await stub?.close()
  stub = undefined
})

/** Each is one of its own: a platform may give a name once. */
function apart(document: JourneyDocument, index: number): JourneyDocument {
  return { ...document, id: `${document.id} ${index}`, ...(document.name?.trim() ? { name: `${document.name} ${index}` } : {}) }
}

describe.each(TARGETS)('$name', ({ id }) => {
  test(`takes ${JOURNEYS} journeys nobody thought of, switches them on, and gives them back as they were sent`, async () => {
    stub = await startStub(id)
    const visitor = new Visitor(stub)
    const { target, settings } = visitor
    const journeys: (Outgoing & { document: JourneyDocument })[] = []
    for (const [index, madeUp] of fc.sample(publishableJourneys(PALETTES[id]), { numRuns: MADE_UP, seed: SEED }).entries()) {
      if (journeys.length === JOURNEYS) break
      const document = apart(madeUp, index)
      const out = target.toPlatform(document, settings)
      if (!out.problems.some(({ severity }) => severity === 'error')) journeys.push({ document, ...out })
    }
    expect(journeys).toHaveLength(JOURNEYS)
    // Klaviyo knows an event once it was seen.
    const events = new Set(journeys.flatMap(({ resources }) => resources.flatMap(({ kind, name, body }) => (kind === 'event' && body === null ? [name] : []))))
    for (const name of events) stub.seed('metric', { name, integration: { name: 'API', category: 'API' } })
    for (const { document, resources, problems } of journeys) {
      const { ids, found } = await visitor.live(resources).catch((cause: unknown) => {
        throw new Error(`${cause instanceof Error ? cause.message : String(cause)}: ${JSON.stringify(document)}`, { cause })
      })
      const [sent, back] = [readBack(target, asFound(resources, ids), settings), readBack(target, found, settings)]
      expect(back).toEqual(sent)
      expect(butFor((back as ReadBack).document, problems)).toBe(butFor(document, problems)) // as: the one that was sent can be read
    }
    expect(stub.journeys()).toHaveLength(JOURNEYS)
    const refused = stub.calls({ path: /./, isChange: true }).filter(({ status }) => status === null || (status >= 400 && status !== 429))
    expect(refused.map(({ method, path, status }) => ({ method, path, status }))).toEqual([])
  })
})
