import { isClean } from '../../core/lint/diagnostics.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, EXIT_UNUSABLE, printDiagnostics, reportFailure } from '../output.ts'
import { readJourneyFile } from '../read-journey-file.ts'
import { checkedTogether, type JourneyFile } from '../read-journey-files.ts'

export const VALIDATE_USAGE = 'rehearse validate <journey.json>… [--json]'

/** Checks journey files, several as those of one run: exit 0 clean, 1 errors, 2 unusable. Findings go to stderr, with `--json` to stdout as one JSON object. */
export async function validateCommand(args: string[]): Promise<number> {
  const { positionals, flags } = readArguments(args, { json: 'flag' })
  if (positionals.length === 0) throw usage('no journey file given', VALIDATE_USAGE)
  const read: JourneyFile[] = []
  for (const file of positionals) {
    try {
      read.push({ file, ...readJourneyFile(file) })
    } catch (error) {
      // The other files are checked all the same.
      reportFailure(error, flags.has('json'))
      read.push({ file, diagnostics: [], unusable: true })
    }
  }
  const files = checkedTogether(read)
  if (flags.has('json')) {
    const report = files.map(({ file, diagnostics, unusable }) => ({ file, clean: !unusable && isClean(diagnostics), diagnostics }))
    process.stdout.write(`${JSON.stringify(report.length === 1 ? report[0] : report, null, 2)}\n`)
  } else {
    for (const { file, diagnostics, unusable } of files) {
      printDiagnostics(file, diagnostics)
      if (!unusable && isClean(diagnostics)) process.stdout.write(`${file}: valid${remarks(diagnostics.length)}\n`)
    }
  }
  if (files.some(({ unusable }) => unusable)) return EXIT_UNUSABLE
  return files.every(({ diagnostics }) => isClean(diagnostics)) ? EXIT_CLEAN : EXIT_ERRORS
}

function remarks(count: number): string {
  return count === 0 ? '' : `, ${count} ${count === 1 ? 'remark' : 'remarks'}`
}
