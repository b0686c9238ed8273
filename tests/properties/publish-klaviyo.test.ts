import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../engine/core/json.ts'
import { journeySchema, type JourneyDocument } from '../../engine/core/model/journey.ts'
import { asFound } from '../../engine/core/publish/as-found.ts'
import { at } from '../../engine/core/publish/json-at.ts'
import { inOrderOfNeeds, withIds, type Resource } from '../../engine/core/publish/resource.ts'
import { fromPlatform } from '../../engine/core/publish/targets/klaviyo/from-platform.ts'
import { toPlatform } from '../../engine/core/publish/targets/klaviyo/to-platform.ts'
import { flowErrors } from '../platforms/klaviyo-rules.ts'
import type { Platform } from '../platforms/platform.ts'
import { klaviyoSchema } from '../platforms/schemas.ts'
import type { Thing } from '../platforms/thing.ts'
import { butFor, publishableJourneys, type Palette } from './publishable-journeys.ts'

const SETTINGS = { fromEmail: 'hello@example.com', fromLabel: 'Shop' }

const EXPRESSIBLE: Partial<Palette> = {
  triggers: ['event', 'segment', 'api'], entries: 1, steps: ['message', 'delay', 'branch', 'split', 'update', 'webhook', 'exit'], channels: ['push', 'email', 'sms'],
  delays: ['for', 'until'], spans: ['PT45M', 'PT1H', 'PT36H', 'P1D', 'P1W', 'P45D'], forms: ['all', 'any', 'not', 'attribute', 'segment', 'score', 'did'],
  shape: 'merging', reentry: ['once', 'always'], policies: false, liquid: false,
}

/** What nobody could say anything about. */
const PLAIN: Partial<Palette> = { ...EXPRESSIBLE, triggers: ['event', 'api'], steps: ['message', 'delay', 'update'], channels: ['push', 'sms'], shape: 'tree', wheres: false, goals: 0, exits: 0, words: false, variants: false, reentry: ['once'], forms: ['attribute'], waits: ['event'], delays: ['for'] }

/** Of what comes back otherwise though nothing is lost: what has no place there, conditions, and ways that end. */
const HARMLESS = /\.(stage|note|name|description|currency|timeZone|id|when|where|next|else|weight|exempt)$|^\$\.(stages|currency|timeZone|name|description|goals|exits|segments|policies\.priority$)|^\$\.steps(\.[\w-]+|\["(?:[^"\\]|\\.)*"\])(\.(set|body|variants|template))?$/

/** A platform on which everything is there. */
const EVERYTHING_THERE = { shelf: () => ({ get: () => ({}) }) } as unknown as Platform // as: all that the rules ask of one

function bodies(resources: readonly Resource[]): Record<string, JsonValue> {
  return Object.fromEntries([...resources].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, body }) => [key, body]))
}

function expectsToHold(document: JourneyDocument): 'refused' | 'whole' | 'noted' | 'lossy' {
  const { resources, problems } = toPlatform(document, SETTINGS)
  if (problems.some(({ severity }) => severity === 'error')) return 'refused'
  const ids = new Map(resources.map(({ key }, index) => [key, `ID${index}`]))
  for (const { kind, body } of inOrderOfNeeds(resources)) if (kind === 'journey') expect(klaviyoSchema('create-flow')(withIds(body, ids)), canonicalJson(body)).toEqual([])
  const journey = withIds(resources.find(({ key }) => key === 'journey')!.body, ids)
  expect(flowErrors(at(journey, 'data', 'attributes', 'definition') as Thing, 'temporary_id', EVERYTHING_THERE)).toEqual([]) // as: a definition is an object
  if (!problems.some(({ severity }) => severity === 'loss')) expect(problems.filter(({ code, path }) => code === 'KL99' && !HARMLESS.test(path))).toEqual([])
  const back = fromPlatform(asFound(resources, new Map()), SETTINGS).document
  expect(journeySchema.safeParse(back).error?.issues ?? []).toEqual([])
  expect(butFor(back, problems)).toBe(butFor(document, problems))
  expect(bodies(toPlatform(back, SETTINGS).resources)).toEqual(bodies(resources))
  return problems.some(({ severity }) => severity === 'loss') ? 'lossy' : problems.length > 0 ? 'noted' : 'whole'
}

describe('a journey sent to Klaviyo and read back', () => {
  it('is the same but for what the problems name, and sent again gives the same payloads', () => {
    const counts = { refused: 0, whole: 0, noted: 0, lossy: 0 }
    fc.assert(fc.property(publishableJourneys(EXPRESSIBLE), (document) => void counts[expectsToHold(document)]++), { numRuns: 800 })
    expect(counts.whole + counts.noted + counts.lossy).toBeGreaterThan(200)
  })

  it('is the same journey, where nothing was reported', () => {
    const counts = { refused: 0, whole: 0, noted: 0, lossy: 0 }
    fc.assert(fc.property(publishableJourneys(PLAIN), (document) => void counts[expectsToHold(document)]++), { numRuns: 400 })
    expect(counts.whole).toBeGreaterThan(5)
  })

  it('holds for journeys of everything, too, where it is not refused', () => {
    const counts = { refused: 0, whole: 0, noted: 0, lossy: 0 }
    fc.assert(fc.property(publishableJourneys({ entries: 1, shape: 'merging' }), (document) => void counts[expectsToHold(document)]++), { numRuns: 400 })
    expect(counts.noted + counts.lossy).toBeGreaterThan(20)
  })

  it('is written for every journey there can be, refused or not', () => {
    fc.assert(fc.property(publishableJourneys(), (document) => toPlatform(document, SETTINGS).resources.length > 0), { numRuns: 300 })
  })
})
