import { RehearsalError } from '../core/errors.ts'

/** How many values an option takes: a flag none, most one, a list all that follow up to the next option. */
export type Arity = 'flag' | 'one' | 'list'

export interface Arguments { positionals: string[]; one: Map<string, string>; list: Map<string, string[]>; flags: Set<string> }

/** Reads `command a b --events x y --out z --json`. Throws E_USAGE for an unknown option, a missing value, or a second one where one is taken. */
export function readArguments(args: readonly string[], options: Readonly<Record<string, Arity>>): Arguments {
  const read: Arguments = { positionals: [], one: new Map(), list: new Map(), flags: new Set() }
  let filling: string[] = read.positionals
  for (let index = 0; index < args.length; index++) {
    const [name, inline] = optionName(args[index]!)
    if (name === undefined) {
      filling.push(args[index]!)
      continue
    }
    const arity = options[name]
    if (!arity) throw usage(`unknown option --${name}`, `options here are ${Object.keys(options).map((one) => `--${one}`).join(', ')}`)
    filling = read.positionals
    if (arity === 'flag') {
      if (inline !== undefined) throw usage(`--${name} takes no value`, `write --${name} alone, or leave it out`)
      read.flags.add(name)
    } else if (arity === 'one') {
      if (read.one.has(name)) throw usage(`--${name} is given twice`, 'it takes one value: leave one of them out')
      read.one.set(name, inline ?? valueAfter(args, ++index, name))
    } else {
      filling = read.list.get(name) ?? []
      read.list.set(name, filling)
      if (inline !== undefined) filling.push(inline)
    }
  }
  for (const [name, values] of read.list) if (values.length === 0) throw usage(`--${name} needs a value`, `write --${name} followed by one or more values`)
  return read
}

/** Refuses, by E_USAGE, the options that an action does not take: left unsaid, it would seem to have heeded them. */
export function assertTakes({ one, list, flags }: Arguments, takes: readonly string[], action: string, help: string): void {
  const odd = [...one.keys(), ...list.keys(), ...flags].find((name) => !takes.includes(name))
  if (odd !== undefined) throw usage(`${action} takes no --${odd}`, help)
}

function optionName(argument: string): [string | undefined, string | undefined] {
  if (!argument.startsWith('--')) return [undefined, undefined]
  const at = argument.indexOf('=')
  return at < 0 ? [argument.slice(2), undefined] : [argument.slice(2, at), argument.slice(at + 1)]
}

function valueAfter(args: readonly string[], index: number, name: string): string {
  const value = args[index]
  if (value === undefined || value.startsWith('--')) throw usage(`--${name} needs a value`, `write --${name} followed by its value`)
  return value
}

/** A wrong command line: nothing was read, so exit code 2. */
export function usage(message: string, help: string): RehearsalError {
  return new RehearsalError('E_USAGE', message, help, { unusable: true })
}

/** An instant from the command line, ISO 8601; without a zone it is UTC, a date is its 00:00. Epoch ms. */
export function readInstant(text: string, option: string): number {
  const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  const hasTime = text.length > 10
  const instant = iso ? Date.parse(hasTime && iso[1] === undefined ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T')) : NaN
  if (Number.isNaN(instant) || !isDay(text.slice(0, 10))) throw usage(`--${option} "${text}" is no instant`, 'write ISO 8601, such as 2026-12-01T09:00:00Z')
  return Math.floor(instant)
}

/** JavaScript reads 30 February as 2 March; a person who types it has mistyped. */
function isDay(date: string): boolean {
  return new Date(Date.parse(date)).toISOString().startsWith(date)
}

/** A whole number from the command line, not below `least`. */
export function readWhole(text: string, option: string, least: number): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least || text.trim() === '') throw usage(`--${option} "${text}" is no whole number of ${least} or more`, `write a number such as ${Math.max(least, 1)}`)
  return value
}
