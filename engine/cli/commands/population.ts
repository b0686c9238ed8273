import { parseArgs } from 'node:util'
import { RehearsalError } from '../../core/errors.ts'
import { LARGEST_POPULATION } from '../../core/simulate/population.ts'
import type { PopulationSpec } from '../../core/simulate/population-spec.ts'
import { writePopulationFile } from '../../templates/population-file.ts'
import { templates } from '../../templates/index.ts'

export const POPULATION_USAGE =
  'rehearse population <template> --profiles <n> --out <events.parquet|.csv|.jsonl> [--attributes <profiles.csv>] [--seed <n>]'

/** `rehearse population`: streams the synthetic people of a template to a file of any size. Answers the exit code; throws RehearsalErrors. */
export async function populationCommand(args: string[]): Promise<number> {
  const { spec, profiles, seed, out, attributes } = readArguments(args)
  const shows = process.stderr.isTTY === true
  const events = await writePopulationFile({
    spec, profiles, seed, out, attributes,
    onProgress: (done, total) => {
      if (shows) process.stderr.write(`\r${done} of ${total} profiles`)
    },
  })
  if (shows) process.stderr.write('\r\x1b[K')
  process.stdout.write(`${profiles} profiles, ${events} events -> ${out}${attributes === undefined ? '' : `, attributes -> ${attributes}`}\n`)
  return 0
}

function readArguments(args: string[]): { spec: PopulationSpec; profiles: number; seed: number; out: string; attributes: string | undefined } {
  const options = { profiles: { type: 'string' }, out: { type: 'string' }, attributes: { type: 'string' }, seed: { type: 'string' } } as const
  let given: ReturnType<typeof parseArgs<{ args: string[]; options: typeof options; allowPositionals: true }>>
  try {
    given = parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = given
  const ready = templates.filter((template) => template.population !== undefined)
  const names = ready.map(({ id }) => id).join(', ')
  const [id, ...others] = positionals
  if (id === undefined) throw usage(`which template's people? Known: ${names}`)
  if (others.length > 0) throw usage(`one template at a time, not also ${others.join(' ')}`)
  const spec = ready.find((template) => template.id === id)?.population
  if (!spec) throw usage(`no template "${id}" with a synthetic population. Known: ${names}`)
  if (values.out === undefined) throw usage('--out is missing: where should the events go?')
  return {
    spec,
    profiles: wholeNumber('--profiles', values.profiles ?? '20000', LARGEST_POPULATION, 1),
    seed: wholeNumber('--seed', values.seed ?? '0', Number.MAX_SAFE_INTEGER, 0),
    out: values.out,
    attributes: values.attributes,
  }
}

function wholeNumber(option: string, text: string, largest: number, smallest: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= smallest && value <= largest) return value
  throw usage(`${option} takes a whole number from ${smallest} to ${largest}, not "${text}"`)
}

function usage(message: string): RehearsalError {
  return new RehearsalError('E_USAGE', message, `usage: ${POPULATION_USAGE}`, { unusable: true })
}
