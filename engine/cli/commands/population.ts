import { LARGEST_POPULATION } from '../../core/simulate/population.ts'
import type { RehearsalError } from '../../core/errors.ts'
import { DEFAULT_PROFILES, templates } from '../../templates/index.ts'
import { writePopulationFile } from '../../templates/population-file.ts'
import { readArguments, readWhole, usage } from '../arguments.ts'
import { EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'

export const POPULATION_USAGE =
  'rehearse population <template> --out <events.parquet|.csv|.jsonl> [--profiles <n>] [--attributes <profiles.csv|.jsonl>] [--seed <n>]'

const OPTIONS = { profiles: 'one', out: 'one', attributes: 'one', seed: 'one', json: 'flag' } as const

/** Streams the synthetic people of a template to a file, any number of them, and says on stdout what was written. */
export async function populationCommand(args: string[]): Promise<number> {
  const { positionals, one } = readArguments(args, OPTIONS)
  const generated = templates.filter((template) => template.population !== undefined)
  const known = `templates with a synthetic population: ${generated.map(({ id }) => id).join(', ')}`
  const [id, ...others] = positionals
  if (id === undefined) throw misused('no template given', known)
  if (others.length > 0) throw misused(`one template at a time, not also ${others.join(' ')}`, known)
  const spec = generated.find((template) => template.id === id)?.population
  if (!spec) throw misused(`template "${id}" has no synthetic population`, known)
  const out = one.get('out')
  if (out === undefined) throw misused('--out is missing', 'it says where the events go')
  const profiles = readWhole(one.get('profiles') ?? String(DEFAULT_PROFILES), 'profiles', 1)
  if (profiles > LARGEST_POPULATION) throw usage(`--profiles ${profiles} is too many`, `a population has at most ${LARGEST_POPULATION} profiles`)
  const seed = readWhole(one.get('seed') ?? '0', 'seed', 0)
  const attributes = one.get('attributes')

  const progress = new ProgressLine()
  const events = await writePopulationFile({
    spec, profiles, seed, out, attributes,
    onProgress: (done, total) => progress.show({ phase: 'generating', done, total }),
  }).finally(() => progress.clear())
  process.stdout.write(`${profiles} profiles, ${events} events -> ${out}${attributes === undefined ? '' : `; attributes -> ${attributes}`}\n`)
  return EXIT_CLEAN
}

function misused(message: string, help: string): RehearsalError {
  return usage(message, `${help}; usage: ${POPULATION_USAGE}`)
}
