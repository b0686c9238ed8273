import type { DatasetPreview, Mapping } from '../../api/contract.ts'
import type { ColumnFacts } from './column-facts.ts'
import { roles, usualNames, type Role } from './mapping.ts'

type ShownRole = DatasetPreview['columns'][number]['role']

export interface Assigned { column: ColumnFacts; why: string }

/** Ids of what people meet, not of people. */
const OF_THINGS = /^(step|journey|campaign|message|event|product|item|sku|order|category|store|session|coupon|basket|transaction|page)id$/

/** Each role goes to the column that fits best, the surest role first; a column has one role. */
export function assignRoles(columns: readonly ColumnFacts[]): Map<Role, Assigned> {
  const assigned = new Map<Role, Assigned>()
  const free = (): ColumnFacts[] => columns.filter((column) => ![...assigned.values()].some((one) => one.column === column))
  const byName = (role: Role, fits: (column: ColumnFacts) => boolean): ColumnFacts | undefined => {
    const rank = (column: ColumnFacts): number => usualNames[role].indexOf(column.plain)
    return free().filter((column) => rank(column) >= 0 && fits(column)).sort((a, b) => rank(a) - rank(b))[0]
  }
  const give = (role: Role, column: ColumnFacts | undefined, why: (column: ColumnFacts) => string): boolean => {
    if (column) assigned.set(role, { column, why: why(column) })
    return column !== undefined
  }
  const called = (column: ColumnFacts): string => `the column is called "${column.name}"`
  const seen = ({ time }: ColumnFacts): string => `${time.share === 1 ? 'every value' : 'nearly every value'} is an instant (${time.pattern ?? time.why})`

  if (!give('at', byName('at', ({ time }) => time.share >= 0.5), (column) => `${seen(column)}, and ${called(column)}`)) {
    give('at', free().find(({ time }) => time.share >= 0.9), seen)
  }
  give('properties', byName('properties', ({ objects }) => objects), (column) => `every value is a JSON object, and ${called(column)}`)
  const idLike = ({ type, objects }: ColumnFacts): boolean => !objects && (type === 'text' || type === 'number' || type === 'mixed')
  const repeats = (column: ColumnFacts): boolean => column.distinct < column.texts.length
  const wordy = (column: ColumnFacts): boolean => column.type === 'text' && column.time.share < 0.5
  const holding = (column: ColumnFacts): string => `${called(column)}, and it holds ${counted(column.distinct)}`
  // An import takes the column `name` unasked, whatever is in it.
  const byDefault = ({ name, type, objects }: ColumnFacts): boolean => name === 'name' && type !== 'empty' && !objects
  if (!give('name', byName('name', wordy), holding) && !give('name', free().find(byDefault), holding)) {
    const wanted = (column: ColumnFacts): boolean => wordy(column) && repeats(column) && /event|action/.test(column.plain) && !column.plain.endsWith('id')
    // Codes of events: few of them, in a column that says so.
    const coded = (column: ColumnFacts): boolean =>
      column.type === 'number' && /^(activity|event|action)(id|code|type|no|key)?$/.test(column.plain) && repeats(column) && column.distinct <= Math.max(2, column.texts.length / 5)
    if (!give('name', free().find(wanted), (column) => `its name speaks of events, and it holds ${counted(column.distinct)}`)) {
      give('name', free().find(coded), (column) => `its name speaks of events, and it holds ${counted(column.distinct)}: codes, taken as names`)
    }
  }
  // Without a column of the usual names: one that ends in "id" and repeats, or else text that repeats but has the most different values.
  const repeated = (column: ColumnFacts): string => `${counted(column.distinct)} in ${column.texts.length} rows`
  const lastId = (column: ColumnFacts): boolean => column.plain !== 'id' || repeats(column)
  if (!give('profileId', byName('profileId', (column) => idLike(column) && lastId(column)), (column) => `${called(column)}, and it holds ${repeated(column)}`)) {
    const byEnding = free().find((column) => idLike(column) && repeats(column) && column.distinct > 1 && column.plain.endsWith('id') && !OF_THINGS.test(column.plain))
    const byContent = free()
      .filter((column) => column.type === 'text' && repeats(column) && column.distinct > column.texts.length / 100)
      .sort((a, b) => b.distinct - a.distinct)[0]
    give('profileId', byEnding ?? byContent, (column) => `it repeats as ids of people do: ${repeated(column)}`)
  }
  return assigned
}

/** The role a column has by a mapping, in the order of `roles`. */
export function roleIn(mapping: Mapping, name: string): ShownRole {
  return roles.find((role) => mapping[role] === name) ?? 'property'
}

const counted = (count: number): string => (count === 1 ? 'one value' : `${count} different values`)

export function whyProperty({ type, texts, distinct, time }: ColumnFacts): string {
  if (type === 'empty') return 'no value in the first rows'
  if (type === 'instant' || time.share === 1) return 'it holds instants, but another column fits better as the time of the event'
  return `${counted(distinct)} in ${texts.length} rows`
}
