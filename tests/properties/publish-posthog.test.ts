import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { asFound } from '../../engine/core/publish/as-found.ts'
import { POSTHOG } from '../../engine/core/publish/targets/posthog/index.ts'
import { graphProblems } from '../../engine/core/publish/targets/posthog/lint.ts'
import { configErrors, graphErrors } from '../platforms/posthog-rules.ts'
import { posthogSchema } from '../platforms/schemas.ts'
import { thing } from '../platforms/thing.ts'
import { valueAtPath } from '../unit/publish/targets/value-at-path.ts'
import { POSTHOG_SETTINGS } from '../unit/publish/targets/posthog-settings.ts'
import { butFor, publishableJourneys, type Palette } from './publishable-journeys.ts'

/** What PostHog can say, at least with a loss. */
const SAYABLE: Partial<Palette> = {
  entries: 1, steps: ['message', 'message', 'delay', 'waitFor', 'branch', 'split', 'webhook', 'update', 'exit'], triggers: ['event', 'event', 'event', 'schedule'], waitBranches: 1,
  spans: ['PT30S', 'PT45M', 'PT1H', 'PT36H', 'P1D', 'P1W', 'PT1.5S', 'PT100001S'], forms: ['all', 'attribute', 'property', 'segment', 'score'], ops: ['eq', 'ne', 'exists', 'in', 'notIn', 'missing', 'startsWith', 'contains'], oddIds: false,
}

const schema = posthogSchema()

function publishable(document: JourneyDocument) {
  const out = POSTHOG.toPlatform(document, POSTHOG_SETTINGS)
  return { out, body: out.resources[0]!.body!, isPublishable: !out.problems.some(({ severity }) => severity === 'error') }
}

/** What may come back otherwise without changing anything that runs, and nothing else: names, ids, spellings of conditions. */
const KEPT = /^\$\.(id|name|description|currency|timeZone|stages|segments\b.*|entries\[0\]\.(id|where|trigger\.audience)|policies\.\w+|goals\[\d+\]\.(value|where))$|^\$\.steps(\.\w+|\["[^"]+"\])(\.(name|note|stage|goal|autoWinner|exempt|look|template)|\.variants\[\d+\]\.(id|name)|\.branches\[\d+\]\.(id|when|where))$/

describe('a journey at PostHog', () => {
  it('comes back as it was, but for what the problems name, and goes out again as it did', () => {
    let published = 0
    fc.assert(
      fc.property(publishableJourneys(SAYABLE), (document) => {
        const { out, body, isPublishable } = publishable(document)
        if (!isPublishable) return
        published++
        const back = POSTHOG.fromPlatform(asFound(out.resources, new Map()), POSTHOG_SETTINGS).document
        expect(butFor(document, out.problems)).toBe(butFor(back, out.problems))
        expect(out.problems.filter(({ code, path }) => code === 'PH90' && !KEPT.test(path)).map(({ path }) => path)).toEqual([])
        const again = publishable(back)
        expect(again.out.problems.filter(({ severity }) => severity === 'error')).toEqual([])
        expect(again.body).toEqual(body)
      }),
      { numRuns: 400 },
    )
    expect(published).toBeGreaterThan(200)
  })

  it('passes the official schema, the rules of the server and our own whenever it can be published', () => {
    fc.assert(
      fc.property(publishableJourneys(SAYABLE), (document) => {
        const { body, isPublishable } = publishable(document)
        if (!isPublishable) return
        expect(schema(body)).toEqual([])
        expect(graphErrors(thing(body))).toEqual([])
        expect(configErrors(thing(body))).toEqual([])
        expect(graphProblems(body)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('is mapped whatever it is made of, with every problem at a place that is there', () => {
    fc.assert(
      fc.property(publishableJourneys(), (document) => {
        for (const { path, stepId, message, help } of publishable(document).out.problems) {
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
