import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isClean } from '../../core/lint/diagnostics.ts'
import { exportToTarget } from '../../core/publish/export-target.ts'
import { handOver } from '../../core/publish/hand-over/index.ts'
import { HAND_OVER_WORDS, type HandOverOnly } from '../../core/publish/hand-over/words.ts'
import type { TargetProblem } from '../../core/publish/problem.ts'
import { TARGET_IDS, type TargetId } from '../../core/publish/target.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from '../../core/publish/targets/any-target.ts'
import { settingsWithoutAccount, targetOf } from '../../core/publish/targets/index.ts'
import { readError } from '../../node/columns/file-errors.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, EXIT_UNUSABLE, printDiagnostics, unwritable, writeOutput } from '../output.ts'
import { readJourneyFile } from '../read-journey-file.ts'

export const EXPORT_TARGET_USAGE = `rehearse export <journey.json> --to ${TARGET_IDS.join('|')} [--settings <file>] [--out <file>] [--json]
       rehearse export <journey.json> --to hand-over --platform ${[...Object.keys(HAND_OVER_WORDS), ...TARGET_IDS].join('|')} [--out <folder>] [--json]`

export function isTargetFormat(to: string | undefined): boolean {
  return to === 'hand-over' || isTarget(to)
}

function isTarget(id: string | undefined): id is TargetId {
  return (TARGET_IDS as readonly (string | undefined)[]).includes(id)
}

/**
 * Writes what a platform would be sent, or a pack to rebuild a journey by hand. What the platform cannot do goes to stderr; with an error among it
 * nothing is written, and the exit code is 1.
 */
export function exportTargetCommand(args: string[]): number {
  const { positionals, one, flags } = readArguments(args, { to: 'one', out: 'one', settings: 'one', platform: 'one', json: 'flag' })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw usage(file === undefined ? 'give the file of a journey' : 'a platform is sent one journey at a time', EXPORT_TARGET_USAGE)
  const to = one.get('to')
  const platform = one.get('platform')
  if (to !== 'hand-over' && platform !== undefined) throw usage('--platform belongs to --to hand-over', EXPORT_TARGET_USAGE)
  if (to === 'hand-over' && one.has('settings')) throw usage('a hand-over needs no --settings', EXPORT_TARGET_USAGE)
  const { document, diagnostics, unusable } = readJourneyFile(file)
  if (!document || !isClean(diagnostics)) {
    printDiagnostics(file, diagnostics, flags.has('json'))
    return unusable ? EXIT_UNUSABLE : EXIT_ERRORS
  }
  const out = one.get('out')
  if (to === 'hand-over') {
    if (!isPlatform(platform)) throw usage(platform === undefined ? 'say for which platform' : `there is no platform "${platform}"`, EXPORT_TARGET_USAGE)
    const { files, problems } = handOver(document, platform, { atEpochMs: Date.now() })
    report(file, problems, flags.has('json'))
    if (out === undefined) writeOutput(undefined, files[0]!.text)
    else {
      try {
        mkdirSync(out, { recursive: true })
      } catch (cause) {
        throw unwritable(out, cause)
      }
      for (const { fileName, text } of files) writeOutput(join(out, fileName), text)
    }
    return EXIT_CLEAN
  }
  if (!isTarget(to)) throw usage(`cannot export ${basename(file)} to "${to ?? ''}"`, EXPORT_TARGET_USAGE)
  const target = targetOf(to)
  const { text, problems } = exportToTarget(document, target, targetSettings(target, one.get('settings')))
  report(file, problems, flags.has('json'))
  if (problems.some(({ severity }) => severity === 'error')) return EXIT_ERRORS
  writeOutput(out, text)
  return EXIT_CLEAN
}

function isPlatform(id: string | undefined): id is HandOverOnly | TargetId {
  return isTarget(id) || (id !== undefined && Object.hasOwn(HAND_OVER_WORDS, id))
}

/** Settings of a connection from a JSON file; without one, initial values and what stands in for an account, which is said. */
export function targetSettings(target: AnyTarget, file: string | undefined): TargetSettings {
  if (file === undefined) {
    const { settings, filled } = settingsWithoutAccount(target)
    if (filled.length > 0) process.stderr.write(`notice: without --settings, ${filled.join(', ')} ${filled.length === 1 ? 'is' : 'are'} made up\n`)
    return settings
  }
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw readError(cause, file)
  }
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw usage(`${file} is not JSON`, 'give a JSON object with the settings of a connection')
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw usage(`${file} holds no settings`, 'give a JSON object with the settings of a connection')
  return settingsOf(target, { ...given })
}

/** Problems as findings are printed: on stderr, with `--json` as one object. */
export function report(file: string, problems: readonly TargetProblem[], json: boolean): void {
  if (json) process.stderr.write(`${JSON.stringify({ file, problems })}\n`)
  else for (const { code, severity, message, path, help } of problems) process.stderr.write(`${code} ${severity === 'error' ? '' : `${severity}: `}${message}\n  ${file} ${path}\n  ${help}\n`)
}
