import { createHash } from 'node:crypto'
import type { DatasetPreview, ImportOptions, Mapping } from '../../api/contract.ts'
import { assignRoles, roleIn, whyProperty } from './assign-roles.ts'
import { columnFacts, type ColumnFacts } from './column-facts.ts'
import { detectTime } from './detect-time.ts'
import { InstantReader } from './instant-reader.ts'
import { plainName, roles } from './mapping.ts'
import { personalColumns } from './personal.ts'
import { previewNotes } from './preview-notes.ts'
import { sampleOf, textsOf, type Sample } from './sample.ts'
import { openSource, type SourceFile } from './source-file.ts'

const sampleRows = 1000
const longerRows = 50_000
const shownRows = 20
const shownSamples = 5
const longestSample = 200

/** How files with these columns were imported last time; `at` is when, epoch ms. */
export interface Remembered { mapping: Mapping; setName: string | null; options: ImportOptions; at: number }

/**
 * Looks at the first rows of a file and suggests how its columns map to events: as last time, if `recall` knows the signature of its columns
 * and no options are given. Throws unusable RehearsalErrors as an import does.
 */
export async function previewFile(path: string, options?: ImportOptions, recall: (signature: string) => Remembered | undefined = () => undefined): Promise<DatasetPreview> {
  let source = openSource(path, options)
  let sample = await sampleOf(source, sampleRows)
  const remembered = options === undefined ? recall(signatureOf(source, sample)) : undefined
  const used = options ?? remembered?.options ?? {}
  if (remembered && Object.keys(used).length > 0) {
    source = openSource(path, used, Object.values(remembered.mapping).filter((name) => name !== undefined))
    sample = await sampleOf(source, sampleRows)
  }
  const columns = await settled(columnFacts(sample), source, used)
  const assigned = assignRoles(columns)
  const asLastTime = remembered && Object.values(remembered.mapping).every((name) => columns.some((column) => column.name === name)) ? remembered : undefined
  const mapping: Mapping = asLastTime ? asLastTime.mapping : {}
  if (!asLastTime) for (const role of roles) if (assigned.has(role)) mapping[role] = assigned.get(role)!.column.name
  const at = columns.find(({ name }) => name === mapping.at)
  const time = at?.time.pattern !== null && at !== undefined && used.timeFormat === undefined && !at.time.ambiguous ? [{ what: 'timeFormat' as const, value: at.time.pattern, why: at.time.why }] : []
  return {
    path,
    format: source.format,
    bytes: source.bytes,
    columns: columns.map((column) => {
      const role = roleIn(mapping, column.name)
      const why = role === 'property' ? whyProperty(column) : asLastTime ? 'as last time' : assigned.get(role)!.why
      const samples = [...new Set(column.texts)].slice(0, shownSamples).map((text) => text.slice(0, longestSample))
      return { name: column.name, type: column.type, samples, role, why }
    }),
    rows: sample.rows.slice(0, shownRows).map((row) => row.map((cell) => cell?.text.slice(0, longestSample) ?? null)),
    mapping,
    needsSetName: mapping.name === undefined,
    setName: asLastTime?.setName ?? null,
    options: used,
    detected: [...source.detected, ...time],
    personal: personalColumns(sample, [mapping.at, mapping.name].filter((name) => name !== undefined)),
    notes: previewNotes(columns, mapping, used),
    remembered: asLastTime ? { at: asLastTime.at } : null,
  }
}

/** The signature of a file's columns as they are found without any options: the same for every export of the same kind. */
export async function columnSignature(path: string): Promise<string> {
  const source = openSource(path)
  return signatureOf(source, await sampleOf(source, sampleRows))
}

function signatureOf({ format, layout }: SourceFile, sample: Sample): string {
  // Without a header the kinds of the columns have to tell one file from another.
  const names = layout?.header === false ? columnFacts(sample).map(({ type }, index) => `${index} ${type}`) : sample.columns.map(plainName).sort()
  return createHash('sha256').update(JSON.stringify([format, ...names])).digest('hex')
}

/** Columns of dates that do not show the day within the first rows are looked at for longer; those of a format that was asked for, by that. */
async function settled(columns: ColumnFacts[], source: SourceFile, { timeFormat, timeZone }: ImportOptions): Promise<ColumnFacts[]> {
  if (timeFormat !== undefined) {
    const reader = new InstantReader({ timeFormat, timeZone }, 0)
    return columns.map((column) => {
      const share = column.texts.length === 0 ? 0 : column.texts.filter((text) => reader.read(text) !== undefined).length / column.texts.length
      const isEpochOfAll = column.type === 'number' && column.time.share < share && !/\d{8}/.test(column.texts[0] ?? '')
      return share === 0 || isEpochOfAll ? column : { ...column, type: share === 1 ? 'instant' : column.type, time: { pattern: timeFormat, why: timeFormat, share, ambiguous: false } }
    })
  }
  const longer = await Promise.all(
    columns.map(async (column) => (column.time.ambiguous ? { ...column, time: detectTime(await textsOf(source, column.name, longerRows)) } : column)),
  )
  return longer
}
