import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildDataset, type EventDataset, type PlainEvent, type PlainProfile } from '../../../engine/core/model/dataset.ts'
import { fidelityInSteps } from '../../../engine/core/population/fidelity/fidelity.ts'
import { fidelityInWords } from '../../../engine/core/population/fidelity/in-words.ts'
import { fidelityReportSchema, type FidelityReport } from '../../../engine/core/population/fidelity/report.ts'
import { generatePeople } from '../../../engine/core/population/generate.ts'
import { learnOptions, learnPopulation } from '../../../engine/core/population/learn/learn.ts'
import { learnWaits } from '../../../engine/core/population/learn/waits.ts'
import { checkPopulation } from '../../../engine/core/population/check-spec.ts'
import { populationSchema } from '../../../engine/core/population/spec.ts'
import { openDataset } from '../../../engine/node/columns/index.ts'
import { importDataset } from '../../../engine/node/ingest/index.ts'
import { shopSpec } from './shop-spec.ts'

const options = learnOptions({ timeZone: 'Europe/Istanbul' })
const called = { id: 'learned', name: 'Learned' }
const DAY = 86_400_000

function reportOn(dataset: EventDataset, seed = 1): FidelityReport {
  const steps = fidelityInSteps({ dataset, options, seed })
  for (;;) {
    const step = steps.next()
    if (step.done) return fidelityReportSchema.parse(step.value)
  }
}

const distanceOf = (report: FidelityReport, id: string) => report.comparisons.find((one) => one.id === id)?.value ?? NaN

describe('a population learned from data', () => {
  const source = generatePeople(shopSpec, { first: 0, count: 1500 }, 9)
  const { spec, notes } = learnPopulation(source, options, called)

  it('is a spec without problems', () => {
    expect(populationSchema.parse(spec)).toEqual(spec)
    expect(checkPopulation(spec)).toEqual([])
  })

  it('holds no id of a person, an order or a visit', () => {
    const text = JSON.stringify(spec)
    expect(text).not.toContain('shopper-0')
    expect(text).not.toMatch(/"[OV]-\d{8}/)
    expect(notes.join('\n')).toMatch(/visitId is an id \([\d,]+ values, of one person each\): made anew for each event/)
  })

  it('is like its source where the report looks', () => {
    const report = reportOn(source)
    for (const id of ['names', 'events-per-session', 'weekdays', 'attribute:platform', 'attribute:language', 'attribute:timeZone']) expect(distanceOf(report, id), id).toBeLessThan(0.06)
    for (const id of ['events-per-profile', 'sessions-per-profile', 'gaps', 'session-gaps', 'hours', 'weeks', 'funnel', 'people']) expect(distanceOf(report, id), id).toBeLessThan(0.15)
    expect(fidelityInWords(report)).toContain('learned from a random half of the people')
  })

  it('keeps first sessions apart where they are unlike the others: people sign up in them', () => {
    expect(spec.tracks['sessions']!.first!.map(({ to }) => to)).toContain('signup (first session)')
    expect(spec.tracks['sessions']!.starts!.map(({ to }) => to)).not.toContain('signup')
  })

  it('is the same for the same source', () => {
    expect(learnPopulation(source, options, called)).toEqual({ spec, notes })
  })

  it('knows what was broadcast, when, and what about', () => {
    const broadcasts = spec.tracks['broadcasts']!.broadcasts!
    expect(broadcasts.map(({ at }) => at)).toEqual(['2026-03-20T12:00:00.000Z', '2026-03-31T21:00:00.000Z'])
  })
})

describe('what fewer than ten people have', () => {
  // 100 people in two plans; three of them are in a third, nine buy a thing of their own, one does something nobody else does.
  const events: PlainEvent[] = []
  const profiles: PlainProfile[] = []
  for (let person = 0; person < 100; person++) {
    const profileId = `person-${person}`
    profiles.push({ profileId, attributes: { plan: person < 3 ? 'secret' : person % 2 === 0 ? 'free' : 'pro', city: person < 9 && person % 2 === 0 ? 'Small' : 'Big' } })
    for (let visit = 0; visit < 5; visit++) {
      const at = Date.UTC(2026, 0, 1 + visit * 3, 10, person % 60)
      events.push({ profileId, at, name: 'visit', properties: { page: person < 9 ? 'hidden' : 'home', note: `note of ${profileId} ${visit}` } })
      events.push({ profileId, at: at + 60_000, name: 'buy', properties: { price: person === 0 ? 99_999 : 10 + (person % 40) / 7 } })
    }
  }
  events.push({ profileId: 'person-7', at: Date.UTC(2026, 0, 20), name: 'confess', properties: { page: 'home' } })
  const { spec, notes } = learnPopulation(buildDataset(events, profiles), learnOptions({}), called)
  const text = JSON.stringify(spec)

  it('is not told: values, events, ids, the largest number', () => {
    for (const secret of ['secret', 'hidden', 'confess', 'person-', 'note of', '99999']) expect(text).not.toContain(secret)
    expect(notes.join('\n')).toContain('Events of fewer than 10 people are left out: confess.')
    expect(notes.join('\n')).toContain('Attribute plan: 1 values of few people (3 in all) are left out.')
  })

  it('is not told of combinations either', () => {
    // Five people are free and in Small, none is pro and there: the combination is merged.
    expect(text).not.toContain('Small')
  })

  it('is refused where there are not enough people at all', () => {
    const few = buildDataset(events.filter(({ profileId }) => Number(profileId.slice(7)) < 19))
    expect(() => learnPopulation(few, learnOptions({}), called)).toThrow(expect.objectContaining({ code: 'E_FEW_PEOPLE', message: '19 profiles are too few to learn a population from' }))
    expect(() => learnOptions({ timeZone: 'Mars/Olympus' })).toThrow(expect.objectContaining({ code: 'E_ZONE' }))
  })
})

describe('waits of which some still go on', () => {
  it('are estimated by the product limit', () => {
    // Remission in weeks of the 6-MP arm (Freireich et al. 1963): S(6) = 0.857, S(7) = 0.807, S(10) = 0.753, S(13) = 0.690, S(16) = 0.627, S(22) = 0.538, S(23) = 0.448.
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    const goingOn = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    const waits = [...ended.map((weeks) => ({ ms: weeks * 7 * DAY, ended: true })), ...goingOn.map((weeks) => ({ ms: weeks * 7 * DAY, ended: false }))]
    const learned = learnWaits(waits, 9)!
    expect(learned.comesBack).toBeCloseTo(1 - 0.448, 3)
    // Half of those that end do so by the 13th week: 1 - 0.690 >= (1 - 0.448) / 2 > 1 - 0.753.
    expect(learned.between.quantiles[1]).toEqual([0.5, (13 * 7 * DAY) / 1000])
  })

  it('say nothing where too few ended', () => {
    expect(learnWaits([{ ms: 5, ended: true }, { ms: 9, ended: false }], 2)).toBeNull()
  })
})

describe('the privacy note', () => {
  it('finds no more of the source in synthetic people than in others', () => {
    const source = generatePeople(shopSpec, { first: 0, count: 400 }, 2)
    const { privacy } = reportOn(source)
    expect(privacy.map(({ synthetic }) => synthetic.sequences > 100)).toEqual([true, true, true])
    // Exact instants: nothing is copied, and chance meets none.
    expect(privacy[2]!.synthetic.share).toBeLessThan(0.001)
    // Nobody copies: no more of it stands in the source than of people who were not learned from, but for chance.
    for (const { synthetic, heldOut } of privacy) expect(synthetic.share!).toBeLessThan(heldOut.share! + 0.05)
  })
})

const real = join(import.meta.dirname, '../../../../shared/data/complete-journey')
describe.skipIf(!existsSync(real))('on The Complete Journey (needs ../shared/data/complete-journey; skipped without it)', () => {
  it('is honest: near its source, and no nearer to its people than strangers are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-learn-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const { directory } = await importDataset({
      paths: [join(real, 'events.csv.gz')], mapping: { profileId: 'user_id', at: 'timestamp', name: 'event', properties: 'properties' }, profiles: { path: join(real, 'demographics.csv.gz') }, cacheDir: folder,
    })
    const dataset = await openDataset(directory)
    const { spec } = learnPopulation(dataset, learnOptions({}), called)
    expect(JSON.stringify(spec)).not.toMatch(/3\d{10}\.0/) // a basket
    const report = reportOn(dataset, 0)
    for (const { id, value, betweenHalves } of report.comparisons) expect(value!, id).toBeLessThan(betweenHalves! + 0.08)
    for (const { synthetic, heldOut } of report.privacy) expect(synthetic.share!).toBeLessThan(heldOut.share! + 0.02)
  })
})
