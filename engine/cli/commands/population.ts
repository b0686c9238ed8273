import { basename } from 'node:path'
import type { RehearsalError } from '../../core/errors.ts'
import { fidelityInSteps } from '../../core/population/fidelity/fidelity.ts'
import { fidelityInWords } from '../../core/population/fidelity/in-words.ts'
import { learnInSteps, learnOptions } from '../../core/population/learn/learn.ts'
import { readPopulation } from '../../core/population/read-spec.ts'
import { attributesFitCells } from '../../core/population/value-types.ts'
import { LARGEST_POPULATION } from '../../core/simulate/population.ts'
import { writePeopleFile } from '../../node/services/population-file.ts'
import { inSteps, learnedName } from '../../node/services/populations.ts'
import { DEFAULT_PROFILES, templates } from '../../templates/index.ts'
import { writePopulationFile } from '../../templates/population-file.ts'
import { assertTakes, readArguments, readWhole, usage, type Arguments } from '../arguments.ts'
import { many } from '../data-report.ts'
import { assertApart, assertReplaceable, assertWritable, EXIT_CLEAN, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { readSpan } from '../read-span.ts'
import { readTextFile } from '../../node/read-text-file.ts'
import { datasetOf, inputsOf, RUN_OPTIONS } from '../run-inputs.ts'
import { typed } from '../terminal.ts'

export const POPULATION_USAGE = `rehearse population make <x.population.json> --out <events.parquet|.csv|.jsonl> [--profiles <n>] [--seed <n>] [--attributes <profiles.csv|.jsonl>]
rehearse population learn  --events <file>… --out <x.population.json> [--name <name>] [--local-zone <zone>] [--session-gap 30m]
rehearse population report --events <file>… [--spec <x.population.json>] [--seed <n>] [--out <report.json>] [--local-zone <zone>] [--session-gap 30m] [--json]
rehearse population <template> --out <events.parquet|.csv|.jsonl> [--profiles <n>] [--seed <n>] [--attributes <profiles.csv|.jsonl>]
--local-zone: whose clock people live by, if their attribute timeZone does not say (default: --time-zone, else UTC)
learn and report with [--profiles <file>] and the other options that say how files are read (see rehearse data)`

const { from: _from, until: _until, scenario: _scenario, assume: _assume, as: _as, ...DATA_OPTIONS } = RUN_OPTIONS
const OPTIONS = { ...DATA_OPTIONS, out: 'one', attributes: 'one', name: 'one', spec: 'one', 'local-zone': 'one', json: 'flag' } as const

/** What each of them takes; a template what `make` does. */
const MAKE = ['profiles', 'out', 'attributes', 'seed', 'json']
const READ = ['events', 'session-gap', 'local-zone', 'json', 'out', ...Object.keys(DATA_OPTIONS).filter((name) => name !== 'seed')]
const TAKES: Readonly<Record<string, readonly string[]>> = { make: MAKE, learn: [...READ, 'name'], report: [...READ, 'spec', 'seed'] }

/** `rehearse population make|learn|report`, or the people of a template. Returns the exit code; failures are thrown as RehearsalErrors. */
export async function populationCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const [what, ...named] = given.positionals
  assertTakes(given, TAKES[what ?? ''] ?? MAKE, `population ${what ?? ''}`, POPULATION_USAGE)
  if (what === 'make') return make(given, named)
  if (what !== 'learn' && what !== 'report') return ofTemplate(given, what, named)
  if (named.length > 0) throw usage(`"${named[0]}" stands alone`, `event files follow --events; usage: ${POPULATION_USAGE}`)
  return what === 'learn' ? learn(given) : report(given)
}

async function make(given: Arguments, [file, ...others]: readonly string[]): Promise<number> {
  if (file === undefined || others.length > 0) throw usage(file === undefined ? 'population make needs a spec' : 'population make takes one spec', POPULATION_USAGE)
  const spec = readPopulation(readTextFile(file), file)
  const { out, profiles, seed, attributes } = peopleOf(given)
  if (attributes !== undefined && /\.csv(\.gz)?$/i.test(attributes) && !attributesFitCells(spec)) {
    process.stderr.write(`notice: ${attributes}: some attributes are text that a CSV cell turns into numbers; write .jsonl to keep them text\n`)
  }
  return written(given, { out, profiles, attributes }, (onProgress) => writePeopleFile({ spec, profiles, seed, out, attributes, onProgress }))
}

/** Streams the synthetic people of a template to a file, any number of them. */
async function ofTemplate(given: Arguments, id: string | undefined, others: readonly string[]): Promise<number> {
  const generated = templates.filter((template) => template.population !== undefined || template.people !== undefined)
  const known = `templates with a synthetic population: ${generated.map((template) => template.id).join(', ')}`
  if (id === undefined) throw misused('no template given', known)
  if (others.length > 0) throw misused(`one template at a time, not also ${others.join(' ')}`, known)
  const template = generated.find((one) => one.id === id)
  if (!template) throw misused(`template "${id}" has no synthetic population`, id.endsWith('.json') ? `to make people from a spec write rehearse population make ${typed(id)}; ${known}` : known)
  const { out, profiles, seed, attributes } = peopleOf(given)
  const all = { profiles, seed, out, attributes }
  return written(given, { out, profiles, attributes }, (onProgress) =>
    template.people ? writePeopleFile({ spec: template.people, ...all, onProgress }) : writePopulationFile({ spec: template.population!, ...all, onProgress }),
  )
}

function peopleOf({ one, positionals }: Arguments): { out: string; profiles: number; seed: number; attributes: string | undefined } {
  const out = one.get('out')
  if (out === undefined) throw misused('--out is missing', 'it says where the events go')
  for (const file of [out, one.get('attributes')]) assertReplaceable(file)
  assertApart({ out, attributes: one.get('attributes') }, positionals.slice(1))
  const profiles = readWhole(one.get('profiles') ?? String(DEFAULT_PROFILES), 'profiles', 1)
  if (profiles > LARGEST_POPULATION) throw usage(`--profiles ${profiles} is too many`, `a population has at most ${LARGEST_POPULATION} profiles`)
  return { out, profiles, seed: readWhole(one.get('seed') ?? '0', 'seed', 0), attributes: one.get('attributes') }
}

/** Says on stdout what was written. */
async function written(
  { flags }: Arguments, { out, profiles, attributes }: { out: string; profiles: number; attributes: string | undefined }, write: (onProgress: (done: number, total: number) => void) => Promise<number>,
): Promise<number> {
  const progress = new ProgressLine()
  const events = await write((done, total) => progress.show({ phase: 'generating', done, total })).finally(() => progress.clear())
  const line = `${many(profiles, 'profile')}, ${many(events, 'event')} -> ${out}${attributes === undefined ? '' : `; attributes -> ${attributes}`}`
  process.stdout.write(`${flags.has('json') ? JSON.stringify({ profiles, events, out, ...(attributes === undefined ? {} : { attributes }) }) : line}\n`)
  return EXIT_CLEAN
}

async function learn(given: Arguments): Promise<number> {
  const { one, flags } = given
  const out = one.get('out')
  if (out === undefined) throw misused('--out is missing', 'it says where the spec goes')
  assertWritable(out)
  assertApart({ out }, inputsOf(given, given.list.get('events') ?? []))
  const { dataset, options, progress } = await sourceOf(given)
  const name = one.get('name') ?? basename(given.list.get('events')![0]!).replace(/\.(csv|tsv|jsonl|ndjson|parquet)(\.gz|\.zst)?$/i, '')
  const { spec, notes } = await inSteps(learnInSteps(dataset, options, learnedName(name)), 'learning', { onProgress: (step) => progress.show(step) }).finally(() => progress.clear())
  writeOutput(out, `${JSON.stringify(spec, null, 1)}\n`)
  const facts = { out, kinds: Object.keys(spec.kinds ?? {}).length, states: Object.keys(spec.states).length, notes }
  process.stdout.write(flags.has('json') ? `${JSON.stringify(facts, null, 2)}\n` : `${[`${many(facts.kinds, 'kind')} of people, ${many(facts.states, 'state')} -> ${out}`, ...notes].join('\n')}\n`)
  return EXIT_CLEAN
}

/** Real beside synthetic, as text on stdout; with `--json` as data, with `--out` as data in a file besides. */
async function report(given: Arguments): Promise<number> {
  const { one, flags } = given
  const out = one.get('out')
  assertWritable(out)
  const file = one.get('spec')
  assertApart({ out }, [file, ...inputsOf(given, given.list.get('events') ?? [])])
  const spec = file === undefined ? undefined : readPopulation(readTextFile(file), file)
  const seed = readWhole(one.get('seed') ?? '0', 'seed', 0)
  const { dataset, options, progress } = await sourceOf(given)
  const made = await inSteps(fidelityInSteps({ dataset, options, spec, seed }), 'comparing', { onProgress: (step) => progress.show(step) }).finally(() => progress.clear())
  const json = `${JSON.stringify(made, null, 2)}\n`
  if (out !== undefined) writeOutput(out, json)
  process.stdout.write(flags.has('json') ? json : fidelityInWords(made))
  return EXIT_CLEAN
}

async function sourceOf(given: Arguments) {
  const events = given.list.get('events')
  if (events === undefined) throw usage('no event file given', POPULATION_USAGE)
  const gap = given.one.get('session-gap')
  const options = learnOptions({ timeZone: given.one.get('local-zone') ?? given.one.get('time-zone'), sessionGapMs: gap === undefined ? undefined : readSpan(gap, 'session-gap') })
  // Sessions are told apart here; a gap must not add `$session_start` to what is learned.
  given.one.delete('session-gap')
  const progress = new ProgressLine()
  const dataset = await datasetOf(given, events, {}, progress).finally(() => progress.clear())
  return { dataset, options, progress }
}

function misused(message: string, help: string): RehearsalError {
  return usage(message, `${help}; usage: ${POPULATION_USAGE}`)
}
