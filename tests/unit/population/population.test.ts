import { describe, expect, it } from 'vitest'
import { eventCountOf, profileCountOf, textAt, type EventDataset } from '../../../engine/core/model/dataset.ts'
import { generatePopulation, populationBlocks, PopulationBuilder } from '../../../engine/core/simulate/population.ts'
import { passoSpec } from '../../../engine/core/simulate/population-spec.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const population = generatePopulation(passoSpec, { first: 0, count: 20_000 })

interface PlainRow { profileId: string; at: number; name: string; properties: Record<string, unknown> }

function rowsOf(dataset: EventDataset, profile: number): PlainRow[] {
  const rows: PlainRow[] = []
  for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) {
    const properties = [...dataset.properties].map(([name, { codes, values }]) => [name, values[codes[row]!]] as const).filter(([, value]) => value !== undefined)
    rows.push({ profileId: textAt(dataset.profileIds, profile), at: dataset.at[row]!, name: dataset.names[dataset.nameCodes[row]!]!, properties: Object.fromEntries(properties) })
  }
  return rows
}

function everybody(dataset: EventDataset): PlainRow[][] {
  return Array.from({ length: profileCountOf(dataset) }, (_, profile) => rowsOf(dataset, profile))
}

const lives = everybody(population)

/** Share of profiles that did this at least once. */
function shareWho(name: string): number {
  return lives.filter((rows) => rows.some((row) => row.name === name)).length / lives.length
}

describe('the synthetic population', () => {
  it('has about 15 events a profile: 300,000 for the default 20,000', () => {
    expect(eventCountOf(population)).toBeGreaterThan(285_000)
    expect(eventCountOf(population)).toBeLessThan(315_000)
  })

  it('narrows like a shop funnel, down to about one in two hundred who orders', () => {
    const funnel = ['signup', 'category_view', 'product_view', 'add_to_cart', 'checkout_start', 'purchase'].map(shareWho)
    const stated: [from: number, to: number][] = [[0.99, 1], [0.4, 0.5], [0.28, 0.38], [0.02, 0.035], [0.01, 0.017], [0.004, 0.0065]]
    funnel.forEach((share, stage) => {
      expect(share).toBeGreaterThanOrEqual(stated[stage]![0])
      expect(share).toBeLessThanOrEqual(stated[stage]![1])
    })
  })

  it('is sorted by profile id and then by time, all within the watched weeks', () => {
    const ids = lives.map((_, profile) => textAt(population.profileIds, profile))
    expect(ids).toEqual([...ids].sort())
    expect(lives.filter((rows) => rows.some((row, index) => index > 0 && row.at < rows[index - 1]!.at))).toEqual([])
    const ends = [population.firstAt, population.lastAt]
    const instants = [...population.at]
    expect(ends).toEqual([instants.reduce((a, b) => Math.min(a, b)), instants.reduce((a, b) => Math.max(a, b))])
    expect(ends[0]).toBeGreaterThanOrEqual(passoSpec.from)
    expect(ends[1]).toBeLessThan(passoSpec.from + passoSpec.days * DAY)
  })

  it('is the same for the same seed, and another for another', () => {
    expect(generatePopulation(passoSpec, { first: 0, count: 300 }, 5)).toEqual(generatePopulation(passoSpec, { first: 0, count: 300 }, 5))
    expect(everybody(generatePopulation(passoSpec, { first: 0, count: 300 }, 6))).not.toEqual(lives.slice(0, 300))
  })

  it('gives a profile the same life whatever the size of the population, the block or the stride', () => {
    const inBlocks = [...populationBlocks(passoSpec, { first: 100, count: 450 }, 0, 64)].flatMap(everybody)
    expect(inBlocks).toEqual(lives.slice(100, 550))
    const builder = new PopulationBuilder(passoSpec, { first: 100, count: 450 })
    while (builder.advance(37) < 450);
    expect(everybody(builder.build())).toEqual(inBlocks)
  })

  it('tells lives that make sense: one sign-up, nothing after the app is gone, no order without something to order', () => {
    const senseless = lives.filter((rows) => {
      const names = rows.map(({ name }) => name)
      const count = (name: string) => names.filter((one) => one === name).length
      const gone = names.indexOf('app_uninstall')
      const ordered = rows.filter(({ name }) => name === 'purchase')
      const wanted = rows.findIndex(({ name }) => name === 'product_view' || name === 'add_to_cart')
      return (
        names[0] !== 'app_open' || count('signup') > 1 || count('unsubscribe') > 1 || count('remove_from_cart') > count('add_to_cart') ||
        (gone >= 0 && gone < names.length - 1) ||
        ordered.some((row) => wanted < 0 || rows.indexOf(row) < wanted || !(Number(row.properties['price']) > 0)) ||
        new Set(ordered.map(({ properties }) => properties['orderId'])).size < ordered.length
      )
    })
    expect(senseless).toEqual([])
  })

  it('sells each product at one price, in its own category', () => {
    const offers = new Map<unknown, Set<string>>()
    for (const { properties } of lives.flat()) {
      if (properties['productId'] === undefined) continue
      const known = offers.get(properties['productId']) ?? new Set()
      offers.set(properties['productId'], known.add(`${String(properties['category'])} ${String(properties['price'])}`))
    }
    const shelf = passoSpec.categories.flatMap(({ name, prices }) => prices.map((price, index) => [`${name}-${String(index + 1).padStart(2, '0')}`, [`${name} ${price}`]]))
    expect([...offers].map(([id, seen]) => [id, [...seen]]).sort()).toEqual(shelf.sort())
  })

  it('lives by the clock of Istanbul: evenings busy, nights quiet', () => {
    const hours = new Array<number>(24).fill(0)
    for (const at of population.at) hours[Math.floor(((at + passoSpec.zoneOffsetMs) % DAY) / HOUR)]!++
    const between = (from: number, to: number) => hours.slice(from, to).reduce((sum, count) => sum + count, 0) / eventCountOf(population)
    expect(between(19, 23)).toBeGreaterThan(0.28)
    expect(between(2, 6)).toBeLessThan(0.04)
  })

  it('lets people skip stages: straight to a product, past the cart, past the checkout page', () => {
    const first = (rows: PlainRow[], name: string) => rows.findIndex((row) => row.name === name)
    const without = (late: string, early: string) => lives.filter((rows) => first(rows, late) >= 0 && first(rows, early) < 0).length
    expect([without('product_view', 'category_view'), without('checkout_start', 'add_to_cart'), without('purchase', 'checkout_start')].every((count) => count > 0)).toBe(true)
  })

  it('refuses more profiles than its ids can number', () => {
    expect(() => generatePopulation(passoSpec, { first: 99_999_999, count: 2 })).toThrow('at most 100000000 profiles')
  })
})
