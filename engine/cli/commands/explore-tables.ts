import type { AfterAnswer, FunnelAnswer, Quality, Quantiles, RetentionAnswer, SessionFigures, TimeToNextAnswer } from '../../core/explore/answers.ts'
import type { DatasetCatalogue, EventPick, WaitAnswer } from '../../api/contract.ts'
import { msInWords } from '../../core/model/duration.ts'
import { many } from '../data-report.ts'

// Answers as tables for a terminal: a title line, then columns; text to the left, numbers to the right.

const UNKNOWN = '–'

export function funnelTables(answer: FunnelAnswer): string[] {
  return [
    spanLine(answer),
    ...funnelLines(answer),
    ...(answer.groups.length === 0 ? [] : ['', ...funnelGroups(answer)]),
    ...exportLine(answer),
  ]
}

function funnelLines({ steps, entered, completed, stillOpen }: FunnelAnswer): string[] {
  const open = stillOpen === null || stillOpen === 0 ? '' : `; ${count(stillOpen)} may yet go on, as the data end inside their window`
  return [
    ...table(
      ['Step', 'Profiles', 'Of first', 'Of previous', 'Lost here', 'Time since previous: median', '90 %'],
      steps.map(({ event, reached, ofEntered, ofPrevious, lost, sincePreviousMs: { p50, p90 } }, index) => [
        event, count(reached), share(ofEntered), index === 0 ? '' : share(ofPrevious), index === steps.length - 1 ? '' : count(lost),
        index === 0 ? '' : span(p50), index === 0 ? '' : span(p90),
      ]),
    ),
    `${count(completed)} of ${count(entered)} profiles went all the way${open}`,
  ]
}

function funnelGroups({ steps, groups }: FunnelAnswer): string[] {
  return table(
    ['Started in or as', 'Profiles', ...steps.slice(1).flatMap(({ event }) => [event, 'median'])],
    groups.map((group) => [group.value, count(group.entered), ...group.steps.slice(1).flatMap(({ ofEntered, sinceStartMs }) => [share(ofEntered), span(sinceStartMs.p50)])]),
  )
}

export function nextTables(answer: TimeToNextAnswer): string[] {
  return [
    spanLine(answer),
    ...nextLines(answer),
    ...(answer.groups.length === 0 ? [] : ['', ...nextGroups(answer)]),
    ...exportLine(answer),
  ]
}

export function waitTables({ start, next, timeoutMs, notes, answer }: WaitAnswer): string[] {
  const names = (picks: readonly EventPick[]): string => picks.map(({ event, where }) => (where === undefined ? event : `${event} (if …)`)).join(' or ')
  return [
    `From ${names(start)} to ${names(next)}; ${timeoutMs === null ? 'the wait has no timeout' : `the wait gives up after ${span(timeoutMs)}`}`,
    ...notes.map((note) => `  note: ${note}`),
    ...nextTables(answer),
  ]
}

function nextLines({ starts, answered, unanswered, by, gapMs, ofAllMs, watchedMs, histogram, curve }: TimeToNextAnswer): string[] {
  const most = Math.max(1, ...histogram.map((bin) => bin.count))
  const came = by.length > 1 ? ` (${by.map((one) => `${one.event} ${count(one.count)}`).join(', ')})` : ''
  return [
    `${count(answered)} of ${count(starts)} starts were followed${came}`,
    `${count(unanswered)} were not before the data ended, and were watched for ${span(watchedMs.p50)} (median; 10 % for less than ${span(watchedMs.p10)})`,
    ...table(
      ['Time to next', '10 %', '25 %', 'median', '75 %', '90 %', '95 %'],
      [['of those followed', ...quantiles(gapMs, span)], ['of all (Kaplan–Meier)', ...quantiles(ofAllMs, span)]],
    ),
    '',
    ...table(
      ['Followed after', 'Starts', ''],
      histogram.filter((bin) => bin.count > 0).map(({ fromMs, toMs, count: bin }) => [toMs === null ? `${span(fromMs)} or more` : `${span(fromMs)} to ${span(toMs)}`, count(bin), bar(bin / most)]),
      ['left', 'right', 'left'],
    ),
    '',
    ...table(
      ['A timeout of', 'catches', 'of watched', 'that is', 'estimated of all'],
      curve.map(({ timeoutMs, caught, watched, share: part, estimated }) => [span(timeoutMs), count(caught), count(watched), share(part), share(estimated)]),
    ),
  ]
}

/** Timeouts that groups are told of in one line each. */
const GROUP_TIMEOUTS_MS: readonly number[] = [3_600_000, 86_400_000, 7 * 86_400_000, 30 * 86_400_000]

function nextGroups({ curve, groups }: TimeToNextAnswer): string[] {
  const shown = curve.flatMap(({ timeoutMs }, index) => (GROUP_TIMEOUTS_MS.includes(timeoutMs) ? [index] : []))
  return table(
    ['Started in or as', 'Starts', 'Followed', 'Median', ...shown.map((index) => `in ${span(curve[index]!.timeoutMs)}`)],
    groups.map((group) => [group.value, count(group.starts), count(group.answered), span(group.gapMs.p50), ...shown.map((index) => share(group.curve[index]!.share))]),
  )
}

export function retentionTables(answer: RetentionAnswer, unit: 'day' | 'week'): string[] {
  const total = table(
    [`After ${unit}s`, 'Watched', 'Came back', 'That is', ''],
    answer.periods.map(({ n, watched, returned, share: part }) => [String(n), count(watched), count(returned), share(part), bar(part ?? 0)]),
    ['right', 'right', 'right', 'right', 'left'],
  )
  const shown = answer.periods.map(({ n }) => n).filter((n) => n > 0 && answer.periods[n]!.watched > 0).slice(0, 12)
  const groups = table(
    ['Started in or as', 'Starts', ...shown.map((n) => `${unit} ${n}`)],
    answer.groups.map(({ value, starts, periods }) => [value, count(starts), ...shown.map((n) => share(periods[n]!.share))]),
  )
  return [
    spanLine(answer),
    `${count(answer.starts)} starts; a ${unit} counts only for those for whom it lies in the data`,
    ...total,
    ...(answer.groups.length > 0 ? ['', ...groups] : []),
    ...exportLine(answer),
  ]
}

export function afterTable({ horizons, events, leftOff, from, until }: AfterAnswer): string[] {
  return [
    spanLine({ from, until }),
    ...horizons.map(({ horizonMs, starts, leftOut }) => `${span(horizonMs)} after: ${count(starts)} starts${leftOut > 0 ? `; ${count(leftOut)} left out, as the data end before` : ''}`),
    ...table(
      ['Event', ...horizons.flatMap(({ horizonMs }) => [`in ${span(horizonMs)}`, 'usual', 'lift'])],
      events.map(({ event, within }) => [event, ...within.flatMap((one) => [share(one.share), share(one.usual), one.lift === null ? UNKNOWN : `× ${one.lift.toFixed(one.lift < 10 ? 2 : 0)}`])]),
    ),
    `usual: what the same people do in a stretch of that length at any time since their first event${leftOff > 0 ? `; ${count(leftOff)} more events with --limit` : ''}`,
  ]
}

export function catalogueTables({ events, attributes, rate, sessions, quality }: DatasetCatalogue & { quality: Quality }): string[] {
  const properties = (list: DatasetCatalogue['attributes']): string[] =>
    table(
      ['    Property', 'Types', 'Coverage', 'Different', 'From', 'To', 'Most frequent'],
      list.map(({ name, types, coverage, distinct, min, max, top }) => [
        `    ${name}`, types.join('/'), share(coverage), count(distinct), min === null ? '' : String(min), max === null ? '' : String(max),
        top.slice(0, 3).map((one) => `${short(one.value)} (${count(one.count)})`).join(', '),
      ]),
      ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
    )
  return [
    ...table(
      ['Event', 'Count', 'Profiles', 'First', 'Last', `By ${rate.unit}`],
      events.map((event) => [event.name, count(event.count), count(event.profiles), instant(event.first), instant(event.last), sparkline(event.rate)]),
      ['left', 'right', 'right', 'left', 'left', 'left'],
    ),
    ...events.filter((event) => event.properties.length > 0).flatMap((event) => ['', event.name, ...properties(event.properties)]),
    ...(attributes.length > 0 ? ['', 'Attributes', ...properties(attributes)] : []),
    '',
    ...sessionLines(sessions),
    '',
    ...qualityLines(quality),
  ]
}

function sessionLines({ gapMs, inData, sessions, profiles, perProfile, lengthMs, eventsPerSession, singleShare }: SessionFigures): string[] {
  return [
    `${many(sessions, 'session')} of ${many(profiles, 'profile')} (${span(gapMs)} without an event end one); ${share(singleShare)} have a single event${inData ? '; the data have $session_start of their own' : ''}`,
    ...table(
      ['Sessions', '10 %', '25 %', 'median', '75 %', '90 %', '95 %'],
      [['per profile', ...quantiles(perProfile, count)], ['length', ...quantiles(lengthMs, span)], ['events', ...quantiles(eventsPerSession, count)]],
    ),
  ]
}

function qualityLines({ flags, leftOff }: Quality): string[] {
  if (flags.length === 0) return ['Nothing looks wrong in these data']
  return [
    'What looks wrong',
    ...flags.flatMap(({ severity, message, help }) => [`  ${severity}: ${message}`, `    ${help}`]),
    ...(leftOff > 0 ? [`  and ${count(leftOff)} more of these kinds`] : []),
  ]
}

/** At most 40 columns of the counts over time, each as high as the fullest of what it stands for. */
function sparkline(counts: readonly number[]): string {
  const width = Math.min(40, counts.length)
  const columns = Array.from({ length: width }, (_, column) => {
    const part = counts.slice(Math.floor((column * counts.length) / width), Math.floor(((column + 1) * counts.length) / width))
    return Math.max(...part)
  })
  const most = Math.max(1, ...columns)
  return columns.map((value) => (value === 0 ? ' ' : '▁▂▃▄▅▆▇█'[Math.min(7, Math.floor((8 * value) / most))]!)).join('')
}

type Side = 'left' | 'right'

/** The first column to the left and numbers to the right, unless `sides` says otherwise. */
function table(head: readonly string[], rows: readonly (readonly string[])[], sides: readonly Side[] = head.map((_, column) => (column === 0 ? 'left' : 'right'))): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  const padded = (cell: string, column: number): string => (sides[column] === 'left' ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))
  const line = (cells: readonly string[]): string => cells.map(padded).join('  ').trimEnd()
  return [line(head), ...rows.map(line)]
}

function spanLine({ from, until }: { from: number; until: number }): string {
  return `From ${instant(from)} until ${instant(until)} UTC`
}

function exportLine({ asOfExport }: { asOfExport: boolean }): string[] {
  return asOfExport ? ['Attributes are as of the export: they may know the future.'] : []
}

function quantiles({ p10, p25, p50, p75, p90, p95 }: Quantiles, shown: (value: number) => string): string[] {
  return [p10, p25, p50, p75, p90, p95].map((value) => (value === null ? UNKNOWN : shown(value)))
}

const count = (value: number): string => value.toLocaleString('en')
const share = (part: number | null): string => (part === null ? UNKNOWN : `${(part * 100).toFixed(1)} %`)
const span = (ms: number | null): string => (ms === null ? UNKNOWN : msInWords(ms))
const instant = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
const bar = (part: number): string => '█'.repeat(Math.round(30 * part))
const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text)
