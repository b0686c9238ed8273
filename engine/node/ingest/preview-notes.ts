import type { DatasetPreview, ImportOptions, Mapping } from '../../api/contract.ts'
import type { ColumnFacts } from './column-facts.ts'
import { isPartOfTime, undated } from './undated.ts'

type Note = DatasetPreview['notes'][number]

const withTime = /\d[T ,]+\d{1,2}:\d{2}|^\d{12,}$/i
const withZone = /(z|[+-]\d{2}:?\d{2})$/i

/** What a person should know before the import, the gravest first. */
export function previewNotes(columns: readonly ColumnFacts[], mapping: Mapping, options: ImportOptions): Note[] {
  const at = columns.find(({ name }) => name === mapping.at)
  const name = columns.find((column) => column.name === mapping.name)
  return [...timeNotes(columns, at, options), ...(name?.type === 'number' ? [codesNote(name)] : [])]
}

function timeNotes(columns: readonly ColumnFacts[], at: ColumnFacts | undefined, options: ImportOptions): Note[] {
  if (!at) {
    const parts = columns.filter(({ name, texts }) => isPartOfTime(name, texts)).map(({ name }) => name)
    if (parts.length > 0) return [{ code: 'E_NO_DATE', severity: 'error', ...undated(parts) }]
    const text = 'No column holds instants, so these are no events.'
    return [{ code: 'E_NO_INSTANT', severity: 'error', text, help: 'A table with one row a person can go with a file of events, as its profiles. If a column does hold instants, say how they are written.' }]
  }
  const notes: Note[] = []
  if (at.time.ambiguous && options.timeFormat === undefined) {
    notes.push({ code: 'E_TIME_AMBIGUOUS', severity: 'error', text: `The dates in "${at.name}" can be read two ways: ${at.time.why}.`, help: 'Say which comes first, the day or the month.' })
  }
  const written = at.texts.filter((text) => !/^-?[\d.]+$/.test(text.trim()) || /^\d{8}$|^\d{14}$/.test(text.trim()))
  const isWritten = (at.time.pattern !== null || options.timeFormat !== undefined || at.type === 'instant') && written.length > 0
  if (isWritten && !written.some((text) => withTime.test(text))) {
    const zone = options.timeZone ?? 'UTC'
    notes.push({ code: 'N_DAYS_ONLY', severity: 'info', text: `"${at.name}" tells days only: events are at midnight, ${zone}, those of one day in the order of the file.`, help: 'Waits and windows of less than a day mean little here.' })
  } else if (isWritten && options.timeZone === undefined && !written.some((text) => withZone.test(text.trim()))) {
    notes.push({ code: 'N_NO_ZONE', severity: 'info', text: `The times in "${at.name}" name no zone and are read as UTC.`, help: 'If they are local times, name their zone, such as Europe/Istanbul.' })
  }
  return notes
}

function codesNote({ name, distinct }: ColumnFacts): Note {
  return { code: 'N_EVENT_CODES', severity: 'info', text: `Events are called by the ${distinct} numbers in "${name}".`, help: 'Journeys use them as text: "3" is the name of an event.' }
}
