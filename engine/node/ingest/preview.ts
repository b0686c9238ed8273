import type { DatasetPreview, Mapping } from '../../api/contract.ts'
import { isObject, jsonObject } from './cells.ts'
import { instantOfText } from './event-rows.ts'
import { timestampFormats } from './instants.ts'
import { plainName, roles as allRoles, usualNames } from './mapping.ts'
import { sampleOf, type Sample } from './sample.ts'
import { openSource } from './source-file.ts'

type ColumnGuess = DatasetPreview['columns'][number]
type ColumnType = ColumnGuess['type']
type Role = ColumnGuess['role']

const sampleRows = 1000
const shownRows = 20
const shownSamples = 5
const longestSample = 200

/** What is known of a column from the sample. */
interface Column {
  name: string
  plain: string
  type: ColumnType
  texts: string[]
  distinct: number
  /** Share of the values that read as instants, and the format of the first. */
  instants: number
  format: string
  objects: boolean
}

/** Looks at the first rows of a file and suggests how its columns map to events. Throws unusable RehearsalErrors as an import does. */
export async function previewFile(path: string): Promise<DatasetPreview> {
  const source = openSource(path)
  const sample = await sampleOf(source, sampleRows)
  const columns = sample.columns.map((name, index) => describe(name, index, sample))
  const roles = assignRoles(columns)
  const mapping: Mapping = {}
  for (const role of allRoles) {
    const found = roles.get(role)
    if (found) mapping[role] = found.column.name
  }
  return {
    path,
    format: source.format,
    bytes: source.bytes,
    columns: columns.map((column): ColumnGuess => {
      const found = [...roles].find(([, one]) => one.column === column)
      const samples = [...new Set(column.texts)].slice(0, shownSamples).map((text) => text.slice(0, longestSample))
      return { name: column.name, type: column.type, samples, role: found?.[0] ?? 'property', why: found?.[1].why ?? whyProperty(column) }
    }),
    rows: sample.rows.slice(0, shownRows).map((row) => row.map((cell) => cell?.text.slice(0, longestSample) ?? null)),
    mapping,
    needsSetName: mapping.name === undefined,
  }
}

function describe(name: string, index: number, { rows }: Sample): Column {
  const cells = rows.flatMap((row) => row[index] ?? [])
  const texts = cells.map(({ text }) => text)
  const found = texts.map((text) => {
    const instant = instantOfText(text)
    // Small numbers are epoch seconds of January 1970 to the rules, and quantities to everybody else.
    return instant && (instant.format === 0 || instant.ms > 3e11) ? timestampFormats[instant.format] : undefined
  })
  const instants = found.filter((one) => one !== undefined)
  const objects = cells.length > 0 && cells.every(({ value }) => isObject(value) || (typeof value === 'string' && jsonObject(value) !== undefined))
  const types = new Set(cells.map(({ value }) => typeOf(value)))
  const iso = instants.length === texts.length && instants.every((format) => format === timestampFormats[0])
  const type = cells.length === 0 ? 'empty' : objects ? 'json' : iso ? 'instant' : types.size === 1 ? [...types][0]! : 'mixed'
  const plain = plainName(name)
  const share = texts.length === 0 ? 0 : instants.length / texts.length
  return { name, plain, type, texts, distinct: new Set(texts).size, instants: share, format: instants[0] ?? '', objects }
}

function typeOf(value: unknown): ColumnType {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return 'number'
  return typeof value === 'string' ? 'text' : 'json'
}

interface Assigned { column: Column; why: string }

/** Each role goes to the column that fits best, the surest role first; a column has one role. */
function assignRoles(columns: readonly Column[]): Map<Exclude<Role, 'property'>, Assigned> {
  const roles = new Map<Exclude<Role, 'property'>, Assigned>()
  const free = (): Column[] => columns.filter((column) => ![...roles.values()].some((one) => one.column === column))
  const byName = (role: keyof typeof usualNames, fits: (column: Column) => boolean): Column | undefined => {
    const rank = (column: Column): number => usualNames[role].indexOf(column.plain)
    return free().filter((column) => rank(column) >= 0 && fits(column)).sort((a, b) => rank(a) - rank(b))[0]
  }
  const give = (role: Exclude<Role, 'property'>, column: Column | undefined, why: (column: Column) => string): boolean => {
    if (column) roles.set(role, { column, why: why(column) })
    return column !== undefined
  }
  const called = (column: Column): string => `the column is called "${column.name}"`
  const seen = (column: Column): string => `${column.instants === 1 ? 'every value' : 'nearly every value'} is an instant (${column.format})`

  if (!give('at', byName('at', ({ instants }) => instants >= 0.5), (column) => `${seen(column)}, and ${called(column)}`)) {
    give('at', free().find(({ instants }) => instants >= 0.9), seen)
  }
  give('properties', byName('properties', ({ objects }) => objects), (column) => `every value is a JSON object, and ${called(column)}`)
  const idLike = ({ type, objects }: Column): boolean => !objects && (type === 'text' || type === 'number' || type === 'mixed')
  const repeats = (column: Column): boolean => column.distinct < column.texts.length
  const wordy = (column: Column): boolean => column.type === 'text' && column.instants < 0.5
  if (!give('name', byName('name', wordy), (column) => `${called(column)}, and it holds ${counted(column.distinct)}`)) {
    const wanted = (column: Column): boolean => wordy(column) && repeats(column) && /event|action/.test(column.plain) && !column.plain.endsWith('id')
    give('name', free().find(wanted), (column) => `its name speaks of events, and it holds ${counted(column.distinct)}`)
  }
  // Without a column of the usual names: one that ends in "id" and repeats, or else text that repeats but has the most different values.
  const repeated = (column: Column): string => `${counted(column.distinct)} in ${column.texts.length} rows`
  const lastId = (column: Column): boolean => column.plain !== 'id' || repeats(column)
  if (!give('profileId', byName('profileId', (column) => idLike(column) && lastId(column)), (column) => `${called(column)}, and it holds ${repeated(column)}`)) {
    const byEnding = free().find((column) => idLike(column) && repeats(column) && column.plain.endsWith('id'))
    const byContent = free()
      .filter((column) => column.type === 'text' && repeats(column) && column.distinct > column.texts.length / 100)
      .sort((a, b) => b.distinct - a.distinct)[0]
    give('profileId', byEnding ?? byContent, (column) => `it repeats as ids of people do: ${repeated(column)}`)
  }
  return roles
}

const counted = (count: number): string => (count === 1 ? 'one value' : `${count} different values`)

function whyProperty({ type, texts, distinct, instants }: Column): string {
  if (type === 'empty') return 'no value in the first rows'
  if (type === 'instant' || instants === 1) return 'it holds instants, but another column fits better as the time of the event'
  return `${counted(distinct)} in ${texts.length} rows`
}
