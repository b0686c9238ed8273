import { basename } from 'node:path'
import { exportJourney, type ExportFormat } from '../../core/export/export-journey.ts'
import { isClean } from '../../core/lint/diagnostics.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, EXIT_UNUSABLE, printDiagnostics, writeOutput } from '../output.ts'
import { readJourneyFile } from '../read-journey-file.ts'

export const EXPORT_USAGE = 'rehearse export <journey.json> --to xstate|mermaid [--out <file>]'

/** Writes a journey in another form. */
export async function exportCommand(args: string[]): Promise<number> {
  const { positionals, one } = readArguments(args, { to: 'one', out: 'one', json: 'flag' })
  const [file, ...others] = positionals
  const to = one.get('to')
  if (file === undefined || others.length > 0) throw usage('give one journey file', EXPORT_USAGE)
  if (to !== 'xstate' && to !== 'mermaid') throw usage(`cannot export ${basename(file)} to "${to ?? ''}"`, 'use --to xstate or --to mermaid')
  const { document, diagnostics, unusable } = readJourneyFile(file)
  if (!document || !isClean(diagnostics)) {
    printDiagnostics(file, diagnostics)
    return unusable ? EXIT_UNUSABLE : EXIT_ERRORS
  }
  writeOutput(one.get('out'), exportJourney(document, to satisfies ExportFormat).text)
  return EXIT_CLEAN
}
