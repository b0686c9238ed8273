import { RehearsalError } from '../../core/errors.ts'
import { nearest } from '../../core/lint/nearest.ts'
import { isTimeZone } from '../../core/model/time-zone.ts'
import { readSegmentFile, segmentFile } from '../../core/segments/segment-file.ts'
import { measureAudience, measureMovement, measureOverlap, measureOverTime } from '../../node/services/segment-measures.ts'
import { readJourneyFromFile } from '../../node/storage/read-journey-file.ts'
import { assertTakes, readArguments, readInstant, readWhole, usage, type Arguments } from '../arguments.ts'
import { assertNotReread, IMPORT_OPTIONS } from '../import-options.ts'
import { assertWritable, EXIT_CLEAN, EXIT_ERRORS, writeOutput } from '../output.ts'
import { readSpan } from '../read-span.ts'
import { readTextFile } from '../../node/read-text-file.ts'
import { askedOf, datasetIdOf, namedConditions, requestOnFiles, sayUnknown, withLibrary, type Library } from '../segment-inputs.ts'
import { audienceLines, driftLines, findingLines, movementLines, overlapLines, overTimeLines, segmentLines } from '../segment-report.ts'

export const SEGMENTS_USAGE = `rehearse segments list | used <id> | delete <id> | restore <id>      [--workspace <dir>] [--json]
rehearse segments show <id>                                          [--version n] [--dataset <id or name>]
rehearse segments save <x.segment.json> | <journey.json> --segment <id>   [--dataset <id or name>]
rehearse segments size <id>… | --condition <JSON or file>            --dataset <id or name> | --events <file>… [--at <ISO>]
rehearse segments size <id>… --by day|week|month                     --dataset … | --events … [--from <ISO>] [--until <ISO>] [--zone <IANA zone>]
rehearse segments overlap <id> <id>…                                 --dataset … | --events … [--at <ISO>]
rehearse segments movement <id>… [--by day|week|month]               --dataset … | --events … [--from <ISO>] [--until <ISO>]
rehearse segments drift <journey.json>…
rehearse segments embed <journey.json> <id> [--copy <id>] [--out <file>]
with --events: [--profiles <file>] [--map …] [--set-name <event>] and the rest that rehearse data import takes; --session-gap 30m adds $session_start;
--zone is that of days, weeks, months and of profiles without one; --json`

const OPTIONS = {
  ...IMPORT_OPTIONS, workspace: 'one', json: 'flag', version: 'one', segment: 'one', dataset: 'one', events: 'list', 'session-gap': 'one', condition: 'one',
  at: 'one', by: 'one', from: 'one', until: 'one', zone: 'one', copy: 'one', out: 'one',
} as const

const ALWAYS = ['workspace', 'json']
const DATA = [...ALWAYS, ...Object.keys(IMPORT_OPTIONS), 'dataset', 'events', 'session-gap', 'zone', 'condition']
const PERIODS = [...DATA, 'by', 'from', 'until']
/** What each of them takes, where it is not `ALWAYS`. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  show: [...ALWAYS, 'version', 'dataset'], save: [...ALWAYS, 'segment', 'dataset'], embed: [...ALWAYS, 'copy', 'out'], size: [...PERIODS, 'at'], overlap: [...DATA, 'at'], movement: PERIODS,
}

type Command = (names: string[], given: Arguments) => Promise<number>

const COMMANDS: Readonly<Record<string, Command>> = { list, show, save, delete: remove, restore, used, size, overlap, movement, drift, embed }

/** `rehearse segments …`: the library of a workspace, who is in its segments, and their copies in journeys. Returns the exit code. */
export async function segmentsCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const [what, ...names] = given.positionals
  const command = what !== undefined && Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined
  if (!command) throw usage(what === undefined ? 'say what to do with segments' : `segments cannot "${what}"`, SEGMENTS_USAGE)
  assertTakes(given, TAKES[what!] ?? ALWAYS, `segments ${what!}`, SEGMENTS_USAGE)
  if (given.one.has('dataset') && !given.list.has('events')) assertNotReread(given, `segments ${what!}`)
  return command(names, given)
}

async function list(_: string[], given: Arguments): Promise<number> {
  const segments = await withLibrary(given, (library) => library.call('segments.list', {}))
  return print(given, segments, segmentLines(segments))
}

/** As JSON, it is what `save` reads. */
async function show(names: string[], given: Arguments): Promise<number> {
  const id = oneOf(names, 'show')
  const version = given.one.get('version')
  const { segment, name, when, versions, findings } = await withLibrary(given, async (library) =>
    library.call('segments.get', { id, ...(version === undefined ? {} : { version: readWhole(version, 'version', 1) }), ...(await dataset(library, given)) }),
  )
  const saved = versions.map((one) => `v${one.version} of ${new Date(one.savedAt).toISOString()}  ${one.name}`)
  return print(given, segmentFile({ ...segment, name, when }), [...segmentLines([segment]), ...saved, JSON.stringify(when, null, 2), ...findingLines(findings)])
}

async function save(names: string[], given: Arguments): Promise<number> {
  const file = oneOf(names, 'save')
  const { segment, findings } = await withLibrary(given, async (library) => {
    const { id, name, description, when } = segmentIn(file, given)
    return library.call('segments.save', { id: id ?? null, name, ...(description === undefined ? {} : { description }), when, baseVersion: null, ...(await dataset(library, given)) })
  })
  return print(given, { segment, findings }, [`Saved ${segment.id}, version ${segment.version}: ${segment.inWords}`, ...findingLines(findings)])
}

/** The segment of a segment file, or the one of a journey that `--segment` names. */
function segmentIn(file: string, given: Arguments) {
  const wanted = given.one.get('segment')
  if (wanted === undefined) {
    if (/"format"\s*:\s*"journey"/.test(readTextFile(file))) throw usage(`${file} is a journey`, 'name one of its segments with --segment')
    return readSegmentFile(readTextFile(file), file)
  }
  const { segments = {} } = readJourneyFromFile(file)
  if (Object.hasOwn(segments, wanted)) return { id: wanted, name: segments[wanted]!.name ?? wanted, description: undefined, when: segments[wanted]!.when }
  const near = nearest(wanted, Object.keys(segments))
  throw new RehearsalError('E_SEGMENT', `${file}: the journey has no segment "${wanted}"`, near === undefined ? `it has ${Object.keys(segments).join(', ') || 'none'}` : `did you mean "${near}"?`, { unusable: true })
}

async function remove(names: string[], given: Arguments): Promise<number> {
  const id = oneOf(names, 'delete')
  await withLibrary(given, (library) => library.call('segments.delete', { id }))
  return print(given, {}, [`Deleted ${id}; rehearse segments restore ${id} brings it back`])
}

async function restore(names: string[], given: Arguments): Promise<number> {
  const segment = await withLibrary(given, (library) => library.call('segments.restore', { id: oneOf(names, 'restore') }))
  return print(given, segment, segmentLines([segment]))
}

async function used(names: string[], given: Arguments): Promise<number> {
  const uses = await withLibrary(given, (library) => library.call('segments.whereUsed', { id: oneOf(names, 'used') }))
  const journeys = uses.journeys.map(({ name, copyId, status, places }) => `journey "${name}" as ${copyId} (${status}): ${places.join(', ') || 'nowhere in it yet'}`)
  const segments = uses.segments.map(({ id, name }) => `segment ${id} "${name}"`)
  return print(given, uses, journeys.length + segments.length === 0 ? ['Nothing uses it'] : [...journeys, ...segments])
}

async function size(names: string[], given: Arguments): Promise<number> {
  const isByPeriod = given.one.has('by')
  assertTakes(given, isByPeriod ? PERIODS : [...DATA, 'at'], `segments size ${isByPeriod ? 'with' : 'without'} --by`, SEGMENTS_USAGE)
  const asked = askedOf(given, names, SEGMENTS_USAGE)
  if (isByPeriod) {
    const periods = periodsOf(given)
    const sizes = await measured(given, (library, on) => library.call('segments.overTime', { ...on, ...periods, asked }), (request) => measureOverTime(request, periods), asked)
    return print(given, sizes, overTimeLines(sizes))
  }
  const at = instantOf(given, 'at')
  const audiences = []
  for (const one of asked) {
    const { condition } = one
    audiences.push(await measured(given, (library, on) => library.call('segments.measure', { ...on, ...at, condition }), (request) => measureAudience(request, at), [one]))
  }
  return print(given, audiences.map((audience, index) => ({ name: asked[index]!.name, ...audience })), audiences.flatMap((audience, index) => audienceLines(audience, asked[index]!.name)))
}

async function overlap(names: string[], given: Arguments): Promise<number> {
  const asked = askedOf(given, names, SEGMENTS_USAGE)
  const at = instantOf(given, 'at')
  const answer = await measured(given, (library, on) => library.call('segments.overlap', { ...on, ...at, asked }), (request) => measureOverlap(request, at.at), asked)
  return print(given, answer, overlapLines(answer))
}

async function movement(names: string[], given: Arguments): Promise<number> {
  const asked = askedOf(given, names, SEGMENTS_USAGE)
  const periods = periodsOf(given)
  const answer = await measured(given, (library, on) => library.call('segments.movement', { ...on, ...periods, asked }), (request) => measureMovement(request, periods), asked)
  return print(given, answer, movementLines(answer))
}

/** Exit code 1 if a copy is not as in the library. */
async function drift(files: string[], given: Arguments): Promise<number> {
  if (files.length === 0) throw usage('no journey file given', SEGMENTS_USAGE)
  const journeys = files.map((file) => ({ file, document: readJourneyFromFile(file) }))
  const found = await withLibrary(given, async (library) => {
    const all = []
    for (const { file, document } of journeys) all.push({ file, copies: await library.call('segments.drift', { document }) })
    return all
  })
  print(given, found, found.flatMap(({ file, copies }) => driftLines(file, copies)))
  return found.every(({ copies }) => copies.every(({ status }) => status === 'same')) ? EXIT_CLEAN : EXIT_ERRORS
}

async function embed([file, segmentId, ...more]: string[], given: Arguments): Promise<number> {
  if (file === undefined || segmentId === undefined || more.length > 0) throw usage('embed takes a journey file and the id of a segment', SEGMENTS_USAGE)
  const out = given.one.get('out')
  assertWritable(out)
  const copyId = given.one.get('copy')
  const document = readJourneyFromFile(file)
  const answer = await withLibrary(given, (library) => library.call('segments.embed', { document, segmentId, ...(copyId === undefined ? {} : { copyId }) }))
  writeOutput(out, `${JSON.stringify(answer.document, null, 2)}\n`)
  process.stderr.write(`${answer.embedded.map((one) => `${one.segmentId} v${one.version} as ${one.copyId}`).join(', ')}\n`)
  return EXIT_CLEAN
}

/** Measures on `--dataset`, by the workspace, or on `--events`, here; the library's conditions are known in both. */
async function measured<T>(
  given: Arguments,
  inWorkspace: (library: Library, on: { jobId: string; datasetId: string; timeZone?: string; sessionGapMs?: number }) => Promise<T>,
  onFiles: (request: ReturnType<typeof requestOnFiles>) => Promise<T>,
  asked: ReturnType<typeof askedOf>,
): Promise<T> {
  const events = given.list.get('events')
  const named = given.one.get('dataset')
  const timeZone = given.one.get('zone')
  const gap = given.one.get('session-gap')
  if ((events === undefined) === (named === undefined)) throw usage('the data are missing or given twice', 'name either --dataset <id or name> of the workspace, or --events <file>…')
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw usage(`--zone "${timeZone}" is no time zone`, 'use an IANA name such as Europe/Istanbul')
  return withLibrary(given, async (library) => {
    const conditions = await namedConditions(library)
    if (events) return onFiles(requestOnFiles(given, events, asked, conditions))
    const datasetId = await datasetIdOf(library, named!)
    const { events: known, attributes } = await library.call('datasets.catalogue', { id: datasetId })
    const sessions = gap === undefined ? [] : [{ name: '$session_start', count: 1, properties: [] }] // they are added
    sayUnknown(asked, conditions, { events: [...known, ...sessions], attributes })
    return inWorkspace(library, {
      jobId: 'segments', datasetId, ...(timeZone === undefined ? {} : { timeZone }), ...(gap === undefined ? {} : { sessionGapMs: readSpan(gap, 'session-gap') }),
    })
  })
}

/** `--dataset`, whose names a saved or shown condition is compared with. */
async function dataset(library: Library, { one }: Arguments): Promise<{ datasetId?: string }> {
  const named = one.get('dataset')
  return named === undefined ? {} : { datasetId: await datasetIdOf(library, named) }
}

function periodsOf(given: Arguments): { by?: 'day' | 'week' | 'month'; from?: number; until?: number } {
  const by = given.one.get('by')
  if (by !== undefined && by !== 'day' && by !== 'week' && by !== 'month') throw usage(`--by "${by}" is no period`, 'use day, week or month')
  return { ...(by === undefined ? {} : { by }), ...instantOf(given, 'from'), ...instantOf(given, 'until') }
}

function instantOf<N extends 'at' | 'from' | 'until'>({ one }: Arguments, name: N): { [K in N]?: number } {
  const text = one.get(name)
  return (text === undefined ? {} : { [name]: readInstant(text, name) }) as { [K in N]?: number } // as: its only member
}

function oneOf(names: readonly string[], what: string): string {
  const [first] = names
  if (first === undefined || names.length > 1) throw usage(`segments ${what} takes one name`, SEGMENTS_USAGE)
  return first
}

function print({ flags }: Arguments, answer: unknown, lines: readonly string[]): number {
  process.stdout.write(flags.has('json') ? `${JSON.stringify(answer, null, 2)}\n` : `${lines.join('\n')}\n`)
  return EXIT_CLEAN
}
