import { describe, expect, it } from 'vitest'
import { textAt, type EventDataset, type ValueColumn } from '../../../engine/core/model/dataset.ts'
import { generatePeople, peopleInBlocks } from '../../../engine/core/population/generate.ts'
import type { PopulationDocument } from '../../../engine/core/population/spec.ts'
import { plainSpec, shopSpec } from './shop-spec.ts'

interface Happened { at: number; name: string; properties: Record<string, unknown> }
interface Lived { id: string; attributes: Record<string, unknown>; events: Happened[] }

/** The people of a dataset as plain objects, each by itself. */
function livesOf(dataset: EventDataset): Lived[] {
  const valuesOf = (columns: ReadonlyMap<string, ValueColumn>, row: number) =>
    Object.fromEntries([...columns].map(([name, { codes, values }]) => [name, values[codes[row]!]] as const).filter(([, value]) => value !== undefined))
  return Array.from({ length: dataset.offsets.length - 1 }, (_, profile) => ({
    id: textAt(dataset.profileIds, profile),
    attributes: valuesOf(dataset.attributes, profile),
    events: Array.from({ length: dataset.offsets[profile + 1]! - dataset.offsets[profile]! }, (__, index) => {
      const row = dataset.offsets[profile]! + index
      return { at: dataset.at[row]!, name: dataset.names[dataset.nameCodes[row]!]!, properties: valuesOf(dataset.properties, row) }
    }),
  }))
}

const live = (spec: PopulationDocument, count: number, seed = 0) => livesOf(generatePeople(spec, { first: 0, count }, seed))
const eventsOf = (lives: readonly Lived[], name: string) => lives.flatMap(({ events }) => events.filter((event) => event.name === name))
const clocks = new Map<string, Intl.DateTimeFormat>()
const local = (at: number, timeZone: string) => {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: 'numeric', weekday: 'short', hourCycle: 'h23' })
  clocks.set(timeZone, clock)
  const parts = clock.formatToParts(at)
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as { hour: string; minute: string; weekday: string } // as: the parts asked for
}

const shop = live(shopSpec, 3000)

describe('a person of a population', () => {
  it('depends on the seed and its number alone', () => {
    const whole = live(shopSpec, 60, 5)
    expect(livesOf(generatePeople(shopSpec, { first: 20, count: 15 }, 5))).toEqual(whole.slice(20, 35))
    expect([...peopleInBlocks(shopSpec, { first: 0, count: 60 }, 5, 7)].flatMap(livesOf)).toEqual(whole)
    expect(live(shopSpec, 60, 6)).not.toEqual(whole)
    expect(whole[3]!.id).toBe('shopper-00000003')
  })

  it('does everything in order of time and inside the span', () => {
    for (const { events, attributes } of shop) {
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b))
      const zone = String(attributes['timeZone'])
      const days = [events[0], events.at(-1)].flatMap((event) => (event ? [new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(event.at)] : []))
      for (const day of days) expect(day >= '2026-03-02' && day < '2026-04-13', `${day} ${zone}`).toBe(true)
    }
  })

  it('lives by the clock of its zone, also after the clocks have changed', () => {
    for (const { events, attributes } of shop) {
      // Nobody opens the app before six in the morning; Berlin changes its clocks on 29 March, New York on the 8th.
      const sessions = events.filter(({ name }, index) => name === 'signup' || (name === 'app_open' && events[index - 1]?.name !== 'signup'))
      for (const { at } of sessions) expect(Number(local(at, String(attributes['timeZone'])).hour)).toBeGreaterThanOrEqual(6)
    }
  })

  it('is busier on the days the rhythm says', () => {
    const opens = shop.flatMap(({ events, attributes }) => events.filter(({ name }) => name === 'app_open').map(({ at }) => local(at, String(attributes['timeZone'])).weekday))
    const weekend = opens.filter((day) => day === 'Sat' || day === 'Sun').length / opens.length
    expect(weekend).toBeGreaterThan(0.38) // 4 of 9 by the weights, 2 of 7 without
    expect(weekend).toBeLessThan(0.5)
  })

  it('has attributes that depend on each other', () => {
    const platforms = shop.map(({ attributes }) => attributes['platform'])
    expect(platforms.filter((one) => one === 'ios').length / shop.length).toBeCloseTo(0.34, 1)
    for (const { attributes } of shop) {
      expect(attributes['language']).toBe({ 'Europe/Istanbul': 'tr', 'Europe/Berlin': 'de' }[String(attributes['timeZone'])] ?? 'en')
      if (attributes['platform'] === 'ios') expect(attributes['pushOptIn']).toBe(false)
    }
    const values = shop.map(({ attributes }) => Number(attributes['lifetimeValue'])).sort((a, b) => a - b)
    expect(values[1500]! / 120).toBeCloseTo(1, 0)
    expect(values[2700]! / 900).toBeCloseTo(1, 0)
  })

  it('takes only ways that are open: the prompt once and on iOS, the checkout with something in the cart', () => {
    for (const { events, attributes } of shop) {
      const prompts = events.filter(({ name }) => name === 'prompt').length
      expect(prompts).toBeLessThanOrEqual(attributes['platform'] === 'ios' ? 1 : 0)
      let cart: number[] = []
      for (const { name, properties } of events) {
        if (name === 'add_to_cart') cart.push(Number(properties['price']))
        if (name === 'checkout_start') expect([properties['quantity'], properties['price']]).toEqual([cart.length, Math.round(cart.reduce((sum, one) => sum + one, 0) * 100) / 100])
        if (name === 'checkout_start') expect(cart.length).toBeGreaterThan(0)
        if (name === 'purchase') cart = []
      }
    }
    expect(eventsOf(shop, 'prompt').length).toBeGreaterThan(100)
    expect(eventsOf(shop, 'welcome_offer').length).toBe(eventsOf(shop, '$set').filter(({ properties }) => properties['pushOptIn'] === true).length)
  })

  it('puts in the cart what it looked at, of the category it looked at', () => {
    for (const { events } of shop) {
      events.forEach(({ name, properties }, index) => {
        const before = events.slice(0, index).reverse().find((one) => one.name === 'product_view' || one.name === 'category_view')
        if (name === 'add_to_cart' && before?.name === 'product_view') expect(properties['productId']).toBe(before.properties['productId'])
        if (name === 'product_view') expect(properties['category']).toBe(before!.properties['category'])
      })
    }
  })

  it('has ids that nobody else has', () => {
    const orders = eventsOf(shop, 'purchase').map(({ properties }) => properties['orderId'])
    expect(orders.length).toBeGreaterThan(50)
    expect(new Set(orders).size).toBe(orders.length)
    const visits = eventsOf(shop, 'app_open').map(({ properties }) => properties['visitId'])
    expect(new Set(visits).size).toBe(visits.length)
  })

  it('signs up first if it was not there before, and leaves for good', () => {
    const signups = shop.filter(({ events }) => events.some(({ name }) => name === 'signup')).length
    expect(signups / shop.length).toBeCloseTo(0.7, 1)
    const gone = shop.filter(({ events }) => events.some(({ name }) => name === 'churned'))
    expect(gone.length).toBeGreaterThan(5)
    for (const { events } of gone) {
      expect(events.at(-1)!.name).toBe('churned')
      const risk = events.find(({ properties }) => properties['score:churn'] !== undefined)!
      expect(events.at(-1)!.at - risk.at).toBe(30 * 86_400_000)
    }
  })

  it('hears broadcasts at their instant once it has arrived, and answers about the same thing', () => {
    const sent = eventsOf(shop, '$sent')
    expect([...new Set(sent.map(({ at }) => new Date(at).toISOString()))].sort()).toEqual(['2026-03-20T12:00:00.000Z', '2026-03-31T21:00:00.000Z'])
    for (const { properties, at } of sent) expect(properties['subject']).toBe(at === Date.parse('2026-03-20T12:00Z') ? 'sale' : 'spring')
    for (const { events } of shop) {
      for (const { at, properties } of events.filter(({ name }) => name === '$opened')) {
        expect(properties['subject']).toBe(events.filter((one) => one.name === '$sent' && one.at <= at).at(-1)!.properties['subject'])
      }
    }
  })

  it('stays near the place it is at', () => {
    for (const { properties } of eventsOf(shop, 'store_near')) {
      expect(Math.abs(Number(properties['latitude']) - (properties['store'] === 'north' ? 41.05 : 40.98))).toBeLessThanOrEqual(0.00301)
    }
  })

  it('has dates without a clock where the system knows no more', () => {
    const bills = shop.flatMap(({ events, attributes }) => events.filter(({ name }) => name === 'bill').map(({ at }) => local(at, String(attributes['timeZone']))))
    expect(bills.length).toBeGreaterThan(100)
    for (const { hour, minute } of bills) expect([Number(hour), minute]).toEqual([0, '00'])
  })
})

describe('a population', () => {
  it('grows by its arrivals, or spreads them as told', () => {
    const days = (spec: PopulationDocument) => live(spec, 4000).flatMap(({ events }) => (events[0] ? [Math.floor((events[0].at - Date.parse('2026-01-05')) / 86_400_000)] : []))
    const growing = days(plainSpec({ arrivals: { growth: 3 }, tracks: { visits: { starts: [{ to: 'visit', weight: 1 }] } } }))
    expect(growing.filter((day) => day >= 14).length / growing.length).toBeCloseTo(0.63, 1)
    const early = days(plainSpec({ arrivals: { after: [0, 1, 2, 3, 4, 5] } }))
    expect(Math.max(...early)).toBeLessThanOrEqual(5)
  })

  it('comes ever more seldom where it is slowing', () => {
    const gaps = live(plainSpec({ days: 60, tracks: { visits: { starts: [{ to: 'visit', weight: 1 }], between: 'P1D', slowing: 1.5 } } }), 200).flatMap(({ events }) =>
      events.slice(1).map(({ at }, index) => [index, Math.round((at - events[index]!.at) / 86_400_000)] as const))
    expect(gaps.filter(([index]) => index === 0).every(([, days]) => days === 1)).toBe(true)
    expect(gaps.filter(([index]) => index === 3).every(([, days]) => days === 3)).toBe(true)
  })

  it('comes back as the state it left in says', () => {
    const spec = plainSpec({
      states: { ask: { returns: { starts: [{ to: 'pay', weight: 1 }], between: 'P3D' } }, pay: { returns: { comesBack: 0 } } },
      tracks: { visits: { starts: [{ to: 'ask', weight: 1 }], between: 'P1D', rhythm: {} } },
      arrivals: { after: 0 },
    })
    for (const { events } of live(spec, 50)) {
      expect(events.map(({ name }) => name)).toEqual(['ask', 'pay'])
      expect(events[1]!.at - events[0]!.at).toBe(3 * 86_400_000)
    }
  })

  it('has the number of sessions it is told', () => {
    const visits = (rest: object) => live(plainSpec({ days: 90, arrivals: { after: 0 }, tracks: { visits: { starts: [{ to: 'visit', weight: 1 }], between: 'P1D', comesBack: 0.5, ...rest } } }), 400).map(({ events }) => events.length)
    expect(new Set(visits({ least: 2, most: 4 }))).toEqual(new Set([2, 3, 4]))
    expect(new Set(visits({ most: 0 }))).toEqual(new Set([0]))
    const middle = visits({ least: 2, most: 4 }).filter((count) => count === 2).length / 400
    expect(middle).toBeCloseTo(0.5, 1)
  })

  it('stops at its last instant', () => {
    const lives = live(plainSpec({ until: '2026-01-20T10:00:00Z' }), 500)
    expect(Math.max(...lives.flatMap(({ events }) => events.map(({ at }) => at)))).toBeLessThan(Date.parse('2026-01-20T10:00:00Z'))
  })

  it('cuts a session that never ends', () => {
    const lives = live(plainSpec({ states: { visit: { next: [{ to: 'visit', share: 1 }] } }, tracks: { visits: { starts: [{ to: 'visit', weight: 1 }] } } }), 2)
    expect(lives.map(({ events }) => events.length)).toEqual([1000, 1000])
  })
})
