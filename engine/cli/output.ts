import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { RehearsalError } from '../core/errors.ts'
import type { Diagnostic } from '../core/lint/diagnostics.ts'

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

/** Prints findings to stderr, `CODE message` with file, path and help. */
export function printDiagnostics(file: string, diagnostics: readonly Diagnostic[]): void {
  for (const { code, severity, message, path, help } of diagnostics) {
    process.stderr.write(`${code} ${severity === 'error' ? '' : `${severity}: `}${message}\n  ${file} ${path}\n  ${help}\n`)
  }
}

/** Writes a file whole or not at all; without a path, to stdout. */
export function writeOutput(path: string | undefined, text: string): void {
  if (path === undefined) {
    process.stdout.write(text)
    return
  }
  const partial = `${path}.partial-${process.pid}`
  try {
    const file = openSync(partial, 'w')
    try {
      const bytes = Buffer.from(text)
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(partial, path)
  } catch (cause) {
    rmSync(partial, { force: true })
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new RehearsalError('E_WRITE', `cannot write ${path}: ${reason}`, 'choose a folder you may write to, with room on the disk', { unusable: true, cause })
  }
}
