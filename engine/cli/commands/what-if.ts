import { doubtFigures, figuresIn, type DoubtFigure } from '../../core/doubt/doubt-figures.ts'
import { figureInWords } from '../../core/doubt/figure-in-words.ts'
import { rankCorrelation, spreadOf, tornado } from '../../core/doubt/summary.ts'
import { inDoubtAtFirst, settingsOfDraw, tornadoSettings, variedFrom, type Varied } from '../../core/doubt/vary.ts'
import { canonicalJson } from '../../core/json.ts'
import { nearest } from '../../core/lint/nearest.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import { exactMs, parseDuration } from '../../core/model/duration.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { applyTurns, type Turn } from '../../core/what-if/apply.ts'
import { tunables } from '../../core/what-if/tunables.ts'
import type { Tunable } from '../../core/what-if/tunable.ts'
import { valueInWords } from '../../core/what-if/value-in-words.ts'
import { datasetColumns, runnable, simulate } from '../../node/services/simulate.ts'
import { readArguments, readWhole, usage, type Arguments } from '../arguments.ts'
import { assertApart, assertWritable, EXIT_CLEAN, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { assertSpan, datasetOf, dialectOf, documentsOf, filesOf, inputsOf, RUN_OPTIONS, scenarioOf, spanOf } from '../run-inputs.ts'
import { describeDialect } from '../run-report.ts'

export const WHAT_IF_USAGE = `rehearse what-if <journey.json>… --events <file>… [--scenario <file>] [--vary <number>=<low>..<high>…] [--draws n] [--goal <id>]
                 [--from <ISO>] [--until <ISO>] [--seed n] [--as <platform>] [--json] [--out <file>], and the options that say how files are read (see rehearse data)
rehearse what-if <journey.json>… [--scenario <file>] --knobs [--json]`

const DRAWS = 200

/**
 * How far the figures of a run reach when numbers of the journey and its assumptions may lie anywhere in their ranges, and which of them matters most: a table of
 * medians with the middle 80 % and 95 % of the draws, and a tornado. Without `--vary` the ranges of the scenario are in doubt.
 */
export async function whatIfCommand(args: string[]): Promise<number> {
  const given = readArguments(args, { ...RUN_OPTIONS, vary: 'list', draws: 'one', goal: 'one', knobs: 'flag', out: 'one', json: 'flag' })
  if (given.flags.has('knobs')) return listKnobs(given)
  const { journeys, events } = filesOf(given, WHAT_IF_USAGE)
  const documents = documentsOf(journeys, given)
  if (typeof documents === 'number') return documents
  const [document] = documents
  const options: RunOptions = { ...spanOf(given), ...dialectOf(given), ...scenarioOf(given, documents) }
  const knobs = tunables(document!, options.scenario, options.assume)
  const varied = variedOf(given, knobs)
  const draws = given.one.has('draws') ? readWhole(given.one.get('draws')!, 'draws', 1) : DRAWS
  const figures = doubtFigures(document!)
  const shown = figureShown(given, figures)
  const out = given.one.get('out')
  assertWritable(out)
  assertApart({ out }, inputsOf(given, journeys, events))
  const settings = [...tornadoSettings(varied), ...Array.from({ length: draws }, (_, index) => settingsOfDraw(varied, { draws, seed: options.seed ?? 0 }, index))]
  const { values, ms } = await ran(given, events, documents, options, settings, figures)
  const first = 1 + 2 * varied.length
  const summary = {
    journey: document!.id,
    draws,
    varied,
    figures: figures.map((figure, place) => ({ id: figure.id, middle: values[0]![place]!, ...spreadOf(values.slice(first).map((one) => one[place]!)) })),
    tornado: figures.map((figure, place) => ({ figure: figure.id, rows: tornado(varied.map(({ id }) => id), values.slice(0, first).map((one) => one[place]!)).rows })),
    correlation: varied.map(({ id }, index) => ({ id, figure: shown.id, rank: rankCorrelation(settings.slice(first).map((turns) => turns[index]!.value), values.slice(first).map((one) => one[figures.indexOf(shown)]!)) })),
  }
  process.stderr.write(describeDialect(options.dialect, []))
  process.stderr.write(`${settings.length} runs in ${(ms / 1000).toFixed(1)} s, ${((1000 * settings.length) / Math.max(1, ms)).toFixed(1)} runs/s\n`)
  if (out !== undefined || given.flags.has('json')) writeOutput(out, `${canonicalJson(summary)}\n`)
  if (!given.flags.has('json')) process.stdout.write(inWords(summary, document!, figures, shown, knobs))
  return EXIT_CLEAN
}

type Summary = {
  draws: number
  varied: Varied[]
  figures: ({ id: string; middle: number } & Partial<NonNullable<ReturnType<typeof spreadOf>>>)[]
  tornado: { figure: string; rows: ReturnType<typeof tornado>['rows'] }[]
  correlation: { id: string; rank: number | null }[]
}

/** All runs on one dataset, one after the other, each in as many threads as it is worth. */
async function ran(given: Arguments, events: string[], documents: JourneyDocument[], options: RunOptions, settings: readonly Turn[][], figures: readonly DoubtFigure[]) {
  const [document, ...beside] = documents
  const progress = new ProgressLine()
  const tuned = settings.map((turns) => applyTurns(document!, options.scenario, turns))
  const dataset: EventDataset = await datasetOf(given, events, datasetColumns(runnable([tuned[0]!.document, ...beside], options.dialect), { ...options, scenario: tuned[0]!.scenario }), progress)
  assertSpan(given, dataset)
  const startedAt = performance.now()
  const values: number[][] = []
  for (const one of tuned) {
    const { results } = await simulate({ documents: [one.document, ...beside], dataset, options: { ...options, scenario: one.scenario }, engine: 'kernel' })
    values.push(figuresIn(results[0]!, figures))
    progress.show({ phase: 'runs', done: values.length, total: settings.length })
  }
  progress.clear()
  return { values, ms: performance.now() - startedAt }
}

function listKnobs(given: Arguments): number {
  if (given.positionals.length === 0) throw usage('no journey file given', WHAT_IF_USAGE)
  const documents = documentsOf(given.positionals, given)
  if (typeof documents === 'number') return documents
  const { scenario, assume } = scenarioOf(given, documents)
  const knobs = tunables(documents[0]!, scenario, assume)
  if (given.flags.has('json')) process.stdout.write(`${canonicalJson(knobs)}\n`)
  else process.stdout.write(knobs.map((knob) => `${knob.id}\n    ${knob.words}: ${valueInWords(knob, knob.value)}${knob.assumed ? `, assumed ${valueInWords(knob, knob.assumed.low)} to ${valueInWords(knob, knob.assumed.high)}` : ''}\n`).join(''))
  return EXIT_CLEAN
}

/** `--vary`, beside the ranges of the scenario. Throws E_USAGE. */
function variedOf({ list }: Arguments, knobs: readonly Tunable[]): Varied[] {
  const asked = (list.get('vary') ?? []).map((text) => variedByText(text, knobs))
  const others = inDoubtAtFirst(knobs).filter(({ id }) => asked.every((one) => one.id !== id))
  const twice = asked.find(({ id }, index) => asked.findIndex((one) => one.id === id) < index)
  if (twice !== undefined) throw usage(`--vary names ${twice.id} twice`, 'give it one range')
  const varied = [...asked, ...others]
  if (varied.length === 0) throw usage('nothing is in doubt', 'give --vary <number>=<low>..<high>, or a scenario with ranges; --knobs lists the numbers there are')
  return varied
}

function variedByText(text: string, knobs: readonly Tunable[]): Varied {
  const [, id, low, high] = /^(.+)=(.+)\.\.(.+)$/.exec(text) ?? []
  if (id === undefined || low === undefined || high === undefined) throw usage(`--vary "${text}" is no range`, 'write <number>=<low>..<high>, such as $.steps.wait.timeout.after=PT15M..PT1H')
  const knob = knobs.find((one) => one.id === id)
  if (!knob) {
    const near = nearest(id, knobs.map((one) => one.id))
    throw usage(`there is no number "${id}" in this journey or its assumptions`, near === undefined ? '--knobs lists the numbers there are' : `did you mean "${near}"? --knobs lists all`)
  }
  const [from, to] = [valueOf(low, knob), valueOf(high, knob)]
  if (from > to) throw usage(`--vary "${text}" goes from more to less`, 'swap the ends')
  const { unit, least, most } = knob
  if (from < least || to > most) throw usage(`--vary "${text}" goes beyond what this number may be`, `stay within ${valueInWords(knob, least)} to ${valueInWords(knob, most)}${unit === 'share' ? '; 20 % is written 20% or 0.2' : ''}`)
  return { ...variedFrom(knob), id, low: from, high: to }
}

/** A number, of a span an ISO 8601 duration as well; a percentage of a share. */
function valueOf(text: string, { unit }: Tunable): number {
  if (unit === 'ms' && parseDuration(text)?.kind === 'exact') return exactMs(text)
  const percent = unit === 'share' && text.endsWith('%')
  const value = Number(percent ? text.slice(0, -1) : text)
  if (text.trim() === '' || !Number.isFinite(value)) throw usage(`"${text}" is no value of such a number`, unit === 'ms' ? 'write a duration such as PT30M' : 'write a number such as 0.2')
  return percent ? value / 100 : value
}

function figureShown({ one }: Arguments, figures: readonly DoubtFigure[]): DoubtFigure {
  const goal = one.get('goal')
  if (goal === undefined) return figures[0]!
  const figure = figures.find(({ id }) => id === `goal:${goal}` || id === goal)
  if (!figure) throw usage(`there is no goal or figure "${goal}"`, `there are ${figures.map(({ id }) => id).join(', ')}`)
  return figure
}

const BAR = 40

function inWords(summary: Summary, document: JourneyDocument, figures: readonly DoubtFigure[], shown: DoubtFigure, knobs: readonly Tunable[]): string {
  const number = (value: number | undefined) => (value === undefined ? '' : value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 }))
  const named = (id: string) => knobs.find((one) => one.id === id)
  const rows = figures.map((figure, place) => {
    const { median, inner, outer } = summary.figures[place]!
    return [figureInWords(figure, document), number(median), `${number(inner?.[0])} … ${number(inner?.[1])}`, `${number(outer?.[0])} … ${number(outer?.[1])}`]
  })
  const table = [['', 'median', 'middle 80 %', 'middle 95 %'], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((cells) => cells[column]!.length)))
  const lines = table.map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]! + 2))).join('').trimEnd())
  const own = summary.tornado[figures.indexOf(shown)]!.rows
  const middle = summary.figures[figures.indexOf(shown)]!.middle
  const all = own.flatMap(({ atLow, atHigh }) => [atLow, atHigh])
  const [least, most] = [Math.min(middle, ...all), Math.max(middle, ...all)]
  const place = (value: number) => (most === least ? 0 : Math.round(((value - least) / (most - least)) * BAR))
  const bars = own.map(({ id, atLow, atHigh, swing }) => {
    const [from, to] = [place(Math.min(atLow, atHigh)), place(Math.max(atLow, atHigh))]
    const bar = Array.from({ length: BAR + 1 }, (_, at) => (at === place(middle) ? '|' : at >= from && at <= to ? '=' : ' ')).join('')
    const knob = named(id)
    const range = summary.varied.find((one) => one.id === id)!
    const rank = summary.correlation.find((one) => one.id === id)?.rank
    return `  [${bar}] ${number(atLow)} … ${number(atHigh)} (${number(swing)})  ${knob?.words ?? id}: ${knob ? `${valueInWords(knob, range.low)} … ${valueInWords(knob, range.high)}` : ''}${rank === null || rank === undefined ? '' : `; rank correlation ${rank.toFixed(2)}`}`
  })
  return [
    ...lines, '',
    `What matters most to "${figureInWords(shown, document)}" (${number(middle)} with all at the middle of their ranges): each from its low to its high end`, ...bars, '',
    `${summary.draws} draws; the intervals hold if the ranges are right: they are no confidence intervals`,
  ].join('\n') + '\n'
}
