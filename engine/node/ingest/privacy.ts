import { createHmac } from 'node:crypto'
import type { ImportOptions } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson, type JsonValue } from '../../core/json.ts'

export type Rule = 'keep' | 'drop' | 'hash'

const mostRemembered = 1 << 20

/**
 * What of the data is not kept, or only as a keyed hash: columns and properties by name, with everything inside them. A hash is HMAC-SHA-256,
 * the first 32 hexadecimal digits: the same text is the same hash under one key, in whatever column.
 */
export class Privacy {
  /** Whether anything is dropped or hashed: then no text of a rejected row is kept, as its cells may stand in the wrong columns. */
  readonly active: boolean
  readonly #drop: readonly string[]
  readonly #hash: readonly string[]
  readonly #key: Uint8Array
  readonly #rules = new Map<string, Rule>()
  readonly #met = new Set<string>()
  readonly #hashes = new Map<string, string>()
  /** Whether profile ids are hashed, in events and in profiles alike. */
  hashesIds = false

  /** Throws E_PRIVACY for a column that is named for both, or without a key. */
  constructor({ drop = [], hash = [] }: Pick<ImportOptions, 'drop' | 'hash'> = {}, key?: Uint8Array) {
    const both = drop.find((name) => hash.includes(name))
    if (both !== undefined) throw unusable(`${JSON.stringify(both)} is to be dropped and hashed.`, 'Choose one of the two.')
    if (hash.length > 0 && !key) throw unusable('There is no key to hash with.', 'Name a file that holds it with --hash-key.')
    this.#drop = drop
    this.#hash = hash
    this.#key = key ?? new Uint8Array()
    this.active = drop.length + hash.length > 0
  }

  /** What is done with a column or property. */
  ruleOf(name: string): Rule {
    let rule = this.#rules.get(name)
    if (rule === undefined) this.#rules.set(name, (rule = this.#decide(name)))
    return rule
  }

  /** Notes that the files have a column of that name, for `assertAllMet`. */
  meet(name: string): void {
    this.ruleOf(name)
  }

  hash(text: string): string {
    const known = this.#hashes.get(text)
    if (known !== undefined) return known
    const hash = createHmac('sha256', this.#key).update(text).digest('hex').slice(0, 32)
    if (this.#hashes.size < mostRemembered) this.#hashes.set(text, hash)
    return hash
  }

  /** What a column makes of its values; undefined: nothing. */
  shapeOf(name: string): ((value: JsonValue) => JsonValue | undefined) | undefined {
    const rule = this.ruleOf(name)
    if (rule === 'keep') return undefined
    return rule === 'drop' ? () => undefined : (value) => (value === null ? null : this.hash(typeof value === 'string' ? value : canonicalJson(value)))
  }

  /** Settles whether ids are hashed: the columns that hold them, by any of their names. Throws E_PRIVACY for a column the events cannot do without. */
  settleIds(idNames: readonly string[], at: string, eventName: string): void {
    for (const [what, names] of [['profile ids', idNames], ['instants', [at]], ['event names', [eventName]]] as const) {
      const dropped = names.find((name) => this.ruleOf(name) === 'drop')
      if (dropped !== undefined) {
        throw unusable(`${JSON.stringify(dropped)} holds the ${what}, without which there are no events.`, what === 'profile ids' ? 'Hash it instead, with --hash.' : 'Leave it out of --drop.')
      }
    }
    const unhashable = [at, eventName].find((name) => this.ruleOf(name) === 'hash')
    if (unhashable !== undefined) throw unusable(`${JSON.stringify(unhashable)} holds the instants or the event names, which cannot be hashed.`, 'Leave it out of --hash.')
    this.hashesIds ||= idNames.some((name) => this.ruleOf(name) === 'hash')
  }

  /** The same for a file of profiles, whose ids must be those of the events. */
  checkProfiles(id: string, at: string): void {
    const hashedBefore = this.hashesIds
    this.settleIds([id], at, '')
    if (this.hashesIds && !hashedBefore) throw unusable(`The profile ids in ${JSON.stringify(id)} are to be hashed, but those of the events are not.`, 'Name the column of ids in the event files as well.')
  }

  idOf(text: string): string {
    return this.hashesIds ? this.hash(text) : text
  }

  /** Throws E_PRIVACY if a name was never met: a slip of the pen must not keep what was to go. */
  assertAllMet(columns: readonly string[]): void {
    const missing = [...this.#drop, ...this.#hash].find((name) => !this.#met.has(name))
    if (missing === undefined) return
    throw unusable(`no file has the column or property ${JSON.stringify(missing)} that is to be dropped or hashed. There are: ${columns.slice(0, 40).join(', ')}.`, 'Write its name as the files have it; for a member of an object, a.b.')
  }

  #decide(name: string): Rule {
    for (const [names, rule] of [[this.#drop, 'drop'], [this.#hash, 'hash']] as const) {
      const found = names.find((one) => name === one || name.startsWith(`${one}.`))
      if (found === undefined) continue
      this.#met.add(found)
      return rule
    }
    return 'keep'
  }
}

function unusable(what: string, help: string): RehearsalError {
  return new RehearsalError('E_PRIVACY', what, help, { unusable: true })
}
