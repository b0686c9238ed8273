import { cumulativeShares, type Draws } from '../simulate/random.ts'
import { pickFrom } from './distribution.ts'

type Scalar = string | number | boolean
type Items = readonly (readonly [weight: number, values: Readonly<Record<string, Scalar>>])[]

/** Things people look at, buy or visit: weighted items with fields. Items are numbers from 0. */
export class Catalogue {
  readonly name: string
  readonly #items: Items
  readonly #shares: Float64Array
  readonly #alike = new Map<string, (Alike | undefined)[]>()

  constructor(name: string, items: Items) {
    this.name = name
    this.#items = items
    this.#shares = cumulativeShares(items.map(([weight]) => weight))
  }

  /** The values of a field, by item; undefined where an item has none. */
  field(name: string): (Scalar | undefined)[] {
    return this.#items.map(([, values]) => (Object.hasOwn(values, name) ? values[name] : undefined))
  }

  any(draws: Draws, shares = this.#shares): number {
    return pickFrom(shares, draws)
  }

  /** An item with the same value of `field` as item `than`, itself among them. */
  like(field: string, than: number, draws: Draws): number {
    const alike = this.#alikeBy(field)[than]
    return alike ? alike.items[draws.pick(alike.shares)]! : than
  }

  #alikeBy(field: string): (Alike | undefined)[] {
    const known = this.#alike.get(field)
    if (known) return known
    const groups = new Map<Scalar | undefined, number[]>()
    this.field(field).forEach((value, item) => groups.set(value, [...(groups.get(value) ?? []), item]))
    const byItem = new Array<Alike | undefined>(this.#items.length)
    for (const items of groups.values()) {
      const weights = items.map((item) => this.#items[item]![0])
      if (!weights.some((weight) => weight > 0)) continue
      const alike = { items, shares: cumulativeShares(weights) }
      for (const item of items) byItem[item] = alike
    }
    this.#alike.set(field, byItem)
    return byItem
  }
}

interface Alike { items: readonly number[]; shares: Float64Array }
