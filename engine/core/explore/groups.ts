import { RehearsalError } from '../errors.ts'
import { nearest } from '../lint/nearest.ts'
import { DAY_MS, knownZone, periodStart } from '../model/calendar.ts'
import { ABSENT, type EventDataset, type ValueColumn } from '../model/dataset.ts'
import { shownValue } from '../simulate/group-value.ts'
import { endOfRows } from './exploration.ts'
import type { BreakDown } from './questions.ts'

export const MISSING = '(missing)'
export const OTHERS = '(others)'
/** Values shown by themselves. */
const MOST_VALUES = 50
const MOST_PERIODS = 400

/** Finds the group of a start and remembers it; records are numbered as they come. */
export interface Groups {
  /** The group of a start at `row` of `profile`; rows of one profile are asked for in rising order. */
  of(profile: number, row: number): number
  readonly labels: readonly string[]
  /** Values came from a row of attributes without an instant. */
  readonly asOfExport: boolean
  readonly kind: 'none' | 'value' | 'period'
}

/** Columns a break-down reads. */
export function columnsOfBreakDown(breakDown: BreakDown | undefined): { properties: string[]; attributes: string[] } {
  const names = breakDown?.by === 'attribute' ? [breakDown.name] : []
  return { properties: names, attributes: names }
}

/** Throws E_ATTRIBUTE (unusable) for an attribute that the columns loaded do not have. `known`: all names, for the hint. */
export function groupsFor(dataset: EventDataset, breakDown: BreakDown | undefined, until: number, known: readonly string[] = [...dataset.attributes.keys()]): Groups {
  if (breakDown === undefined) return { of: () => 0, labels: [''], asOfExport: false, kind: 'none' }
  if (breakDown.by !== 'attribute') return new PeriodGroups(dataset, breakDown.by, breakDown.timeZone ?? 'UTC')
  const { name, asOf = 'then' } = breakDown
  const attribute = dataset.attributes.get(name)
  const property = dataset.properties.get(name)
  if (!attribute && !property) {
    const like = nearest(name, known)
    const help =
      like !== undefined ? `did you mean ${JSON.stringify(like)}?`
      : known.length > 0 ? `there are ${known.slice(0, 8).join(', ')}`
      : 'these data have no attributes; import them with a profiles file'
    throw new RehearsalError('E_ATTRIBUTE', `nobody has an attribute or property ${JSON.stringify(name)} in these data`, help, { unusable: true })
  }
  return new AttributeGroups(dataset, attribute, property, asOf, until)
}

/** The value of one attribute: first the profile's row, then `$set` rows in order; where there is none, that property of the event. */
class AttributeGroups implements Groups {
  readonly kind = 'value'
  readonly labels: string[] = []
  asOfExport = false
  readonly #codeOf = new Map<string, number>()
  readonly #dataset: EventDataset
  readonly #attribute: ValueColumn | undefined
  readonly #property: ValueColumn | undefined
  readonly #asOf: 'then' | 'export'
  readonly #until: number
  readonly #setCode: number
  #profile = -1
  #next = 0
  #value: string | undefined
  #fromRow = false

  constructor(dataset: EventDataset, attribute: ValueColumn | undefined, property: ValueColumn | undefined, asOf: 'then' | 'export', until: number) {
    this.#dataset = dataset
    this.#attribute = attribute
    this.#property = property
    this.#asOf = asOf
    this.#until = until
    this.#setCode = property ? dataset.names.indexOf('$set') : -1
  }

  of(profile: number, row: number): number {
    if (profile !== this.#profile) this.#begin(profile)
    if (this.#setCode >= 0) this.#catchUp(this.#asOf === 'export' ? endOfRows(this.#dataset, profile, this.#until) : row + 1)
    if (this.#value !== undefined) {
      if (this.#fromRow || this.#asOf === 'export') this.asOfExport = true
      return this.#code(this.#value)
    }
    const column = this.#property
    return this.#code((column && shownValue(column.values[column.codes[row]!])) ?? MISSING)
  }

  #begin(profile: number): void {
    const column = this.#attribute
    this.#profile = profile
    this.#next = this.#dataset.offsets[profile]!
    this.#value = column && shownValue(column.values[column.codes[profile]!])
    this.#fromRow = this.#value !== undefined
  }

  #catchUp(end: number): void {
    const { nameCodes } = this.#dataset
    const { codes, values } = this.#property!
    for (; this.#next < end; this.#next++) {
      const code = codes[this.#next]!
      if (nameCodes[this.#next] !== this.#setCode || code === ABSENT) continue
      this.#value = shownValue(values[code])
      this.#fromRow = false
    }
  }

  #code(label: string): number {
    const known = this.#codeOf.get(label)
    if (known !== undefined) return known
    this.#codeOf.set(label, this.labels.length)
    return this.labels.push(label) - 1
  }
}

/** Local days, weeks or months, named by their first day. */
class PeriodGroups implements Groups {
  readonly kind = 'period'
  readonly asOfExport = false
  readonly labels: string[] = []
  readonly #codeOf = new Map<number, number>()
  readonly #at: Float64Array
  readonly #startOf: (instant: number) => number
  #last = { from: 0, to: 0, code: -1 }

  constructor(dataset: EventDataset, by: 'day' | 'week' | 'month', timeZone: string) {
    const zone = knownZone(timeZone)
    this.#at = dataset.at
    this.#startOf = (instant) => {
      const from = periodStart(zone, instant, by)
      this.#last = { from, to: periodStart(zone, instant, by, 1), code: this.#code(from, zone.wallAt(from), by) }
      return this.#last.code
    }
  }

  of(_profile: number, row: number): number {
    const instant = this.#at[row]!
    return instant >= this.#last.from && instant < this.#last.to ? this.#last.code : this.#startOf(instant)
  }

  #code(from: number, wall: number, by: string): number {
    const known = this.#codeOf.get(from)
    if (known !== undefined) return known
    if (this.labels.length === MOST_PERIODS) {
      throw new RehearsalError('E_PERIODS', `the starts lie in more than ${MOST_PERIODS} ${by}s`, 'choose longer periods, or a shorter span', { unusable: true })
    }
    this.#codeOf.set(from, this.labels.length)
    // A day may begin after midnight where the clock skips it; it is still that day.
    return this.labels.push(new Date(Math.floor(wall / DAY_MS) * DAY_MS).toISOString().slice(0, 10)) - 1
  }
}

/** Records of each group shown, by their numbers: `codeAt(i)` is the group of record `i` of `count`. Empty without a break-down. */
export function recordsByGroup(groups: Groups, count: number, codeAt: (record: number) => number): { value: string; records: Uint32Array }[] {
  if (groups.kind === 'none') return []
  const { labels } = groups
  const sizes = new Uint32Array(labels.length)
  for (let record = 0; record < count; record++) sizes[codeAt(record)]!++
  const byLabel = (a: number, b: number): number => (labels[a]! < labels[b]! ? -1 : labels[a]! > labels[b]! ? 1 : 0)
  const order = [...labels.keys()].sort((a, b) => (groups.kind === 'period' ? 0 : sizes[b]! - sizes[a]!) || byLabel(a, b))
  const shown = groups.kind === 'period' ? order : order.slice(0, MOST_VALUES)
  const slotOf = new Int32Array(labels.length).fill(shown.length)
  shown.forEach((code, slot) => (slotOf[code] = slot))
  const values = [...shown.map((code) => labels[code]!), ...(shown.length < order.length ? [OTHERS] : [])]
  const lengths = new Uint32Array(values.length)
  for (let code = 0; code < labels.length; code++) lengths[slotOf[code]!]! += sizes[code]!
  const lists = values.map((value, slot) => ({ value, records: new Uint32Array(lengths[slot]!) }))
  const filled = new Uint32Array(values.length)
  for (let record = 0; record < count; record++) {
    const slot = slotOf[codeAt(record)]!
    lists[slot]!.records[filled[slot]!++] = record
  }
  return lists
}

/** Numbers 0 … count - 1. */
export function allRecords(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, record) => record)
}
