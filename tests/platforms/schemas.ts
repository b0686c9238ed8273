import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonValue } from '../../engine/core/json.ts'
import { isThing, list, thing, type Thing } from './thing.ts'

/** What an official schema finds wrong: where, as a JSON pointer, and what. */
export interface SchemaError { readonly pointer: string; readonly message: string }
export type Check = (value: JsonValue) => SchemaError[]

/** The definitions of Dittofeed's API, by the names of its own types. */
export function dittofeedSchema(name: 'UpsertJourneyResource' | 'UpsertSegmentResource' | 'UpsertMessageTemplateResource' | 'DeleteJourneyRequest' | 'GetJourneysResponse' | 'JourneyUpsertValidationError'): Check {
  return checkOf(`dittofeed/${name}`, () => ({ ...load('dittofeed.json'), $ref: `#/$defs/${name}` }))
}

/** A workflow of PostHog: its actions and its edges. */
export function posthogSchema(): Check {
  const action = checkOf('posthog/action', () => ({ ...load('posthog-hogflow.json'), $ref: '#/$defs/action' }))
  const edge = checkOf('posthog/edge', () => ({ ...load('posthog-hogflow.json'), $ref: '#/$defs/edge' }))
  const each = (key: string, check: Check, value: JsonValue) => list(value).flatMap((one, index) => check(one).map((error) => ({ ...error, pointer: `/${key}/${index}${error.pointer}` })))
  return (flow) => [...each('actions', action, thing(flow)['actions'] ?? []), ...each('edges', edge, thing(flow)['edges'] ?? [])]
}

/** What is sent to make a flow, to set its status, or to change one of its actions at Klaviyo. */
export function klaviyoSchema(operation: 'create-flow' | 'update-flow' | 'update-flow-action'): Check {
  return checkOf(`klaviyo/${operation}`, () => {
    const api = repaired(load(`klaviyo-${operation}.json`))
    const path = thing(Object.values(thing(api['paths']))[0])
    const body = thing(thing(Object.values(thing(thing(thing(Object.values(path)[0])['requestBody'])['content']))[0])['schema'])
    return { components: api['components'] ?? {}, ...body }
  })
}

/**
 * Klaviyo's specification, so that a validator reads it as it is meant: `nullable` is OpenAPI's word for "or null", and where alternatives overlap, such as integer
 * and number, `oneOf` refuses what fits both.
 */
function repaired(schema: Thing): Thing {
  const repair = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(repair)
    if (!isThing(value)) return value
    const { nullable, oneOf, ...rest } = value
    const members = Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, repair(member)]))
    const whole = oneOf === undefined ? members : { ...members, anyOf: list(oneOf).map(repair) }
    return nullable === true ? { anyOf: [{ type: 'null' }, whole] } : whole
  }
  return repair(schema) as Thing // as: an object repaired is an object
}

const checks = new Map<string, Check>()

function checkOf(name: string, schema: () => Thing): Check {
  let check = checks.get(name)
  if (!check) {
    // Not strict: the schemas bear keywords of OpenAPI and TypeBox beside those of JSON Schema.
    const validate: ValidateFunction = new Ajv2020({ strict: false, validateFormats: false, allErrors: false, logger: false }).compile(schema())
    check = (value) => (validate(value) ? [] : (validate.errors ?? []).map((error) => ({ pointer: error.instancePath, message: error.message ?? error.keyword })))
    checks.set(name, check)
  }
  return check
}

function load(file: string): Thing {
  return JSON.parse(readFileSync(new URL(`schemas/${file}`, import.meta.url), 'utf8')) as Thing // as: the files hold objects
}
