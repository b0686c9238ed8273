import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPath } from '../../engine/core/json.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { journeySchema } from '../../engine/core/model/journey.ts'
import { asFound } from '../../engine/core/publish/as-found.ts'
import { inOrderOfNeeds, withIds, type Resource } from '../../engine/core/publish/resource.ts'
import { DITTOFEED } from '../../engine/core/publish/targets/dittofeed/index.ts'
import { graphProblems } from '../../engine/core/publish/targets/dittofeed/lint.ts'
import { dittofeedSchema } from '../platforms/schemas.ts'
import { valueAtPath } from '../unit/publish/targets/value-at-path.ts'
import { butFor, publishableJourneys, type Palette } from './publishable-journeys.ts'

const settings = { baseUrl: 'https://app.dittofeed.com', workspaceId: '024f3d0a-8eee-41ed-a1eb-0242ac120002', emailFrom: 'hello@example.com', eventKey: 'userId' }

/** What Dittofeed can say, at least with a loss. */
const SAYABLE: Partial<Palette> = {
  entries: 1, steps: ['message', 'delay', 'waitFor', 'branch', 'split', 'webhook', 'update', 'exit'], triggers: ['event', 'event', 'api', 'segment'], delays: ['for', 'for', 'until', 'bestTime'], waits: ['event'],
  spans: ['PT30S', 'PT45M', 'P1D', 'P45D', 'PT1.5S'], forms: ['all', 'any', 'attribute', 'segment', 'score', 'did'], ops: ['eq', 'ne', 'exists', 'in', 'notIn', 'missing', 'contains'], shape: 'merging', oddIds: false, wheres: false,
}

/** What may come back otherwise without changing anything that runs, and nothing else: names, notes, ids, ends, spellings of conditions. */
const KEPT = /^\$\.(id|name|description|currency|timeZone|stages|segments\b.*|entries\[0\]\.id|policies\.\w+|goals)$|^\$\.steps(\.\w+|\["[^"]+"\])(\.(name|note|stage|goal|autoWinner|exempt|look|template)|\.variants\[\d+\]\.(id|name)|\.branches\[\d+\]\.(id|when))$/

function isExit(document: JourneyDocument, path: string): boolean {
  return Object.entries(document.steps).some(([id, { kind }]) => kind === 'exit' && path === jsonPath(['steps', id]))
}

const schemas = { journey: dittofeedSchema('UpsertJourneyResource'), segment: dittofeedSchema('UpsertSegmentResource'), template: dittofeedSchema('UpsertMessageTemplateResource') }

/** The bodies as they are sent, once every id is known. */
function sent(resources: readonly Resource[]) {
  const ids = new Map(resources.map(({ key, body }) => [key, (body as { id: string }).id]))
  return inOrderOfNeeds(resources).map(({ kind, body }) => ({ kind, body: withIds(body, ids) }))
}

function publishable(document: JourneyDocument) {
  const out = DITTOFEED.toPlatform(document, settings)
  return { out, isPublishable: !out.problems.some(({ severity }) => severity === 'error') }
}

describe('a journey at Dittofeed', () => {
  it('comes back as it was, but for what the problems name, and goes out again as it did', () => {
    let published = 0
    fc.assert(
      fc.property(publishableJourneys(SAYABLE), (document) => {
        const { out, isPublishable } = publishable(document)
        if (!isPublishable) return
        published++
        const back = DITTOFEED.fromPlatform(asFound(out.resources, new Map()), settings).document
        expect(butFor(document, out.problems)).toBe(butFor(back, out.problems))
        expect(out.problems.filter(({ code, path }) => code === 'DF90' && !KEPT.test(path) && !isExit(document, path)).map(({ path }) => path)).toEqual([])
        const again = DITTOFEED.toPlatform(back, settings)
        expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([])
        expect(sent(again.resources).map(({ body }) => body).sort(byId)).toEqual(sent(out.resources).map(({ body }) => body).sort(byId))
      }),
      { numRuns: 600 },
    )
    expect(published).toBeGreaterThan(200)
  })

  it('passes the official schema and our rules of graphs whenever it can be published', () => {
    fc.assert(
      fc.property(publishableJourneys(SAYABLE), (document) => {
        const { out, isPublishable } = publishable(document)
        for (const { kind, body } of sent(out.resources)) if (isPublishable) expect(schemas[kind as keyof typeof schemas](body)).toEqual([])
        if (isPublishable) expect(graphProblems(asFound(out.resources, new Map()))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is mapped whatever it is made of, with every problem at a place that is there', () => {
    fc.assert(
      fc.property(publishableJourneys(), (document) => {
        const { resources, problems } = DITTOFEED.toPlatform(document, settings)
        expect(journeySchema.safeParse(document).success).toBe(true)
        expect(new Set(resources.map(({ key }) => key)).size).toBe(resources.length)
        inOrderOfNeeds(resources)
        for (const { path, stepId, message, help } of problems) {
          expect(valueAtPath(document, path), `${path}: ${message}`).toBe(true)
          if (stepId !== null) expect(Object.hasOwn(document.steps, stepId)).toBe(true)
          expect(message).not.toBe('')
          expect(help).not.toBe('')
        }
      }),
      { numRuns: 300 },
    )
  })
})

function byId(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map((body) => (body as { id: string }).id)
  return one! < other! ? -1 : one === other ? 0 : 1
}
