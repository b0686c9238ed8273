import type { Audience, SegmentDrift, SegmentFinding, SegmentMovement, SegmentOverlap, SegmentSummary, SegmentsOverTime } from '../api/contract.ts'

// What the segment commands print for people; `--json` prints the answers of the contract as they are.

const number = new Intl.NumberFormat('en')
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

export function segmentLines(segments: readonly SegmentSummary[]): string[] {
  if (segments.length === 0) return ['No segment is saved in this workspace; save one with: rehearse segments save <file>']
  return table(segments.map(({ id, version, name, inWords }) => [id, `v${version}`, name, inWords]))
}

export function findingLines(findings: readonly SegmentFinding[]): string[] {
  return findings.flatMap(({ code, severity, message, help, path }) => [`${code} ${severity}: ${message}`, `  ${path}`, `  ${help}`])
}

export function audienceLines({ at, known, members, share, sample }: Audience, name: string): string[] {
  const of = share === null ? '' : ` (${share > 0 && share < 0.001 ? 'under 0.1%' : percent.format(share)})`
  return [`${name}: ${number.format(members)} of ${number.format(known)} profiles${of} at ${iso(at)}`, ...(sample.length === 0 ? [] : [`  such as ${sample.join(', ')}`])]
}

export function overTimeLines({ by, names, points }: SegmentsOverTime): string[] {
  return table([[`${by} of`, 'profiles', ...names], ...points.map(({ periodStart, known, sizes }) => [iso(periodStart), number.format(known), ...sizes.map((one) => number.format(one))])], 1)
}

export function overlapLines({ at, known, names, counts, jaccard, only, none }: SegmentOverlap): string[] {
  const cell = (row: number, column: number) => (row === column ? number.format(counts[row]![row]!) : `${number.format(counts[row]![column]!)} (${jaccard[row]![column]?.toFixed(3) ?? '-'})`)
  return [
    `${number.format(known)} profiles at ${iso(at)}; in both, and of those in either (Jaccard)`,
    ...table([['', ...names, 'only here'], ...names.map((name, row) => [name, ...names.map((_, column) => cell(row, column)), number.format(only[row]!)])], 1),
    `in none: ${number.format(none)}`,
  ]
}

export function movementLines({ by, names, steps, total }: SegmentMovement): string[] {
  if (steps.length === 0) return [`The data end within their first ${by}: nobody can move from one to the next`]
  const matrix = (rows: readonly (readonly number[])[]) =>
    table([['from \\ to', ...names, 'none'], ...rows.map((row, index) => [names[index] ?? (index === names.length ? 'none' : 'new'), ...row.map((one) => number.format(one))])], 1)
  return [...steps.flatMap(({ from, to, matrix: rows }) => [`${iso(from)} to ${iso(to)}`, ...matrix(rows).map((line) => `  ${line}`)]), 'all together', ...matrix(total).map((line) => `  ${line}`)]
}

const DRIFT_WORDS: Record<SegmentDrift['status'], string> = {
  same: 'as in the library', libraryChanged: 'the library has changed', copyChanged: 'changed here', both: 'changed here and in the library, or never copied from it',
}

export function driftLines(file: string, drifts: readonly SegmentDrift[]): string[] {
  if (drifts.length === 0) return [`${file}: no segment is a copy of one in the library`]
  return drifts.flatMap(({ copyId, segmentId, status, copiedVersion, libraryVersion, differences }) => [
    `${file}: ${copyId} (${segmentId}, ${copiedVersion === null ? '' : `copied v${copiedVersion}, `}library v${libraryVersion}): ${DRIFT_WORDS[status]}`,
    ...differences.map(({ path, inWords }) => `  ${path}  ${inWords}`),
  ])
}

/** Columns padded to their widest cell; from `rightFrom` on they are numbers, to the right. */
function table(rows: readonly (readonly string[])[], rightFrom = Infinity): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => (column >= rightFrom ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd())
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}
