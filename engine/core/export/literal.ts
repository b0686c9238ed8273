const LINE = 140

/** A JSON value as a TypeScript literal for people to read: what is short stands in one line. */
export function asLiteral(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return textOf(value)
  const short = mayBeShort(value, LINE) ? inline(value) : undefined
  if (short !== undefined && short.length + indent.length <= LINE) return short
  const deeper = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map((one) => `${deeper}${asLiteral(one, deeper)}`).join(',\n')}\n${indent}]`
  return `{\n${membersOf(value).map(([key, member]) => `${deeper}${key}: ${asLiteral(member, deeper)}`).join(',\n')}\n${indent}}`
}

/** False if more values are in it than a line has room for: large values need not be written out to be found too long. */
function mayBeShort(value: unknown, most: number): boolean {
  let left = most
  const counts = (one: unknown): boolean => {
    if (--left < 0) return false
    return typeof one !== 'object' || one === null || Object.values(one).every(counts)
  }
  return counts(value)
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object' || value === null) return textOf(value)
  const members = membersOf(value)
  return members.length === 0 ? '{}' : `{ ${members.map(([key, member]) => `${key}: ${inline(member)}`).join(', ')} }`
}

/**
 * Some readers of programs take U+2028 and U+2029 for ends of lines, and signs that turn the direction of writing around would show another
 * program than the one that runs. `</script` and `<!--` would end or comment out a program that stands in a page.
 */
function textOf(value: unknown): string {
  return JSON.stringify(value).replace(MISREAD, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).replaceAll('</', '<\\/').replaceAll('<!', '<\\u0021')
}
const MISREAD = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g

function membersOf(value: object): [key: string, member: unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [keyOf(key), member])
}

/** A member every object has: the compiler takes what stands under such a name for that member's type, and `__proto__` would set the prototype. */
function keyOf(key: string): string {
  if (key in Object.prototype) return `[${textOf(key)} as string]`
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : textOf(key)
}

/**
 * Reads a literal that stands in a program at `from`: JSON, or what a formatter makes of it (names without quotes, single quotes, trailing
 * commas, comments). Undefined if there is anything else in it, such as a call or a variable.
 */
export function readLiteral(text: string, from: number): { value: unknown } | undefined {
  const reader = new LiteralReader(text, from)
  try {
    return { value: reader.value() }
  } catch (cause) {
    if (cause instanceof NoLiteral) return undefined
    throw cause
  }
}

class NoLiteral extends Error {}

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy
const AS_TEXT = /as\s+string/y
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const TEXT = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/y

class LiteralReader {
  readonly #text: string
  #at: number

  constructor(text: string, from: number) {
    this.#text = text
    this.#at = from
  }

  value(): unknown {
    if (this.#takes('{')) return this.#object()
    if (this.#takes('[')) return this.#list()
    const quoted = this.#match(TEXT)
    if (quoted !== undefined) return unquoted(quoted)
    const number = this.#match(NUMBER)
    if (number !== undefined) return Number(number)
    const name = this.#match(NAME)
    if (name === 'true') return true
    if (name === 'false') return false
    if (name === 'null') return null
    throw new NoLiteral()
  }

  #object(): Record<string, unknown> {
    const members: [string, unknown][] = []
    while (!this.#takes('}')) {
      const isComputed = this.#takes('[')
      const quoted = this.#match(TEXT)
      const key = quoted === undefined ? (this.#match(NAME) ?? this.#match(NUMBER)) : unquoted(quoted)
      if (isComputed) this.#match(AS_TEXT)
      if (key === undefined || (isComputed && !this.#takes(']')) || !this.#takes(':')) throw new NoLiteral()
      members.push([key, this.value()])
      if (this.#takes(',')) continue
      if (this.#takes('}')) break
      throw new NoLiteral()
    }
    return Object.fromEntries(members)
  }

  #list(): unknown[] {
    const items: unknown[] = []
    while (!this.#takes(']')) {
      items.push(this.value())
      if (this.#takes(',')) continue
      if (this.#takes(']')) break
      throw new NoLiteral()
    }
    return items
  }

  #takes(sign: string): boolean {
    this.#match(BLANK)
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  #match(pattern: RegExp): string | undefined {
    if (pattern !== BLANK) this.#match(BLANK)
    pattern.lastIndex = this.#at
    const [found] = pattern.exec(this.#text) ?? []
    if (found !== undefined) this.#at += found.length
    return found
  }
}

/** Text between quotes; single ones are turned into double ones, for JSON to read. */
function unquoted(text: string): string {
  const json = text.startsWith('"') ? text : `"${text.slice(1, -1).replace(/\\[\s\S]|"/g, (one) => (one === "\\'" ? "'" : one === '"' ? '\\"' : one))}"`
  try {
    return JSON.parse(json.replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)) as string // as: a text between quotes
  } catch {
    throw new NoLiteral()
  }
}
