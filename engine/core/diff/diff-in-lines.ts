import { isSame, type DiffPart, type JourneyDiff, type PartChange } from './journey-diff.ts'

const SIGNS = { added: '+', removed: '-', changed: '~', renamed: '~' } as const
const PARTS: Record<DiffPart, string> = { journey: 'journey', policy: 'policy', stage: 'stage', segment: 'segment', entry: 'entry', step: 'step', connection: 'connection', goal: 'goal', exit: 'exit', note: 'note', comment: 'comment' }

/** The comparison as lines of text: `+` new, `-` gone, `~` changed, each field of a change on a line of its own; empty if nothing differs. */
export function diffInLines(diff: JourneyDiff): string[] {
  if (isSame(diff)) return []
  return [...diff.changes.flatMap(linesOf), ...(diff.layout.inWords === null ? [] : [`  layout: ${diff.layout.inWords}`])]
}

function linesOf(change: PartChange): string[] {
  const { kind, part, id, name, inWords, fields } = change
  const head = `${SIGNS[kind]} ${PARTS[part]} ${name}${name === id || part === 'connection' || part === 'note' || part === 'comment' ? '' : ` (${id})`}`
  if (fields.length === 0 || kind === 'renamed') return [`${head}: ${inWords}`, ...fields.map((field) => `    ${field.inWords}`)]
  return fields.length === 1 ? [`${head}: ${fields[0]!.inWords}`] : [head, ...fields.map((field) => `    ${field.inWords}`)]
}
