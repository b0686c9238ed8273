import * as z from 'zod'
import { methods, type MethodName } from '../../engine/api/contract.ts'
import type { RandomSource } from '../differential/random-source.ts'

// Arguments as a broken window, a hostile page or another program might send them: what the schema of a method asks for, made by chance, then spoilt.

/** A JSON schema, as far as it is read here. */
interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
  type?: string | readonly string[]
  properties?: Record<string, Schema>
  required?: readonly string[]
  items?: Schema
  prefixItems?: readonly Schema[]
  additionalProperties?: Schema | boolean
  minItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
}

/** What there is to name: by the name of the property that holds it. */
export type Known = Readonly<Record<string, readonly unknown[]>>

const schemas = new Map<MethodName, Schema>()

function schemaOf(method: MethodName): Schema {
  const known = schemas.get(method)
  if (known) return known
  const made = z.toJSONSchema(methods[method].input, { unrepresentable: 'any', io: 'input' }) as Schema // as: it is one
  schemas.set(method, made)
  return made
}

/** Arguments a method may well accept. */
export function likelyInput(method: MethodName, known: Known, random: RandomSource): unknown {
  const root = schemaOf(method)
  return made(root, { root, known, random, depth: 0, name: '' })
}

interface Making { root: Schema; known: Known; random: RandomSource; depth: number; name: string }

function made(schema: Schema, making: Making): unknown {
  const { root, known, random, depth, name } = making
  const named = Object.hasOwn(known, name) ? known[name]! : []
  if (named.length > 0 && random.chance(0.9)) return random.pick(named)
  if (schema.$ref !== undefined) return depth > 12 ? null : made(resolved(root, schema.$ref), { ...making, depth: depth + 1 })
  if ('const' in schema) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return depth > 12 ? null : made(random.pick(choices), { ...making, depth: depth + 1 })
  const type = Array.isArray(schema.type) ? (random.pick(schema.type) as string) : schema.type // as: a list of texts
  const deeper = { ...making, depth: depth + 1 }
  switch (type) {
    case 'object': {
      const result: Record<string, unknown> = {}
      for (const [key, of] of Object.entries(schema.properties ?? {})) {
        if (schema.required?.includes(key) || (depth < 8 && random.chance(0.4))) result[key] = made(of, { ...deeper, name: key })
      }
      if (typeof schema.additionalProperties === 'object' && depth < 8) for (const key of random.some(0, 2, (index) => `k${index}`)) result[key] = made(schema.additionalProperties, { ...deeper, name: '' })
      return result
    }
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map((one) => made(one, deeper))
      return random.some(schema.minItems ?? 0, depth < 8 ? (schema.minItems ?? 0) + 2 : (schema.minItems ?? 0), () => made(schema.items ?? {}, { ...deeper, name: singular(name) }))
    case 'string':
      return random.pick(['signup', 'purchase', 'ada', 'P1D', 'x', 'Welcome'])
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? schema.exclusiveMinimum ?? -3, Math.min(schema.maximum ?? 1_800_000_000_000, random.pick([0, 1, 2, 7, 0.5, 1_767_300_000_000].map((value) => (type === 'integer' ? Math.ceil(value) : value)))))
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return random.pick(['anything', 1, null, []])
  }
}

function resolved(root: Schema, ref: string): Schema {
  if (ref === '#') return root
  return root.$defs?.[ref.replace('#/$defs/', '')] ?? {}
}

function singular(name: string): string {
  return name.endsWith('s') ? name.slice(0, -1) : name
}

/** `outside`: a folder no call may write to. `wire`: only what JSON can carry. */
export function hostileValue(random: RandomSource, outside: string, wire: boolean): unknown {
  const texts = [
    '', ' ', '\0', '\uD800', 'a\uDFFFb', 'x'.repeat(100_000), '\u202E\u200B\uFEFF', '__proto__', 'constructor', 'toString', '../'.repeat(12) + 'etc/passwd', '..\\..\\windows\\win.ini', `${outside}/written.json`,
    `file://${outside}/written.json`, '/etc/passwd', '/dev/zero', '/proc/self/environ', '/', '.', "'; DROP TABLE journeys; --", '" OR 1=1 --', '%00', '%s%n', '${7*7}', '{{ 7 | times: 7 }}', '{% for i in (1..1000000000) %}x{% endfor %}',
    '<script>alert(1)</script>', '(a+)+$', 'http://127.0.0.1:1/', 'NaN', '1e999', 'P999999999Y', '-P1D', '9999-99-99', 'Etc/Nowhere', '\n\r\t', 'İ̇ı', '👩‍👩‍👧‍👦'.repeat(50),
  ]
  const numbers = [NaN, Infinity, -Infinity, -0, -1, 1e308, 5e-324, 2 ** 53, 2 ** 53 + 2, -(2 ** 31), 2 ** 32, 1e21, 0.1 + 0.2]
  const things: (() => unknown)[] = [
    () => null,
    () => [],
    () => ({}),
    () => JSON.parse('{"__proto__": {"polluted": true}}') as unknown, // as: whatever it is
    () => JSON.parse('{"constructor": {"prototype": {"polluted": true}}}') as unknown, // as: whatever it is
    () => nested(2000),
    () => Array.from({ length: 20_000 }, (_, index) => index),
    () => Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, index])),
    () => random.chance(0.5),
    () => ({ length: 1e9 }),
    () => ({ toJSON: 'no function' }),
  ]
  const unwired: (() => unknown)[] = [() => undefined, () => 10n ** 30n, () => new Date(NaN), () => new Map([['a', 1]]), () => new Set([1]), () => new Uint8Array(9), () => cyclic(), () => new Array(3), () => Object.create(null) as unknown] // as: whatever it is
  const which = random.next()
  if (which < 0.45) return random.pick(texts)
  if (which < 0.65) return wire ? random.pick(numbers.filter((number) => Number.isFinite(number))) : random.pick(numbers)
  return random.pick(wire ? things : [...things, ...unwired])()
}

function nested(depth: number): unknown {
  let inner: unknown = 'core'
  for (let level = 0; level < depth; level++) inner = level % 2 === 0 ? [inner] : { not: inner }
  return inner
}

function cyclic(): unknown {
  const ring: Record<string, unknown> = { id: 'ring' }
  ring['self'] = ring
  return ring
}

/** A copy of `value` with one place in it changed: given another value, taken away, repeated, or joined by a key nobody asked for. */
export function spoilt(value: unknown, random: RandomSource, hostile: () => unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.12)) return hostile()
  if (Array.isArray(value)) {
    const copy = [...(value as unknown[])] // as: a list of anything
    if (copy.length === 0 || random.chance(0.2)) return [...copy, hostile()]
    const index = random.between(0, copy.length - 1)
    copy[index] = spoilt(copy[index], random, hostile)
    return copy
  }
  const copy: Record<string, unknown> = { ...value }
  const keys = Object.keys(copy)
  if (keys.length === 0 || random.chance(0.12)) return { ...copy, [random.pick(['extra', 'constructor', 'toString', '', 'id'])]: hostile() }
  const key = random.pick(keys)
  if (random.chance(0.1)) delete copy[key]
  else copy[key] = spoilt(copy[key], random, hostile)
  return copy
}
