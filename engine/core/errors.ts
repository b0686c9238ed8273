/** Ends a tagged union: a new member fails to compile wherever it is not handled. Throws if reached, which is a bug. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unhandled ${what}: ${JSON.stringify(value)}`)
}

/**
 * A failure a person can act on: `code` names it, `message` says what is wrong and where, `help` what to do about it.
 * Doors print it as `CODE message` and pick the exit code by `unusable` (2: the input cannot be used at all; 1: it has errors).
 */
export class RehearsalError extends Error {
  readonly code: string
  readonly help: string
  readonly unusable: boolean

  constructor(code: string, message: string, help: string, options: { unusable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'RehearsalError'
    this.code = code
    this.help = help
    this.unusable = options.unusable ?? false
  }
}
