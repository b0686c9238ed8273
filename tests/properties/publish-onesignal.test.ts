import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../engine/core/json.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { journeySchema } from '../../engine/core/model/journey.ts'
import { asFound } from '../../engine/core/publish/as-found.ts'
import { at } from '../../engine/core/publish/json-at.ts'
import { inOrderOfNeeds, withIds, type Resource } from '../../engine/core/publish/resource.ts'
import { fromPlatform } from '../../engine/core/publish/targets/onesignal/from-platform.ts'
import { journeyBodySchema, segmentBodySchema, templateBodySchema } from '../../engine/core/publish/targets/onesignal/shapes.ts'
import { toPlatform } from '../../engine/core/publish/targets/onesignal/to-platform.ts'
import { journeyErrors } from '../platforms/onesignal-rules.ts'
import type { Platform } from '../platforms/platform.ts'
import type { Thing } from '../platforms/thing.ts'
import { butFor, publishableJourneys, type Palette } from './publishable-journeys.ts'

const SETTINGS = { appId: '0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a01', made: '' }
const ID = '2b7c1f34-53a7-4f6f-8a6a-0d7f8d2f1b02'

/** What OneSignal can do without a person's help, for the most part. */
const EXPRESSIBLE: Partial<Palette> = {
  triggers: ['event', 'segment', 'api'], entries: 1, steps: ['message', 'delay', 'waitFor', 'branch', 'split', 'update', 'exit'], channels: ['push', 'email', 'sms'],
  delays: ['for', 'until'], spans: ['PT45M', 'PT1H', 'PT36H', 'P1D', 'P1W', 'P45D'], forms: ['all', 'any', 'attribute', 'segment', 'score'], ops: ['eq', 'ne', 'gte', 'gt', 'lte', 'in', 'exists', 'missing'],
  shape: 'merging', reentry: ['once', 'afterExit'], policies: false, liquid: false,
}

/** What nobody could say anything about. */
const PLAIN: Partial<Palette> = { ...EXPRESSIBLE, triggers: ['event', 'api'], steps: ['message', 'delay', 'split', 'update'], channels: ['push', 'sms'], shape: 'tree', wheres: false, goals: 0, exits: 0, words: false, variants: false, reentry: ['once'], forms: ['attribute'], waits: ['event'], delays: ['for'] }

/** Of what comes back otherwise though nothing is lost: what has no place there, conditions, and ways that end. */
const HARMLESS = /\.(stage|note|name|description|currency|timeZone|id|when|where|next|else|weight|exempt)$|^\$\.(stages|currency|timeZone|name|description|goals|exits|segments)|^\$\.steps(\.[\w-]+|\["(?:[^"\\]|\\.)*"\])(\.(set(\..+|\[.+)?|variants|template))?$/

/** A platform on which everything is there, and templates are of the channel they were made for. */
function everythingThere(resources: readonly Resource[]): Platform {
  const channels = new Map(resources.map(({ key, body }) => [key, at(body, 'isEmail') === true ? 'email' : at(body, 'isSMS') === true ? 'sms' : 'push']))
  return { shelf: () => ({ get: (id: string) => ({ channel: channels.get(id) ?? '' }) }) } as unknown as Platform // as: all that the rules ask of one
}

function bodies(resources: readonly Resource[]): Record<string, JsonValue> {
  return Object.fromEntries([...resources].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, body: one }) => [key, one]))
}

function expectsToHold(document: JourneyDocument, settings = SETTINGS): 'refused' | 'whole' | 'noted' | 'lossy' {
  const { resources, problems } = toPlatform(document, settings)
  if (problems.some(({ severity }) => severity === 'error')) return 'refused'
  // every payload fits, and nothing is needed that is not there
  for (const resource of inOrderOfNeeds(resources)) {
    const schema = resource.kind === 'journey' ? journeyBodySchema : resource.kind === 'segment' ? segmentBodySchema : templateBodySchema
    const parsed = schema.safeParse(resource.body)
    expect(parsed.success ? [] : parsed.error.issues, canonicalJson(resource.body)).toEqual([])
  }
  const ids = new Map(resources.map(({ key }) => [key, key]))
  const journey = withIds(resources.find(({ key }) => key === 'journey')!.body, ids) as Thing // as: a journey is an object
  expect(journeyErrors({}, journey, null, everythingThere(resources))).toEqual([])
  const back = fromPlatform(asFound(resources, new Map()), settings).document
  expect(journeySchema.safeParse(back).error?.issues ?? []).toEqual([])
  const explaining = problems.filter(({ code }) => code !== 'OS07')
  expect(butFor(back, explaining)).toBe(butFor(document, explaining))
  if (!problems.some(({ severity }) => severity === 'loss')) expect(problems.filter(({ code, path }) => code === 'OS99' && !HARMLESS.test(path))).toEqual([])
  const again = toPlatform(back, settings)
  expect(bodies(again.resources)).toEqual(bodies(resources))
  return problems.some(({ severity }) => severity === 'loss') ? 'lossy' : problems.length > 0 ? 'noted' : 'whole'
}

describe('a journey sent to OneSignal and read back', () => {
  it('is the same but for what the problems name, and sent again gives the same payloads', () => {
    const counts = { refused: 0, whole: 0, noted: 0, lossy: 0 }
    fc.assert(fc.property(publishableJourneys(EXPRESSIBLE), (document) => void counts[expectsToHold(document)]++), { numRuns: 400 })
    expect(counts.whole + counts.noted + counts.lossy).toBeGreaterThan(200)
  })

  it('is the same journey, where nothing was reported', () => {
    const counts = { refused: 0, whole: 0, noted: 0, lossy: 0 }
    fc.assert(fc.property(publishableJourneys(PLAIN), (document) => void counts[expectsToHold(document)]++), { numRuns: 400 })
    expect(counts.whole).toBeGreaterThan(5)
  })

  it('holds for journeys of everything, too, where it is not refused', () => {
    const counts = { refused: 0, whole: 0, noted: 0, lossy: 0 }
    fc.assert(fc.property(publishableJourneys({ entries: 1, shape: 'merging' }), (document) => void counts[expectsToHold(document, { ...SETTINGS, made: Object.keys(document.steps).filter((id) => !id.includes('\n')).map((id) => `step/${id} = ${ID}`).join('\n') })]++), { numRuns: 400 })
    expect(counts.noted + counts.lossy).toBeGreaterThan(20)
  })

  it('is written for every journey there can be, refused or not', () => {
    fc.assert(fc.property(publishableJourneys(), (document) => toPlatform(document, SETTINGS).resources.length > 0), { numRuns: 300 })
  })
})
