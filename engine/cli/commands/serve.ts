import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { callErrorSchema, type MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { createHost, type Host } from '../../node/host.ts'
import { resourcesDirectory } from '../../node/paths.ts'
import { workspaceDirectory } from '../../node/workspace/workspace-directory.ts'
import { openSample } from '../../serve/open-sample.ts'
import { openWebDoor, type WebDoor } from '../../serve/web-door.ts'
import { readArguments, readWhole, usage } from '../arguments.ts'
import { interrupted } from '../interrupted.ts'
import { EXIT_CLEAN, EXIT_ERRORS, EXIT_UNUSABLE, printDiagnostics } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { readJourneyFile } from '../read-journey-file.ts'

export const SERVE_USAGE = 'rehearse serve [<file>…] [--port <n>] [--workspace <folder>] [--open-sample]'

/**
 * Serves the window to a browser on this machine until it is interrupted. Prints the address on a line of its own; it opens one browser,
 * once. Files given may be used by the window (a browser cannot name any other); journeys among them are opened.
 */
export async function serveCommand(args: string[]): Promise<number> {
  const { positionals, one, flags } = readArguments(args, { port: 'one', workspace: 'one', 'open-sample': 'flag', json: 'flag' })
  const port = readWhole(one.get('port') ?? '0', 'port', 0)
  if (port > 65_535) throw usage(`--port ${port} is no port`, 'ports go from 1 to 65535; 0 takes any free one')
  const files = positionals.map((file) => resolve(file))
  for (const file of files) {
    if (!existsSync(file)) throw new RehearsalError('E_UNREADABLE', `${file}: there is no such file.`, SERVE_USAGE, { unusable: true })
    const { document, diagnostics, unusable } = isJourney(file) ? readJourneyFile(file) : { document: true, diagnostics: [], unusable: false }
    if (document) continue
    printDiagnostics(file, diagnostics)
    return unusable ? EXIT_UNUSABLE : EXIT_ERRORS
  }

  const progress = new ProgressLine()
  let door: WebDoor | undefined
  const host = createHost({
    workspaceDir: resolve(one.get('workspace') ?? workspaceDirectory()),
    onEvent(name, payload) {
      if (door) door.broadcast(name, payload)
      else if ('phase' in payload) progress.show(payload)
    },
    approval: 'window',
    housekeeping: true,
  })
  try {
    const shown = await prepare(host, files, flags.has('open-sample')).finally(() => progress.clear())
    door = await openWebDoor({
      call: (method, params) => host.call(method, params),
      port,
      windowDirectory: windowDirectory(),
      uploadsDirectory: join(host.workspaceDir, 'uploads'),
      namedFiles: files,
      startAt: shown === undefined ? '/' : `/#journey=${encodeURIComponent(shown)}`,
      onNewAddress: (address) => process.stdout.write(`${address}\n`),
    })
    const end = interrupted() // whoever reads the address may end it at once
    process.stdout.write(`${door.address}\n`)
    process.stderr.write('Open this address in a browser on this machine. Ctrl+C ends it.\n')
    await end
  } finally {
    await door?.close()
    await host.close()
  }
  return EXIT_CLEAN
}

// Event files are never .json; see the format page.
function isJourney(file: string): boolean {
  return /\.json$/i.test(file)
}

/** Opens what was asked for; answers the journey the window should show, if any. */
async function prepare(host: Host, files: readonly string[], sample: boolean): Promise<string | undefined> {
  let shown: string | undefined
  try {
    if (sample) shown = await openSample(host)
    for (const path of files.filter(isJourney)) {
      const { journey } = (await host.call('journeys.openFile', { path })) as MethodOutput<'journeys.openFile'> // as: so says the contract
      shown = journey.id
    }
    return shown
  } catch (error) {
    const known = callErrorSchema.safeParse(error)
    if (!known.success) throw error
    throw new RehearsalError(known.data.code, known.data.message, known.data.help, { cause: error })
  }
}

/** The built window: beside the bundled app, or where the build puts it when run from source. */
function windowDirectory(): string {
  const resources = resourcesDirectory()
  return join(resources, existsSync(join(resources, 'engine')) ? 'dist/renderer' : 'renderer')
}
