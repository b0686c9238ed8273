import { mkdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { coverageOf, type Coverage } from '../../core/coverage/coverage.ts'
import { makePeople, type MadePeople, type MadePerson } from '../../core/coverage/make-people.ts'
import { personInWords } from '../../core/coverage/person-in-words.ts'
import { wayInLine } from '../../core/coverage/way-in-words.ts'
import { waysOfJourney, withEnds } from '../../core/coverage/way.ts'
import { canonicalJson } from '../../core/json.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { datasetColumns, runnable, simulate } from '../../node/services/simulate.ts'
import { assertTakes, readArguments, readWhole, usage, type Arguments } from '../arguments.ts'
import { assertApart, EXIT_CLEAN, EXIT_ERRORS, unwritable, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { assertSpan, datasetOf, dialectOf, documentsOf, filesOf, inputsOf, RUN_OPTIONS, scenarioOf, spanOf } from '../run-inputs.ts'
import { describeDialect } from '../run-report.ts'

export const COVERAGE_USAGE = `rehearse coverage <journey.json>… --events <file>… [--from <ISO>] [--until <ISO>] [--scenario <file>] [--assume low|middle|high]
                  [--seed n] [--as <platform>] [--json], and the options that say how files are read (see rehearse data)
rehearse coverage <journey.json>… [--make <folder>] [--tries n] [--seed n] [--scenario <file>] [--json]; beside --events all of those but --as`

const OPTIONS = { ...RUN_OPTIONS, make: 'one', tries: 'one', json: 'flag' } as const
/** What making people takes: no data, and a run by our own rules. */
const MAKES = ['make', 'tries', 'seed', 'scenario', 'json']
const COUNTS = Object.keys(OPTIONS).filter((name) => name !== 'make' && name !== 'tries')

/**
 * Which ways of the first journey the people of some events go; with `--make`, or without events, people are made up who go every way, and written as test cases.
 * Exit 1 if nobody was found for a way that somebody may go.
 */
export async function coverageCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  assertOptions(given)
  const events = given.list.get('events') ?? []
  const files = events.length > 0 ? filesOf(given, COVERAGE_USAGE) : { journeys: given.positionals, events: [] }
  if (files.journeys.length === 0) throw usage('no journey file given', COVERAGE_USAGE)
  const documents = documentsOf(files.journeys, given)
  if (typeof documents === 'number') return documents
  const { scenario, ...assumed } = scenarioOf(given, documents)
  const options: RunOptions = { ...spanOf(given), ...dialectOf(given), ...(scenario ? { scenario } : {}), ...assumed }
  const [document, ...beside] = documents
  const covered = files.events.length > 0 ? await coverageByEvents(given, files.events, document!, beside, options) : undefined
  const folder = given.one.get('make')
  const tries = given.one.get('tries')
  const made = folder !== undefined || covered === undefined ? peopleMade({ document: document!, beside, seed: options.seed ?? 0, scenario, tries: tries === undefined ? undefined : readWhole(tries, 'tries', 1) }) : undefined
  const written = folder !== undefined && made ? writeCases(folder, made.people, files.journeys, inputsOf(given, files.journeys, files.events)) : []
  if (given.flags.has('json')) {
    const people = made?.people.map(({ draft, reaches, adds, file }, index) => ({ id: draft.id, name: file.name ?? draft.id, does: personInWords(draft), reaches, adds, ...(written[index] === undefined ? {} : { file: written[index] }) }))
    process.stdout.write(`${canonicalJson({ journey: document!.id, ...(covered ? { coverage: covered } : {}), ...(made ? { made: { people, reached: made.reached, missed: made.missed, plays: made.plays } } : {}) })}\n`)
  } else {
    if (covered) process.stdout.write(coverageInWords(covered, document!))
    if (made) process.stdout.write(madeInWords(made, document!, folder))
  }
  return made?.missed.some(({ never }) => !never) === true ? EXIT_ERRORS : EXIT_CLEAN
}

function assertOptions(given: Arguments): void {
  if (!given.list.has('events')) assertTakes(given, MAKES, 'coverage without --events', COVERAGE_USAGE)
  else if (given.one.has('make')) assertTakes(given, [...COUNTS, ...MAKES].filter((name) => name !== 'as'), 'coverage with --make', COVERAGE_USAGE)
  else assertTakes(given, COUNTS, 'coverage with --events and without --make', COVERAGE_USAGE)
}

async function coverageByEvents(given: Arguments, events: string[], document: JourneyDocument, beside: readonly JourneyDocument[], options: RunOptions): Promise<Coverage> {
  const documents = [withEnds(document), ...beside]
  const progress = new ProgressLine()
  const dataset = await datasetOf(given, events, datasetColumns(runnable(documents, options.dialect), options), progress)
  assertSpan(given, dataset)
  const { results } = await simulate({ documents, dataset, options, engine: 'kernel', onProgress: (done) => progress.show(done) }).finally(() => progress.clear())
  process.stderr.write(describeDialect(options.dialect, results))
  return coverageOf(document, results[0]!)
}

function peopleMade(request: Parameters<typeof makePeople>[0]): MadePeople {
  const progress = new ProgressLine()
  const work = makePeople(request)
  for (;;) {
    const step = work.next()
    if (step.done) {
      progress.clear()
      return step.value
    }
    progress.show({ phase: 'ways', ...step.value })
  }
}

/** One file a person, which names the journey files as seen from the folder. Answers their paths. Throws E_WRITE, or E_USAGE if one of them is among the inputs. */
function writeCases(folder: string, people: readonly MadePerson[], journeys: readonly string[], inputs: readonly (string | undefined)[]): string[] {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw unwritable(folder, cause)
  }
  const paths = journeys.map((file) => relative(resolve(folder), resolve(file)).replaceAll('\\', '/'))
  const cases = people.map(({ draft }, index) => join(folder, caseFileName(draft.id, index)))
  for (const path of cases) assertApart({ make: path }, inputs)
  for (const [index, { file }] of people.entries()) {
    writeOutput(cases[index], `${JSON.stringify({ ...file, given: { ...file.given, journey: paths.length === 1 ? paths[0] : paths } }, null, 2)}\n`)
  }
  return cases
}

function caseFileName(id: string, index: number): string {
  return `${`${String(index + 1).padStart(2, '0')}-${id}`.replaceAll(/[^\w-]+/g, '-')}.case.json`
}

function coverageInWords({ reached, total, ways }: Coverage, document: JourneyDocument): string {
  const rows = ways.map(({ way, count, why }) => `  ${count > 0 ? count.toLocaleString('en').padStart(10) : '         –'}  ${wayInLine(way, document)}${why === null ? '' : `: ${why}`}`)
  return `${reached} of ${total} ways were gone\n${rows.join('\n')}\n`
}

function madeInWords({ people, reached, missed }: MadePeople, document: JourneyDocument, folder: string | undefined): string {
  const never = missed.filter((one) => one.never).length
  const lines = [
    `${people.length} ${people.length === 1 ? 'person goes' : 'people go'} ${reached.length} of ${waysOfJourney(document).length} ways between them${folder === undefined ? '' : `; written to ${folder} as test cases`}`,
    ...people.flatMap(({ draft, adds, file }, index) => [`${String(index + 1).padStart(4)}  ${file.name ?? draft.id}`, `      ${personInWords(draft)}`, ...(adds.length > 2 ? [`      goes ${adds.map((way) => wayInLine(way, document)).join(', ')}`] : [])]),
    ...(never > 0 ? [`${never} ${never === 1 ? 'way' : 'ways'} nobody can go:`, ...missed.filter((one) => one.never).map(({ way, why }) => `      ${wayInLine(way, document)}: ${why}`)] : []),
    ...(missed.length > never ? [`${missed.length - never} for which nobody was found:`, ...missed.filter((one) => !one.never).map(({ way, why }) => `      ${wayInLine(way, document)}: ${why}`)] : []),
  ]
  return `${lines.join('\n')}\n`
}
