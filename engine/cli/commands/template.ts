import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../../core/measure/measure-schema.ts'
import { DEFAULT_SEEDS, MOST_SEEDS } from '../../core/measure/summarize.ts'
import { nearest } from '../../core/lint/nearest.ts'
import { attributesFitCells } from '../../core/population/value-types.ts'
import { segmentFile } from '../../core/segments/segment-file.ts'
import { writePeopleFile } from '../../node/services/population-file.ts'
import { DEFAULT_PROFILES, templates, type Template } from '../../templates/index.ts'
import { claimOfTemplate, measureInSteps, noteOf, type MeasuredFigure } from '../../templates/measure-template.ts'
import { writePopulationFile } from '../../templates/population-file.ts'
import { readArguments, readWhole, usage, type Arguments } from '../arguments.ts'
import { many } from '../data-report.ts'
import { EXIT_CLEAN, EXIT_ERRORS, unwritable, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { typed } from '../terminal.ts'

export const TEMPLATE_USAGE = `rehearse template list [--json]
rehearse template create <id> --out <folder> [--people <n>] [--seed <n>] [--json]
rehearse template measure <id> [--seeds ${DEFAULT_SEEDS}] [--people <n>] [--json]`

const TAKES: Readonly<Record<string, readonly string[]>> = { list: ['json'], create: ['out', 'people', 'seed', 'json'], measure: ['seeds', 'people', 'json'] }

/** `rehearse template list|create|measure`. Returns the exit code: 1 if a measured figure is not near its published one; failures are thrown. */
export async function templateCommand(args: string[]): Promise<number> {
  const given = readArguments(args, { out: 'one', people: 'one', seed: 'one', seeds: 'one', json: 'flag' })
  const [what = '', id, ...others] = given.positionals
  const takes = TAKES[what]
  if (!takes) throw usage(what === '' ? 'say what to do with a template' : `there is no "template ${what}"`, TEMPLATE_USAGE)
  const odd = [...given.one.keys(), ...given.flags].find((name) => !takes.includes(name))
  if (odd !== undefined) throw usage(`template ${what} takes no --${odd}`, TEMPLATE_USAGE)
  const extra = what === 'list' ? id : others[0]
  if (extra !== undefined) throw usage(`"${extra}" is too much`, TEMPLATE_USAGE)
  if (what === 'list') return list(given)
  const template = templateOf(id)
  return what === 'create' ? create(template, given) : measure(template, given)
}

function templateOf(id: string | undefined): Template {
  const ids = templates.map((template) => template.id)
  const known = `templates are ${ids.join(', ')}`
  if (id === undefined) throw usage('no template named', `${known}; usage: ${TEMPLATE_USAGE}`)
  const template = templates.find((one) => one.id === id)
  if (template) return template
  const near = nearest(id, ids)
  throw usage(`there is no template "${id}"`, near === undefined ? known : `did you mean "${near}"? ${known}`)
}

function list({ flags }: Arguments): number {
  if (flags.has('json')) {
    const all = templates.map((template) => {
      const { id, name, description, data, document, claim } = template
      return { id, name, description, data, steps: Object.keys(document.steps).length, ...(claim ? { story: claim.story, source: claim.source, note: noteOf(claim), figures: claim.figures } : {}) }
    })
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`)
    return EXIT_CLEAN
  }
  const width = Math.max(...templates.map(({ id }) => id.length))
  const lines = templates.map(({ id, name, description, claim }) => {
    const tuned = claim ? [...(claim.source ? [`${claim.source.company}: ${claim.source.published}`] : []), `(${noteOf(claim)})`] : []
    return [`${id.padEnd(width)}  ${name}`, ...[description, ...tuned].map((line) => `${' '.repeat(width + 2)}${line}`)].join('\n')
  })
  process.stdout.write(`${lines.join('\n')}\n`)
  return EXIT_CLEAN
}

/** Writes everything a template is made of as files that the other commands take. */
async function create(template: Template, given: Arguments): Promise<number> {
  const { one, flags } = given
  const folder = one.get('out')
  if (folder === undefined) throw usage('--out is missing', `it names the folder the files go to; usage: ${TEMPLATE_USAGE}`)
  if (!template.population && !template.people) throw usage(`the template "${template.id}" comes with real data, not with made people`, 'open it in the window: rehearse serve')
  const profiles = readPeople(one.get('people')) ?? template.claim?.people ?? DEFAULT_PROFILES
  const seed = readWhole(one.get('seed') ?? '0', 'seed', 0)
  for (const path of [folder, join(folder, 'segments')]) makeFolder(path)
  const files: string[] = []
  const write = (name: string, value: unknown) => {
    files.push(join(folder, name))
    writeOutput(files.at(-1), `${JSON.stringify(value, null, 2)}\n`)
  }
  const { document, claim, people } = template
  write(`${template.id}.journey.json`, document)
  if (people) write(`${template.id}.population.json`, people)
  if (claim) write(`${template.id}.scenario.json`, claim.scenario)
  for (const [id, { name = id, when }] of Object.entries(document.segments ?? {})) write(join('segments', `${id}.segment.json`), segmentFile({ id, name, description: '', when }))
  const events = join(folder, 'events.csv.gz')
  const attributes = join(folder, people && !attributesFitCells(people) ? 'profiles.jsonl' : 'profiles.csv')
  files.push(events, attributes)
  const count = await writePeople(template, { profiles, seed, out: events, attributes })
  if (flags.has('json')) process.stdout.write(`${JSON.stringify({ id: template.id, profiles, events: count, files }, null, 2)}\n`)
  else process.stdout.write(`${many(profiles, 'person', 'people')}, ${many(count, 'event')}\n${files.map((file) => `  ${file}`).join('\n')}\n${nextOf(template.id, folder, attributes)}`)
  return EXIT_CLEAN
}

/** One level only, as files of other commands: the folder it goes into must be there (and Node never ends making a whole path where the system answers ENOENT). */
function makeFolder(path: string): void {
  try {
    if (!existsSync(path)) mkdirSync(path)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

function writePeople({ population, people }: Template, request: { profiles: number; seed: number; out: string; attributes: string }): Promise<number> {
  const progress = new ProgressLine()
  const all = { ...request, onProgress: (done: number, total: number) => progress.show({ phase: 'generating', done, total }) }
  const written = people ? writePeopleFile({ spec: people, ...all }) : writePopulationFile({ spec: population!, ...all })
  return written.finally(() => progress.clear())
}

function nextOf(id: string, folder: string, attributes: string): string {
  const at = (name: string) => typed(join(folder, name))
  return `rehearse it: rehearse simulate ${at(`${id}.journey.json`)} --events ${at('events.csv.gz')} --profiles ${typed(attributes)} --scenario ${at(`${id}.scenario.json`)}\n`
}

async function measure(template: Template, { one, flags }: Arguments): Promise<number> {
  const claim = claimOfTemplate(template)
  const seeds = readWhole(one.get('seeds') ?? String(DEFAULT_SEEDS), 'seeds', 1)
  if (seeds > MOST_SEEDS) throw usage(`--seeds ${seeds} is too many`, `a measurement takes at most ${MOST_SEEDS}`)
  const people = readPeople(one.get('people')) ?? claim.people
  const progress = new ProgressLine()
  const figures = await measureInSteps(template, seeds, people, { onProgress: (step) => progress.show(step) }).finally(() => progress.clear())
  if (flags.has('json')) process.stdout.write(`${JSON.stringify({ id: template.id, seeds, people, note: noteOf(claim), figures }, null, 2)}\n`)
  else {
    const source = claim.source ? `${claim.source.company}: ${claim.source.published} (${claim.source.publishedBy})\n` : ''
    process.stdout.write(`${template.name}: ${many(people, 'person', 'people')}, ${many(seeds, 'seed')}\n${source}${figures.map(lineOf).join('')}${noteOf(claim)}\n`)
  }
  return figures.some(({ isNear }) => isNear === false) ? EXIT_ERRORS : EXIT_CLEAN
}

function lineOf({ name, unit, published, median, p10, p90, isNear }: MeasuredFigure): string {
  const range = median === null ? 'could not be computed' : `${written(median, unit)} (10 % ${written(p10!, unit)}, 90 % ${written(p90!, unit)})`
  const compared = published === null ? '' : `; published ${written(published, unit)}${isNear === null ? '' : isNear ? ', within a tenth' : ', NOT within a tenth'}`
  return `  ${name}: median ${range}${compared}\n`
}

/** A figure as people write it. */
function written(value: number, unit: Figure['unit']): string {
  const short = (number: number) => number.toLocaleString('en', { maximumFractionDigits: Math.abs(number) < 10 ? 2 : 1 })
  if (unit === 'share') return `${short(value * 100)} %`
  if (unit === 'growth') return `${value < 0 ? '−' : '+'}${short(Math.abs(value) * 100)} %`
  return unit === 'times' ? `× ${short(value)}` : short(value)
}

function readPeople(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const people = readWhole(text, 'people', 1)
  if (people > 1_000_000) throw usage(`--people ${people} is too many`, 'a template takes at most 1,000,000; larger populations: rehearse population make')
  return people
}
