import { accessSync, constants, realpathSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { RehearsalError } from '../core/errors.ts'
import type { Diagnostic } from '../core/lint/diagnostics.ts'
import { writeFileWhole } from '../node/write-file-whole.ts'
import { usage } from './arguments.ts'

export const EXIT_CLEAN = 0
export const EXIT_ERRORS = 1
export const EXIT_UNUSABLE = 2

/** Prints a failure to stderr as `CODE message` with what to do, or as JSON, and returns the exit code it stands for. Bugs are thrown on. */
export function reportFailure(error: unknown, json: boolean): number {
  if (!(error instanceof RehearsalError)) throw error
  const { code, message, help, unusable } = error
  process.stderr.write(json ? `${JSON.stringify({ error: { code, message, help } })}\n` : `${code} ${message}\n  ${help}\n`)
  return unusable ? EXIT_UNUSABLE : EXIT_ERRORS
}

/** Prints findings to stderr, `CODE message` with file, path and help; as JSON, one object a file. */
export function printDiagnostics(file: string, diagnostics: readonly Diagnostic[], json = false): void {
  if (json) return void process.stderr.write(`${JSON.stringify({ file, diagnostics })}\n`)
  for (const { code, severity, message, path, help } of diagnostics) {
    process.stderr.write(`${code} ${severity === 'error' ? '' : `${severity}: `}${message}\n  ${file} ${path}\n  ${help}\n`)
  }
}

/** Refuses a path nothing can be written to, before long work is done for it. */
export function assertWritable(path: string | undefined): void {
  if (path === undefined) return
  try {
    accessSync(dirname(resolve(path)), constants.W_OK)
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder')
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** The same for a file that is made beside and then put in its place: a device or a pipe would be gone. */
export function assertReplaceable(path: string | undefined): void {
  assertWritable(path)
  if (path !== undefined && isNoFile(path)) {
    throw unwritable(path, new Error('it is a device or a pipe, and this needs a file'))
  }
}

/** Refuses, by E_USAGE, an output that would take the place of an input or of another output. `outputs`: paths by the options that name them. */
export function assertApart(outputs: Readonly<Record<string, string | undefined>>, inputs: readonly (string | undefined)[]): void {
  const read = new Set(inputs.flatMap((path) => (path === undefined ? [] : [identityOf(path)])))
  const written = new Map<string, string>()
  for (const [option, path] of Object.entries(outputs)) {
    if (path === undefined || isNoFile(path)) continue
    const identity = identityOf(path)
    const other = written.get(identity)
    if (read.has(identity)) throw usage(`--${option} would overwrite ${path}, which is read`, 'write to another file')
    if (other !== undefined) throw usage(`--${other} and --${option} would both write ${path}`, 'give each a file of its own')
    written.set(identity, option)
  }
}

/** Writes a file whole or not at all; without a path, to stdout. */
export function writeOutput(path: string | undefined, text: string): void {
  if (path === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    if (isNoFile(path)) writeFileSync(path, text)
    else writeFileWhole(placeOf(path), text)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** A device, a pipe, or /dev/stdout and its like, which is not ours to put a file in the place of even where it leads to one. */
function isNoFile(path: string): boolean {
  return /^\/(dev\/(std(in|out|err)$|fd\/)|proc\/)/.test(resolve(path)) || statSync(path, { throwIfNoEntry: false })?.isFile() === false
}

/** Where a path leads: a link stays, and what it points to is written. */
function placeOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // nothing is there yet
  }
}

/** The same for every way to write one path, also that of a file that is yet to be made. */
function identityOf(path: string): string {
  const whole = resolve(path)
  try {
    return realpathSync.native(whole)
  } catch {
    return whole === dirname(whole) ? whole : join(identityOf(dirname(whole)), basename(whole))
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist', EACCES: 'the folder does not allow it', EPERM: 'the folder does not allow it', EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is no folder', ENOSPC: 'the disk is full', EDQUOT: 'the disk is full',
}

/** Why nothing can be written there, for people: E_WRITE. */
export function unwritable(path: string, cause: unknown): RehearsalError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause))
  return new RehearsalError('E_WRITE', `cannot write ${path}: ${reason}`, 'choose a folder you may write to, with room on the disk', { unusable: true, cause })
}
