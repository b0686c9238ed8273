import { basename } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { exportJourney, type ExportFormat } from '../../core/export/export-journey.ts'
import { isMachineText, journeysFromMachine } from '../../core/export/journey-from-machine.ts'
import { journeyAsMachineJson } from '../../core/export/xstate-module.ts'
import { isClean } from '../../core/lint/diagnostics.ts'
import { readJourney } from '../../core/lint/read-journey.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, EXIT_UNUSABLE, printDiagnostics, writeOutput } from '../output.ts'
import { EXPORT_PAGE_USAGE, exportPageCommand } from './export-page.ts'
import { EXPORT_TARGET_USAGE, exportTargetCommand, isTargetFormat } from './export-target.ts'
import { assertCompany, checkedTogether, type JourneyFile } from '../read-journey-files.ts'
import { readTextFile } from '../../node/read-text-file.ts'

export const EXPORT_USAGE = `rehearse export <journey.json | x.machine.ts>… --to xstate|mermaid|json [--journey <id>] [--out <file>]
       ${EXPORT_PAGE_USAGE}
       ${EXPORT_TARGET_USAGE}`

/** Writes journeys in another form: together for XState and Mermaid, one as JSON, a run as a web page, one as a platform takes it. Exported machines are read like journeys. */
export async function exportCommand(args: string[]): Promise<number> {
  const form = formIn(args)
  if (form === 'html') return exportPageCommand(args)
  if (isTargetFormat(form)) return exportTargetCommand(args)
  const { positionals, one, flags } = readArguments(args, { to: 'one', out: 'one', journey: 'one', json: 'flag' })
  const [first] = positionals
  const to = one.get('to')
  if (first === undefined) throw usage('give the file of a journey', EXPORT_USAGE)
  if (to !== 'xstate' && to !== 'mermaid' && to !== 'json') throw usage(`cannot export ${basename(first)} to "${to ?? ''}"`, 'use --to xstate, --to mermaid, --to json, a platform such as --to salesforce, --to hand-over or, with --events, --to html')
  const files = checkedTogether(positionals.flatMap(readAnyFile))
  const refused = files.filter(({ document, diagnostics }) => !document || (to !== 'json' && !isClean(diagnostics)))
  for (const { file, diagnostics } of refused) printDiagnostics(file, diagnostics, flags.has('json'))
  if (refused.length > 0) return refused.some(({ unusable }) => unusable) ? EXIT_UNUSABLE : EXIT_ERRORS
  const given = files.map(({ file, document }) => ({ file, document: document! })) // those without a document were refused
  if (to === 'xstate') assertCompany(given)
  writeOutput(one.get('out'), textOf(inOrder(given.map(({ document }) => document), one.get('journey'), to), to, one.get('out')))
  return EXIT_CLEAN
}

/** The value of `--to`, before it is known which options go with it. */
function formIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((argument) => argument === '--to' || argument.startsWith('--to='))
  return args[at] === '--to' ? args[at + 1] : args[at]?.slice('--to='.length)
}

/** The journey of a file, or the journeys of a machine. Throws E_UNREADABLE, E_ENCODING, and E_MACHINE for a machine that holds none. */
function readAnyFile(file: string): JourneyFile[] {
  const text = readTextFile(file)
  if (!/\.[cm]?[jt]sx?$/.test(file) && !isMachineText(text)) return [{ file, ...readJourney(text) }]
  const { documents, isChanged } = readMachine(file, text)
  if (isChanged) process.stderr.write(`notice: a machine in ${file} is not what its journey gives: what was changed by hand in its states is not part of the journey\n`)
  return documents.map((document) => ({ file, ...readJourney(JSON.stringify(document)) }))
}

function readMachine(file: string, text: string) {
  try {
    return journeysFromMachine(text)
  } catch (cause) {
    if (!(cause instanceof RehearsalError)) throw cause
    throw new RehearsalError(cause.code, `${file}: ${cause.message}`, cause.help, { unusable: cause.unusable, cause })
  }
}

/** The journey that is meant comes first. As JSON there can be one only. */
function inOrder(documents: JourneyDocument[], id: string | undefined, to: ExportFormat): JourneyDocument[] {
  const meant = id === undefined ? documents[0]! : documents.find((document) => document.id === id)
  const ids = documents.map((document) => `"${document.id}"`).join(', ')
  if (!meant) throw usage(`no journey given is called "${id}"`, `use --journey with one of ${ids}`)
  if (to === 'json' && id === undefined && documents.length > 1) throw usage(`there are ${documents.length} journeys, and a JSON file holds one`, `use --journey with one of ${ids}`)
  return [meant, ...documents.filter((document) => document !== meant)]
}

/** `--to xstate` into a JSON file writes the machines alone: what Stately and other readers of machines take. */
function textOf(documents: JourneyDocument[], to: ExportFormat, out: string | undefined): string {
  if (to === 'xstate' && out?.endsWith('.json')) return journeyAsMachineJson(documents)
  return exportJourney(documents[0]!, to, documents.slice(1)).text
}
