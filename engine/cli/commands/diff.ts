import { diffInLines } from '../../core/diff/diff-in-lines.ts'
import { diffJourneys } from '../../core/diff/diff-journeys.ts'
import { isSame } from '../../core/diff/journey-diff.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { RehearsalError } from '../../core/errors.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, printDiagnostics } from '../output.ts'
import { readJourneyFile } from '../read-journey-file.ts'

export const DIFF_USAGE = 'rehearse diff <before.journey.json> <after.journey.json> [--json]'

/** Tells how two journey files differ: exit 0 they say and show the same, 1 they differ, 2 one is no journey. Lines go to stdout, `+` new, `-` gone, `~` changed. */
export async function diffCommand(args: string[]): Promise<number> {
  const { positionals, flags } = readArguments(args, { json: 'flag' })
  const [before, after, ...more] = positionals
  if (before === undefined || after === undefined || more.length > 0) throw usage('it takes two journey files', DIFF_USAGE)
  const diff = diffJourneys(documentIn(before, flags.has('json')), documentIn(after, flags.has('json')))
  if (flags.has('json')) process.stdout.write(`${JSON.stringify(diff, null, 2)}\n`)
  else for (const line of diffInLines(diff)) process.stdout.write(`${line}\n`)
  return isSame(diff) ? EXIT_CLEAN : EXIT_ERRORS
}

function documentIn(path: string, json: boolean): JourneyDocument {
  const { document, diagnostics } = readJourneyFile(path)
  if (document) return document
  printDiagnostics(path, diagnostics, json)
  throw new RehearsalError('E_NO_JOURNEY', `${path} is no journey that can be compared`, 'mend what is named above; rehearse validate tells the same', { unusable: true })
}
