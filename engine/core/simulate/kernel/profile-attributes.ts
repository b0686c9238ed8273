import type { JsonValue } from '../../json.ts'
import { ABSENT, type EventDataset, type ValueColumn } from '../../model/dataset.ts'
import type { ProfileCursor } from './history.ts'

/** The attributes of the profile a kernel is at, brought up to date only when somebody asks: first its row, then `$set` events in order. */
export class ProfileAttributes {
  readonly names: readonly string[]
  readonly #cursor: ProfileCursor
  readonly #nameCodes: ArrayLike<number>
  readonly #setCode: number
  readonly #initial: readonly (ValueColumn | undefined)[]
  readonly #changes: readonly (ValueColumn | undefined)[]
  readonly #values: (JsonValue | undefined)[]
  #profile = -1
  #next = 0

  constructor(dataset: EventDataset, names: readonly string[], cursor: ProfileCursor) {
    this.names = names
    this.#cursor = cursor
    this.#nameCodes = dataset.nameCodes
    this.#setCode = dataset.names.indexOf('$set')
    this.#initial = names.map((name) => dataset.attributes.get(name))
    this.#changes = names.map((name) => dataset.properties.get(name))
    this.#values = names.map(() => undefined)
  }

  /** Value of attribute number `slot` now; undefined or null is missing. */
  value(slot: number): JsonValue | undefined {
    this.#catchUp()
    return this.#values[slot]
  }

  set(slot: number, value: JsonValue | undefined): void {
    this.#catchUp()
    this.#values[slot] = value
  }

  #catchUp(): void {
    const { profile, arrived, firstRow } = this.#cursor
    if (profile !== this.#profile) {
      this.#profile = profile
      this.#next = firstRow
      for (let slot = 0; slot < this.#values.length; slot++) {
        const column = this.#initial[slot]
        this.#values[slot] = column?.values[column.codes[profile]!]
      }
    }
    if (this.#setCode < 0) return
    for (; this.#next < arrived; this.#next++) if (this.#nameCodes[this.#next] === this.#setCode) this.#apply(this.#next)
  }

  #apply(row: number): void {
    for (let slot = 0; slot < this.#values.length; slot++) {
      const column = this.#changes[slot]
      const code = column ? column.codes[row]! : ABSENT
      if (code !== ABSENT) this.#values[slot] = column!.values[code]
    }
  }
}
