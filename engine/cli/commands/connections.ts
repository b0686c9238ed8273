import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { nearest } from '../../core/lint/nearest.ts'
import { readArguments, usage, type Arguments } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS } from '../output.ts'
import { withLibrary, type Library } from '../segment-inputs.ts'
import { oneLine } from '../terminal.ts'

export const CONNECTIONS_USAGE = `rehearse connections list                                             [--workspace <dir>] [--json]
rehearse connections add <name> --target <platform> [--set <field>=<value>…]
rehearse connections test <id or name>
rehearse connections remove <id or name>
The secret of a connection is read from the environment variable that "list" names, never from the command line: other users of a machine see that.`

const OPTIONS = { workspace: 'one', json: 'flag', target: 'one', set: 'list' } as const
/** What people try first; it would stand in the history of their shell and in the list of processes. */
const SECRETS: readonly string[] = ['secret', 'key', 'api-key', 'apikey', 'token', 'password', 'client-secret']

type Connection = MethodOutput<'connections.list'>[number]
type Target = MethodOutput<'targets.list'>[number]

const COMMANDS: Readonly<Record<string, (names: string[], given: Arguments) => Promise<number>>> = { list, add, test, remove }

/** `rehearse connections …`: accounts at platforms, in a workspace. Returns the exit code. */
export async function connectionsCommand(args: string[]): Promise<number> {
  const secret = args.find((argument) => argument.startsWith('--') && SECRETS.includes(argument.slice(2).split('=')[0]!.toLowerCase()))
  if (secret !== undefined) throw usage(`${secret.split('=')[0]} is never given on the command line`, CONNECTIONS_USAGE)
  const given = readArguments(args, OPTIONS)
  const [what, ...names] = given.positionals
  const command = what !== undefined && Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined
  if (!command) throw usage(what === undefined ? 'say what to do with connections' : `connections cannot "${what}"`, CONNECTIONS_USAGE)
  return command(names, given)
}

async function list(names: string[], given: Arguments): Promise<number> {
  if (names.length > 0) throw usage('connections list takes no name', CONNECTIONS_USAGE)
  const connections = await withLibrary(given, (library) => library.call('connections.list', {}))
  return print(given, connections, connections.length === 0 ? ['No connections yet: rehearse connections add'] : connections.flatMap(lines))
}

async function add(names: string[], given: Arguments): Promise<number> {
  const name = oneOf(names, 'add')
  const connection = await withLibrary(given, async (library) => {
    const target = await targetNamed(library, given.one.get('target'))
    return library.call('connections.save', { target: target.id, name, settings: settingsIn(given.list.get('set') ?? [], target) })
  })
  return print(given, connection, lines(connection))
}

/** Exit 0 if the platform knows us, 1 if it says no or is not there. */
async function test(names: string[], given: Arguments): Promise<number> {
  const connection = await withLibrary(given, async (library) => library.call('connections.test', { jobId: 'connections', id: (await connectionNamed(library, oneOf(names, 'test'))).id }))
  print(given, connection, lines(connection))
  return connection.tried?.problem ? EXIT_ERRORS : EXIT_CLEAN
}

async function remove(names: string[], given: Arguments): Promise<number> {
  const { name } = await withLibrary(given, async (library) => {
    const connection = await connectionNamed(library, oneOf(names, 'remove'))
    await library.call('connections.delete', { id: connection.id })
    return connection
  })
  return print(given, {}, [`Removed ${name}; what was published over it stays in the history`])
}

function lines({ id, name, target, secret, tried }: Connection): string[] {
  const words = { kept: 'kept by the system', session: 'for this session', environment: `from ${secret.variable}`, missing: `missing: set ${secret.variable}`, unneeded: 'not needed' }[secret.where]
  const came = tried === null ? 'never tried' : tried.problem === null ? `works: ${tried.account}` : `${tried.problem.code} ${tried.problem.message} ${tried.problem.help}`
  return [`${name}  ${target}  ${id}`, `  secret ${words}`, `  ${came}`]
}

async function targetNamed(library: Library, id: string | undefined): Promise<Target> {
  const targets = await library.call('targets.list', {})
  const found = targets.find((target) => target.id === id)
  if (found) return found
  throw usage(id === undefined ? 'say which platform, with --target' : `there is no platform "${id}"`, `platforms are ${targets.map((target) => target.id).join(', ')}`)
}

async function connectionNamed(library: Library, given: string): Promise<Connection> {
  const all = await library.call('connections.list', {})
  const found = all.find(({ id }) => id === given) ?? all.find(({ name }) => name === given)
  if (found) return found
  const near = nearest(given, all.map(({ name }) => name))
  throw new RehearsalError('E_NOT_FOUND', `there is no connection "${given}" in this workspace`, near === undefined ? `it has ${all.map(({ name }) => `"${name}"`).join(', ') || 'none'}` : `did you mean "${near}"?`, { unusable: true })
}

/** `field=value`, numbers for fields that are numbers. Fields left out take their initial value. Throws E_USAGE for one the platform does not have, or that it has to have. */
function settingsIn(given: readonly string[], { name, fields }: Target): Record<string, string | number> {
  const settings: Record<string, string | number> = Object.fromEntries(fields.flatMap(({ id, kind, initial }) => (initial === undefined ? [] : [[id, kind === 'number' ? Number(initial) : initial]])))
  for (const text of given) {
    const at = text.indexOf('=')
    const field = fields.find(({ id }) => id === text.slice(0, at))
    if (at < 0 || !field) throw usage(`--set ${at < 0 ? text : text.slice(0, at)} is no field of ${name}`, `write <field>=<value>; fields are ${fields.map(({ id, isRequired }) => (isRequired ? id : `${id} (may be left out)`)).join(', ')}`)
    const value = text.slice(at + 1)
    settings[field.id] = field.kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value
  }
  const missing = fields.filter(({ id, isRequired }) => isRequired && settings[id] === undefined)
  if (missing.length > 0) throw usage(`${name} needs ${missing.map(({ id }) => id).join(', ')}`, missing.map(({ id, label, help }) => `--set ${id}=… is the ${label}: ${help}`).join('\n  '))
  return settings
}

function oneOf(names: readonly string[], what: string): string {
  const [first] = names
  if (first === undefined || names.length > 1) throw usage(`connections ${what} takes one name`, CONNECTIONS_USAGE)
  return first
}

function print({ flags }: Arguments, answer: unknown, text: readonly string[]): number {
  process.stdout.write(flags.has('json') ? `${JSON.stringify(answer, null, 2)}\n` : `${text.map(oneLine).join('\n')}\n`)
  return EXIT_CLEAN
}
