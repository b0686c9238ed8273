import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { ApprovalDoor } from '../../node/services/context.ts'
import { readArguments, usage, type Arguments } from '../arguments.ts'
import { assertSomebody, confirmBy, doorOfTerminal, UNATTENDED, whoConfirms } from '../consent.ts'
import { EXIT_CLEAN, EXIT_ERRORS, printDiagnostics } from '../output.ts'
import { checkLines, historyLines, ledgerLines, planLines, publicationLines } from '../publish-report.ts'
import { readJourneyFile } from '../read-journey-file.ts'
import { withLibrary, type Library } from '../segment-inputs.ts'
import { oneLine } from '../terminal.ts'

export const PUBLISH_USAGE = `rehearse publish plan     <journey> --to <connection> [--over-theirs]    what publishing would do; changes nothing; exit 1 if it cannot be carried out
rehearse publish apply    <journey> --to <connection> [--over-theirs]    plans, asks a person, and makes or changes what the plan says; nothing is switched on
rehearse publish apply    --plan <id>                                    carries out a plan that was made, or goes on with one that was interrupted
rehearse publish activate | pause | resume | stop | archive  <journey> --to <connection>    asks a person, and does it
rehearse publish status   [<journey>] | check <journey> --to <connection>    what is there; check exits 1 if somebody changed it
rehearse publish history  [<journey>] | ledger <publication> | interrupted
<journey>: a file, or the id or name of a journey of the workspace; <connection>: its id or name (rehearse connections list)
[--workspace <dir>] [--by <name>] [--json]
A person confirms at the terminal by typing the journey's name. ${UNATTENDED}=yes stands for that person: nobody is asked, and the history says so.`

const OPTIONS = { workspace: 'one', to: 'one', plan: 'one', by: 'one', 'over-theirs': 'flag', json: 'flag' } as const
const ACTIONS = ['activate', 'pause', 'resume', 'stop', 'archive'] as const
type Action = (typeof ACTIONS)[number]
type Command = (names: string[], given: Arguments) => Promise<number>
type Plan = MethodOutput<'publish.plan'>
type Publication = MethodOutput<'publish.apply'>

const COMMANDS: Readonly<Record<string, Command>> = {
  plan, apply, check, status, history, ledger, interrupted,
  ...Object.fromEntries(ACTIONS.map((action): [string, Command] => [action, (names, given) => act(action, names, given)])),
}
const jobId = 'publish'

/** `rehearse publish …`: what the window does, for a terminal and for pipelines. Returns the exit code. */
export async function publishCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const [what, ...names] = given.positionals
  const command = what !== undefined && Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined
  if (!command) throw usage(what === undefined ? 'say what to do' : `publish cannot "${what}"`, PUBLISH_USAGE)
  return command(names, given)
}

async function plan(names: string[], given: Arguments): Promise<number> {
  const made = await withLibrary(given, (library) => planned(library, names, given))
  print(given, made, planLines(made))
  return made.blockers.length === 0 ? EXIT_CLEAN : EXIT_ERRORS
}

async function apply(names: string[], given: Arguments): Promise<number> {
  const door = doorOfTerminal()
  assertSomebody(door)
  const publication = await withLibrary(given, async (library) => {
    const id = given.one.get('plan')
    const chosen = id === undefined ? await planned(library, names, given) : await library.call('publish.getPlan', { id })
    const begun = id === undefined ? undefined : (await library.call('publish.interrupted', {})).find((one) => one.planId === id)
    if (!begun) await approve(library, chosen, given, door)
    return cancellable(library, () => library.call('publish.apply', { jobId, planId: chosen.id }))
  }, { approval: door })
  print(given, publication, publicationLines(publication))
  if (publication.state === 'interrupted') process.stderr.write(`Go on with: rehearse publish apply --plan ${publication.planId}\n`)
  return publication.state === 'applied' ? EXIT_CLEAN : EXIT_ERRORS
}

/** Shows the plan to the person and asks. What is printed as a result comes later, so that a pipe holds one thing. */
async function approve(library: Library, chosen: Plan, given: Arguments, door: ApprovalDoor): Promise<void> {
  const lines = planLines(chosen)
  process.stderr.write(`${lines.map(oneLine).join('\n')}\n`)
  if (chosen.blockers.length > 0) throw new RehearsalError('E_APPROVAL', `this plan cannot be carried out: ${chosen.blockers[0]}`, 'do what it says, and plan again')
  confirmBy(door, chosen.journeyName, `Make or change ${chosen.calls} ${chosen.calls === 1 ? 'thing' : 'things'} at ${chosen.connectionName}?${chosen.liveAtOnce ? ' It runs there: what is changed takes effect at once.' : ''}`, lines)
  await library.call('publish.approve', { planId: chosen.id, digest: chosen.digest, by: whoConfirms(given.one.get('by')) })
}

async function act(action: Action, names: string[], given: Arguments): Promise<number> {
  const door = doorOfTerminal()
  assertSomebody(door)
  const publication = await withLibrary(given, async (library) => {
    const { id: publicationId, journeyName } = await publicationAsked(library, names, given)
    const { digest, inWords, blockers, inFlight } = await library.call('publish.planAction', { jobId, publicationId, action })
    process.stderr.write(`${oneLine(inWords)}\n${inFlight === null ? '' : `People under way in it now: ${inFlight}\n`}`)
    if (blockers.length > 0) throw new RehearsalError('E_APPROVAL', `cannot ${action}: ${blockers[0]}`, 'do what it says, and try again')
    confirmBy(door, journeyName, `${action}?`, [inWords])
    return cancellable(library, () => library.call('publish.act', { jobId, publicationId, action, digest, by: whoConfirms(given.one.get('by')) }))
  }, { approval: door })
  print(given, publication, publicationLines(publication))
  return EXIT_CLEAN
}

async function check(names: string[], given: Arguments): Promise<number> {
  const checked = await withLibrary(given, async (library) => library.call('publish.check', { jobId, publicationId: (await publicationAsked(library, names, given)).id }))
  print(given, checked, checkLines(checked))
  return checked.isThere && checked.changes.length === 0 ? EXIT_CLEAN : EXIT_ERRORS
}

/** The latest publication of each journey to each connection, as last seen. */
async function status(names: string[], given: Arguments): Promise<number> {
  const latest = await withLibrary(given, async (library) => {
    const all = (await historyOf(library, names, given)).map(({ publication }) => publication)
    return all.filter((one, index) => all.findIndex(({ journeyId, connectionId }) => journeyId === one.journeyId && connectionId === one.connectionId) === index)
  })
  print(given, latest, latest.length === 0 ? historyLines([]) : latest.flatMap(publicationLines))
  return EXIT_CLEAN
}

async function history(names: string[], given: Arguments): Promise<number> {
  const all = await withLibrary(given, (library) => historyOf(library, names, given))
  print(given, all, historyLines(all))
  return EXIT_CLEAN
}

async function ledger(names: string[], given: Arguments): Promise<number> {
  const publicationId = oneOf(names, 'a publication')
  const entries = await withLibrary(given, (library) => library.call('publish.ledger', { publicationId }))
  print(given, entries, ledgerLines(entries))
  return EXIT_CLEAN
}

async function interrupted(_: string[], given: Arguments): Promise<number> {
  const open = await withLibrary(given, (library) => library.call('publish.interrupted', {}))
  print(given, open, open.length === 0 ? ['Nothing was interrupted.'] : open.flatMap((one) => [...publicationLines(one), `  go on with: rehearse publish apply --plan ${one.planId}`]))
  return open.length === 0 ? EXIT_CLEAN : EXIT_ERRORS
}

async function planned(library: Library, names: string[], given: Arguments): Promise<Plan> {
  const document = await documentAsked(library, oneOf(names, 'a journey'), given)
  const connectionId = await connectionAsked(library, given)
  return cancellable(library, () => library.call('publish.plan', { jobId, connectionId, document, theirs: given.flags.has('over-theirs') ? 'overwrite' : 'refuse' }))
}

/** The last publication of a journey to a connection that came to its end, else the last one. */
async function publicationAsked(library: Library, names: string[], given: Arguments): Promise<Publication> {
  const { id, name } = await documentAsked(library, oneOf(names, 'a journey'), given)
  const connectionId = await connectionAsked(library, given)
  const all = (await library.call('publish.history', { journeyId: id })).map(({ publication }) => publication).filter((one) => one.connectionId === connectionId)
  const found = all.find(({ state }) => state === 'applied') ?? all[0]
  if (!found) throw new RehearsalError('E_NOT_FOUND', `"${name ?? id}" was never published over this connection from this workspace`, 'publish it first: rehearse publish apply', { unusable: true })
  return found
}

async function historyOf(library: Library, names: string[], given: Arguments): Promise<MethodOutput<'publish.history'>> {
  if (names.length === 0) return library.call('publish.history', {})
  return library.call('publish.history', { journeyId: (await documentAsked(library, oneOf(names, 'a journey'), given)).id })
}

/** A journey file, or a journey of the workspace by its key, its document's id or its name. */
async function documentAsked(library: Library, asked: string, { flags }: Arguments): Promise<JourneyDocument> {
  if (/\.json$/i.test(asked)) {
    const { document, diagnostics } = readJourneyFile(asked)
    if (document) return document
    printDiagnostics(asked, diagnostics, flags.has('json'))
    throw new RehearsalError('E_NO_JOURNEY', `${asked} is no journey that can be published`, 'mend what is named above; rehearse validate tells the same', { unusable: true })
  }
  const all = await library.call('journeys.list', {})
  const found = all.filter(({ id, journeyId, name }) => [id, journeyId, name].includes(asked))
  if (found.length > 1) throw usage(`${found.length} journeys are called "${asked}"`, `name one by its id: ${found.map(({ id }) => id).join(', ')}`)
  if (found.length === 0) throw new RehearsalError('E_NOT_FOUND', `there is no journey "${asked}" in this workspace`, 'name a *.journey.json file, or a journey by its id or name', { unusable: true })
  return (await library.call('journeys.get', { id: found[0]!.id })).document
}

async function connectionAsked(library: Library, { one }: Arguments): Promise<string> {
  const asked = one.get('to')
  if (asked === undefined) throw usage('say where to with --to <connection>', PUBLISH_USAGE)
  const all = await library.call('connections.list', {})
  const found = all.filter(({ id, name }) => id === asked || name === asked)
  if (found.length > 1) throw usage(`${found.length} connections are called "${asked}"`, `name one by its id: ${found.map(({ id }) => id).join(', ')}`)
  if (found.length === 0) throw new RehearsalError('E_NOT_FOUND', `there is no connection "${asked}" in this workspace`, all.length === 0 ? 'add one: rehearse connections add' : `there are: ${all.map(({ name }) => name).join('; ')}`, { unusable: true })
  return found[0]!.id
}

/** Ctrl+C ends the work between two calls, and what was done is kept; a second one ends at once. */
async function cancellable<T>(library: Library, work: () => Promise<T>): Promise<T> {
  const cancel = () => void library.call('jobs.cancel', { jobId })
  process.once('SIGINT', cancel)
  try {
    return await work()
  } finally {
    process.removeListener('SIGINT', cancel)
  }
}

function oneOf(names: string[], what: string): string {
  if (names.length !== 1) throw usage(`name ${what}`, PUBLISH_USAGE)
  return names[0]!
}

function print({ flags }: Arguments, facts: unknown, lines: readonly string[]): void {
  process.stdout.write(flags.has('json') ? `${JSON.stringify(facts, null, 2)}\n` : `${lines.map(oneLine).join('\n')}\n`)
}
