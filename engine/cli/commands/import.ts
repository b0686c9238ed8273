import { isClean } from '../../core/lint/diagnostics.ts'
import { readJourney } from '../../core/lint/read-journey.ts'
import { importFromTarget } from '../../core/publish/export-target.ts'
import { TARGET_IDS, type TargetId } from '../../core/publish/target.ts'
import { targetOf } from '../../core/publish/targets/index.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, printDiagnostics, writeOutput } from '../output.ts'
import { readTextFile } from '../../node/read-text-file.ts'
import { report, targetSettings } from './export-target.ts'

export const IMPORT_USAGE = `rehearse import <file> --from ${TARGET_IDS.join('|')} [--settings <file>] [--out <journey.json>] [--json]`

/**
 * Reads what a platform's API gives for a journey, or what `rehearse export --to` wrote for it, as a journey document. What a document has no words for
 * goes to stderr. Exit 1 if what was read is a journey with errors, 2 if it is none.
 */
export async function importCommand(args: string[]): Promise<number> {
  const { positionals, one, flags } = readArguments(args, { from: 'one', out: 'one', settings: 'one', json: 'flag' })
  const [file, ...others] = positionals
  const from = one.get('from')
  if (file === undefined || others.length > 0) throw usage(file === undefined ? 'no file given' : 'one file at a time', IMPORT_USAGE)
  if (!(TARGET_IDS as readonly (string | undefined)[]).includes(from)) throw usage(from === undefined ? 'say what it is from' : `there is no target "${from}"`, IMPORT_USAGE)
  const text = readTextFile(file)
  const target = targetOf(from as TargetId) // as: one of them, as just asked
  const { document, notes } = importFromTarget(text, target, targetSettings(target, one.get('settings')))
  report(file, notes, flags.has('json'))
  const written = `${JSON.stringify(document, null, 2)}\n`
  const { diagnostics } = readJourney(written)
  printDiagnostics(one.get('out') ?? file, diagnostics, flags.has('json'))
  writeOutput(one.get('out'), written)
  return isClean(diagnostics) ? EXIT_CLEAN : EXIT_ERRORS
}
