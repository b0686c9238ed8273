import type { DatasetCatalogue, DatasetPreview, DatasetSummary, Reject } from '../api/contract.ts'
import type { ImportedDataset } from '../node/ingest/index.ts'
import { typed } from './terminal.ts'

// What the commands on data print: lines to read, and facts for --json.

export function importFacts({ digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats, attributesAsOf, columns, fromCache }: ImportedDataset) {
  return { digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats, properties: columns.properties, attributes: columns.attributes, attributesAsOf, fromCache }
}

export function describeColumns({ path, format, bytes, columns, mapping, detected, personal, notes }: DatasetPreview, suggested: boolean): string[] {
  const width = Math.max(...columns.map(({ name }) => name.length), 6)
  const lines = columns.map(({ name, type, role, why }) => `  ${name.padEnd(width)}  ${type.padEnd(7)}  ${role.padEnd(10)}  ${why}`)
  const map = Object.entries(mapping).map(([role, column]) => `${role}=${column}`).join(',')
  return [
    `${path}: ${format}, ${count(bytes)} bytes`,
    ...detected.map(({ what, value, why }) => `  ${inWords[what]}: ${value} (${why})`),
    'Columns', ...lines,
    ...personal.map(({ name, kind, why }) => `Personal data? ${name} (${kindInWords[kind]}: ${why}); leave it out with --drop ${typed(name)}, or hash it with --hash ${typed(name)}`),
    ...notes.filter(({ severity }) => severity !== 'error').map(({ severity, text, help }) => `${severity === 'info' ? 'Note' : 'Warning'}: ${text} ${help}`), // an error is thrown
    ...(suggested && map !== '' ? [`Read with --map ${typed(map)}`] : []),
  ]
}

const inWords: Record<DatasetPreview['detected'][number]['what'], string> = {
  delimiter: 'Cells apart by', encoding: 'Encoding', header: 'Header', timeFormat: 'Time format', layout: 'Layout', compression: 'Compressed with',
}
const kindInWords: Record<DatasetPreview['personal'][number]['kind'], string> = { email: 'e-mail', phone: 'telephone', name: 'name' }

export function describeImport({ digest, events, profiles, from, to, timestampFormats, attributesAsOf, fromCache }: ImportedDataset): string[] {
  const formats = timestampFormats.map(({ format, rows }) => (timestampFormats.length === 1 ? format : `${format} (${many(rows, 'row')})`)).join(', ')
  return [
    `${eventsOf({ events, profiles })}, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`,
    `Timestamps: ${formats}`,
    ...(attributesAsOf === 'export' ? ['Attributes as of export: may know the future (with a column of instants in the profiles file: --profiles-at)'] : []),
    `Digest: ${digest}${fromCache ? ' (imported before)' : ''}`,
  ]
}

export function describeCatalogue({ events, attributes }: DatasetCatalogue): string[] {
  const width = Math.max(...events.map(({ name }) => name.length))
  const properties = (list: DatasetCatalogue['attributes']): string => list.map(({ name, types, coverage }) => `${name} (${types.join('/')}${coverage < 1 ? `, ${share(coverage)}` : ''})`).join(', ')
  return [
    'Events',
    ...events.map((event) => `  ${event.name.padEnd(width)}  ${count(event.count).padStart(10)}  by ${many(event.profiles, 'profile')}  ${properties(event.properties)}`),
    ...(attributes.length === 0 ? [] : ['Attributes', `  ${properties(attributes)}`]),
  ]
}

export function describeRejects({ rejected, rejectedByReason }: ImportedDataset, rows: readonly Reject[]): string[] {
  if (rejected === 0) return ['No row was rejected']
  const reasons = Object.entries(rejectedByReason).map(([reason, number]) => `  ${count(number).padStart(10)}  ${reason}`)
  const first = rows.map(({ file, line, reason, text }) => `  ${file}:${line} ${reason}${text === '' ? '' : `: ${JSON.stringify(text.slice(0, 100))}`}`)
  return [`${count(rejected)} ${rejected === 1 ? 'row was' : 'rows were'} rejected`, ...reasons, rejected > rows.length ? `The first ${rows.length}` : 'They are', ...first]
}

/** What runs and exports say on stderr of rows that are left out; nothing if there are none. */
export function rejectedNotice({ rejected, rejectedByReason }: ImportedDataset): string {
  const reasons = Object.entries(rejectedByReason).map(([reason, number]) => `${count(number)} ${reason}`)
  return rejected === 0 ? '' : `rejected rows: ${reasons.join(', ')}; see rehearse data inspect\n`
}

/** The library, one dataset a line. */
export function describeDatasets(datasets: readonly DatasetSummary[]): string[] {
  if (datasets.length === 0) return ['There is no dataset in this workspace; rehearse data import <file> makes one']
  const rows = datasets.map(({ id, name, events, profiles, from, to, bytes, digest, source }) => [
    id, name, many(events, 'event'), many(profiles, 'profile'), `${day(from)} to ${day(to)}`, `${(bytes / 1e6).toFixed(1)} MB`, digest.replace('sha256:', '').slice(0, 12), source,
  ])
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd())
}

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10)
export const count = (number: number): string => number.toLocaleString('en')
/** `1 event`, `2,000 events`. */
export const many = (number: number, one: string, several = `${one}s`): string => `${count(number)} ${number === 1 ? one : several}`
/** `3 events of 1 profile`. */
export const eventsOf = ({ events, profiles }: { events: number; profiles: number }): string => `${many(events, 'event')} of ${many(profiles, 'profile')}`
const share = (part: number): string => (part < 0.001 ? 'under 0.1 %' : `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`)

export function print(lines: string | readonly string[]): void {
  process.stdout.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`)
}
