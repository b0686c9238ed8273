import { lower } from '../../core/compile/lower.ts'
import { runFlight, type FlightFindings, type FlightRequest } from '../../core/flight/flight-run.ts'
import { impactOf, type Faring, type Impact } from '../../core/flight/impact.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { datasetColumns, runnable } from '../../node/services/simulate.ts'
import { readArguments, readInstant, usage, type Arguments } from '../arguments.ts'
import { EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { assertSpan, datasetOf, documentsOf, filesOf, RUN_OPTIONS, scenarioOf, spanOf } from '../run-inputs.ts'

export const IMPACT_USAGE = `rehearse impact <before.journey.json> <after.journey.json> --events <file>… [--at <ISO>] [--policy finish|follow] [--move old=new …]
                  [--profiles <file>] [--map profileId=<col>,at=<col>,name=<col>] [--set-name <event>] [--from <ISO>] [--until <ISO>] [--seed n]
                  [--session-gap 30m] [--scenario <file>] [--assume low|middle|high] [--json]`

const { as: _as, ...OWN_RULES } = RUN_OPTIONS
const OPTIONS = { ...OWN_RULES, at: 'one', policy: 'one', move: 'list', json: 'flag' } as const
const POLICIES = { finish: 'finish the old version', follow: 'follow live' } as const

/**
 * Tells what it means for people under way that the second version takes over from the first at an instant (default: two thirds through the run): who stands
 * where, who is moved or lost, and what comes of them under both policies; with `--policy` under one.
 */
export async function impactCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const { journeys, events } = filesOf(given, IMPACT_USAGE)
  if (journeys.length !== 2) throw usage('it takes two journey files, the version that runs and the one that takes over', IMPACT_USAGE)
  const policy = given.one.get('policy')
  if (policy !== undefined && policy !== 'finish' && policy !== 'follow') throw usage(`--policy "${policy}" is unknown`, 'use finish or follow')
  const documents: JourneyDocument[] = []
  for (const file of journeys) {
    const read = documentsOf([file], given)
    if (typeof read === 'number') return read
    documents.push(...read)
  }
  const [before, after] = [documents[0]!, documents[1]!]
  for (const document of documents) runnable([document])
  const options = { ...spanOf(given), ...scenarioOf(given, [before]) }
  const progress = new ProgressLine()
  const [a, b] = documents.map((document) => datasetColumns(lower([document]), options)) as [ReturnType<typeof datasetColumns>, ReturnType<typeof datasetColumns>] // as: two documents
  const columns = a.properties && b.properties ? { properties: [...new Set([...a.properties, ...b.properties])], attributes: [...new Set([...a.attributes!, ...b.attributes!])] } : {}
  const dataset = await datasetOf(given, events, columns, progress)
  assertSpan(given, dataset)
  const at = instantOf(given, options, dataset)
  const findings = runToEnd({ before, after, at, dataset, options, moves: movesOf(given) }, progress)
  const impact = impactOf(findings, at)
  process.stdout.write(given.flags.has('json') ? `${JSON.stringify(policy === undefined ? impact : onlyOf(impact, policy), null, 2)}\n` : inWords(impact, policy))
  return EXIT_CLEAN
}

/** `--at`, else two thirds through the run. Throws E_USAGE where nobody would be under way. */
function instantOf({ one }: Arguments, { from, until }: RunOptions, { firstAt, lastAt }: EventDataset): number {
  const [start, end] = [from ?? firstAt, until ?? lastAt]
  const given = one.get('at')
  if (given === undefined) return Math.round(start + ((end - start) * 2) / 3)
  const at = readInstant(given, 'at')
  if (at < start || at > end) throw usage(`--at ${given} is outside the run, ${new Date(start).toISOString()} to ${new Date(end).toISOString()}`, 'name an instant within it')
  return at
}

function movesOf({ list }: Arguments): Record<string, string> {
  const moves: Record<string, string> = Object.create(null) as Record<string, string> // as: without a prototype, since step ids may be any text
  for (const move of list.get('move') ?? []) {
    const at = move.indexOf('=')
    if (at < 1 || at === move.length - 1) throw usage(`--move "${move}" names no two steps`, 'write --move old-step=new-step')
    moves[move.slice(0, at)] = move.slice(at + 1)
  }
  return moves
}

function runToEnd(request: FlightRequest, progress: ProgressLine): FlightFindings {
  const steps = runFlight(request)
  try {
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      progress.show({ ...step.value, phase: step.value.phase === 'before' ? 'profiles' : 'people under way' })
    }
  } finally {
    progress.clear()
  }
}

function onlyOf(impact: Impact, policy: 'finish' | 'follow') {
  const steps = impact.steps.map(({ fared, ...step }) => ({ ...step, fared: fared[policy] }))
  return { ...impact, policy, steps, fared: impact.fared[policy], everybody: impact.everybody[policy] }
}

function inWords(impact: Impact, policy: 'finish' | 'follow' | undefined): string {
  const { at, people, differ, fates, steps, fared, everybody } = impact
  const number = (count: number) => count.toLocaleString('en')
  const lines = [
    `at ${new Date(at).toISOString()}: ${number(people)} under way; to follow the new version live ${number(fates.lost)} are lost, ${number(fates.moved)} moved, ${number(fates.changed)} in a step that changes, ${number(fates.same)} in one that does not`,
    `${number(differ)} fare differently under the two policies`,
  ]
  const order = ['lost', 'moved', 'changed', 'same']
  for (const step of steps.filter((one) => one.people > 0).sort((one, other) => order.indexOf(one.fate) - order.indexOf(other.fate) || other.people - one.people)) {
    const to = step.fate === 'moved' ? ` to ${step.to}` : ''
    lines.push(`  ${step.step}: ${number(step.people)} ${step.fate}${to}, longest since ${new Date(step.longestSince!).toISOString()}${step.inWords.length === 0 ? '' : ` (${step.inWords.join('; ')})`}`)
  }
  for (const one of policy === undefined ? (['finish', 'follow'] as const) : [policy]) {
    lines.push(`${POLICIES[one]}:`, `  of those under way: ${faringInWords(fared[one])}`, `  of everybody in the whole run: ${faringInWords(everybody[one])}`)
  }
  return `${lines.join('\n')}\n`
}

function faringInWords({ messages, suppressed, goals, active }: Faring): string {
  const reached = Object.entries(goals).map(([goal, count]) => `, ${goal} ${count.toLocaleString('en')}`).join('')
  return `${messages.toLocaleString('en')} messages (${suppressed.toLocaleString('en')} held back)${reached}, ${active.toLocaleString('en')} still under way at the end`
}
