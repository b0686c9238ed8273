import { dirname, resolve } from 'node:path'
import type { CaseResult } from '../../core/cases/case-result.ts'
import type { CaseFile } from '../../core/cases/case-format.ts'
import { journeysOf, readCase } from '../../core/cases/read-case.ts'
import { runCase } from '../../core/cases/run-case.ts'
import { RehearsalError } from '../../core/errors.ts'
import { readJourney } from '../../core/lint/read-journey.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, EXIT_UNUSABLE, reportFailure } from '../output.ts'
import { readJourneyFile } from '../read-journey-file.ts'
import { assertCompany, checkedTogether, type JourneyFile } from '../read-journey-files.ts'
import { readTextFile } from '../../node/read-text-file.ts'

export const TEST_USAGE = 'rehearse test <file.case.json>… [--json]'

type Tested = { file: string; result: CaseResult } | { file: string; error: RehearsalError }

/** Runs test cases on both engines: exit 0 all passed, 1 some failed, 2 one could not be read. Results go to stdout, with `--json` as one object. */
export async function testCommand(args: string[]): Promise<number> {
  const { positionals, flags } = readArguments(args, { json: 'flag' })
  if (positionals.length === 0) throw usage('no case file given', TEST_USAGE)
  const json = flags.has('json')
  const tested = positionals.map((file) => test(file))
  const passed = tested.filter(isPassed).length
  const failed = tested.length - passed
  if (json) {
    const cases = tested.map((one) => ('result' in one ? { file: one.file, ...one.result } : { file: one.file, passed: false, error: { code: one.error.code, message: one.error.message, help: one.error.help } }))
    process.stdout.write(`${JSON.stringify({ passed, failed, cases }, null, 2)}\n`)
  } else {
    for (const one of tested) {
      if ('error' in one) reportFailure(one.error, false)
      else process.stdout.write(caseInWords(one.file, one.result))
    }
    process.stdout.write(`${passed} passed, ${failed} failed\n`)
  }
  if (tested.some((one) => 'error' in one && one.error.unusable)) return EXIT_UNUSABLE
  return failed === 0 ? EXIT_CLEAN : EXIT_ERRORS
}

function isPassed(one: Tested): boolean {
  return 'result' in one && one.result.passed
}

/** The other files are run all the same when one of them cannot be. */
function test(file: string): Tested {
  try {
    const read = readCase(readTextFile(file), file)
    return { file, result: runCase(read, documentsOfCase(read, file)) }
  } catch (error) {
    if (error instanceof RehearsalError) return { file, error }
    throw error
  }
}

/** The journeys of a case, from the files it names (seen from its own folder) or from itself. Throws the first error of one of them. */
function documentsOfCase(read: CaseFile, file: string): JourneyDocument[] {
  const named = journeysOf(read).map((one): JourneyFile => {
    if (typeof one !== 'string') return { file, ...readJourney(JSON.stringify(one)) }
    const path = resolve(dirname(file), one)
    return { file: path, ...readJourneyFile(path) }
  })
  const checked = checkedTogether(named).map(({ file: from, document, diagnostics, unusable }) => {
    const error = diagnostics.find(({ severity }) => severity === 'error')
    if (error) throw new RehearsalError(error.code, `${from}: ${error.message} (${error.path})`, error.help, { unusable })
    return { file: from, document: document! } // without an error it is one
  })
  assertCompany(checked)
  return checked.map(({ document }) => document)
}

const WHAT_FAILED = {
  path: 'the path is not as expected', messages: 'the messages are not as expected', outcome: 'the outcome is not as expected',
  goals: 'the goals are not as expected', started: 'it did not start as often as expected',
} as const

function caseInWords(file: string, { name, passed, profiles, difference }: CaseResult): string {
  const lines = [`${passed ? 'ok    ' : 'FAILED'} ${name === null ? file : `${name} (${file})`}`]
  for (const { id, failures } of profiles) {
    for (const { what, diff, why } of failures) {
      lines.push(`  profile ${id}: ${WHAT_FAILED[what]} (- expected, + happened)`, ...diff.map((line) => `    ${line}`))
      if (why.length > 0) lines.push('  where they part:', ...why.map((line) => `    ${line}`))
    }
  }
  if (difference !== null) lines.push(`  the two engines part, which is a fault of Rehearsal: ${difference}`)
  return `${lines.join('\n')}\n`
}
