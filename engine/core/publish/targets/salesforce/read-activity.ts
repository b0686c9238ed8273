import type { JsonValue } from '../../../json.ts'
import { typeCell } from '../../../model/cell.ts'
import { isAlways, type Condition } from '../../../model/condition.ts'
import { stepSchema, type Step } from '../../../model/steps/registry.ts'
import { readCondition } from './conditions.ts'
import { isObject, listOf, memberOf, textOf, type JsonObject } from './json-shape.ts'
import { fromPersonalization } from './texts.ts'
import { durationOfWait } from './waits.ts'
import { REMAINDER } from './write-activity.ts'

/** What activities are read with. `asset`: the message that a send refers to; `stepOf`: the step of an activity; `eventOf`: the event of a key. */
export interface ReadScope {
  readonly attributeSet: string
  readonly asset: (id: string) => JsonValue | undefined
  readonly stepOf: (activityKey: string) => string | undefined
  readonly eventOf: (eventKey: string) => string
  readonly note: (number: number, message: string, help: string) => void
}

/** What an activity is by its own members, and which of its outcomes is which way out. Undefined: an activity that no step can be. */
export interface ReadStep { readonly step: Step; readonly ports: ReadonlyMap<string, string> }

export function readActivity(activity: JsonObject, scope: ReadScope): ReadStep | undefined {
  const read = readShape(activity, scope)
  if (!read) return undefined
  const name = textOf(activity['name'])
  const note = textOf(activity['description'])
  // A step that its schema would refuse is no step, whatever the platform holds.
  const parsed = stepSchema.safeParse({ ...read.step, ...(name === '' ? {} : { name }), ...(note === '' ? {} : { note }) })
  return parsed.success ? { step: parsed.data, ports: read.ports } : undefined
}

interface Shape { readonly step: JsonObject; readonly ports: ReadonlyMap<string, string> }

function readShape(activity: JsonObject, scope: ReadScope): Shape | undefined {
  const configuration = activity['configurationArguments']
  const outcomes = listOf(activity['outcomes'])
  const next: ReadonlyMap<string, string> = new Map(outcomes.slice(0, 1).map((outcome) => ['next', textOf(outcome['key'])]))
  switch (textOf(activity['type']).toUpperCase()) {
    case 'WAIT': return readWait(configuration, outcomes, next, scope)
    case 'STOWAIT': return { step: { kind: 'delay', bestTime: { within: `PT${Number(memberOf(configuration, 'params', 'slidingWindowHours') ?? 24)}H` } }, ports: next }
    case 'MULTICRITERIADECISION': return readDecision(configuration, outcomes, scope)
    case 'ENGAGEMENTDECISION': return readEngagement(configuration, outcomes, scope)
    case 'RANDOMSPLIT': {
      const variants = outcomes.map((outcome) => {
        const label = textOf(memberOf(outcome, 'metaData', 'label'))
        return { id: textOf(outcome['key']), ...(label === '' || label === outcome['key'] ? {} : { name: label }), weight: Number(memberOf(outcome, 'arguments', 'percentage') ?? 0) }
      })
      return { step: { kind: 'split', variants }, ports: new Map(variants.map(({ id }) => [id, id])) }
    }
    case 'EMAILV2': return readMessage('email', memberOf(configuration, 'triggeredSend', 'emailId'), configuration, next, scope)
    case 'SMSSYNC': return readMessage('sms', memberOf(configuration, 'assetId'), configuration, next, scope)
    case 'PUSHNOTIFICATIONACTIVITY': return readMessage('push', memberOf(configuration, 'assetId'), configuration, next, scope)
    case 'UPDATECONTACTDATA': {
      const set = Object.fromEntries(listOf(memberOf(configuration, 'updateFields')).map((one) => [attributeOf(textOf(one['field']), scope), freeText(textOf(one['value']), scope)]))
      return { step: { kind: 'update', set }, ports: next }
    }
    case 'REST': {
      const execute = memberOf(activity, 'arguments', 'execute')
      const body = textOf(memberOf(execute, 'body'))
      const method = textOf(memberOf(execute, 'verb'))
      return { step: { kind: 'webhook', url: textOf(memberOf(execute, 'url')), ...(method === '' || method === 'POST' ? {} : { method }), ...(body === '' ? {} : { body }) }, ports: next }
    }
    default: return undefined
  }
}

function readWait(configuration: JsonValue | undefined, outcomes: readonly JsonObject[], next: ReadonlyMap<string, string>, scope: ReadScope): Shape | undefined {
  const specificDate = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(textOf(memberOf(configuration, 'specificDate')))
  if (specificDate) return { step: { kind: 'delay', until: { date: specificDate[1]!, ...(specificDate[2] === undefined || specificDate[2] === '00:00' ? {} : { time: specificDate[2] }) } }, ports: next }
  const length = durationOfWait(memberOf(configuration, 'waitDuration'), memberOf(configuration, 'waitUnit'))
  if (!length) return undefined
  if (!length.isExact) scope.note(61, 'months are no exact span: each is taken as 30 days', 'Set the days you mean.')
  const event = textOf(memberOf(configuration, 'waitForEventKey'))
  if (event !== '') {
    const keys = outcomes.map((outcome) => textOf(outcome['key']))
    const timeout = keys.find((key) => key === 'timeout') ?? keys[1]
    return { step: { kind: 'waitFor', branches: [{ id: 'event', event: scope.eventOf(event) }], timeout: { after: length.duration } }, ports: new Map([['event', keys[0]!], ...(timeout === undefined ? [] : ([['timeout', timeout]] as const))]) }
  }
  const time = textOf(memberOf(configuration, 'specifiedTime'))
  if (/^\d\d:\d\d/.test(time)) {
    if (length.duration !== 'PT1M') scope.note(62, `it waits ${length.duration} and then until ${time.slice(0, 5)}: only the time of day is kept`, 'Put a delay before it.')
    return { step: { kind: 'delay', until: { time: time.slice(0, 5) } }, ports: next }
  }
  return { step: { kind: 'delay', for: length.duration }, ports: next }
}

function readDecision(configuration: JsonValue | undefined, outcomes: readonly JsonObject[], scope: ReadScope): Shape {
  const criteria = memberOf(configuration, 'criteria')
  const branches = outcomes.filter((outcome) => outcome['key'] !== REMAINDER).map((outcome) => {
    const key = textOf(outcome['key'])
    const when = readCondition(textOf(memberOf(criteria, key)), scope)
    if (when === undefined) scope.note(63, `what the path “${textOf(memberOf(outcome, 'metaData', 'label')) || key}” asks for has no words here: nobody is let on it`, 'Write its condition again.')
    return { id: key === 'else' || key === 'timeout' ? `${key}-path` : key, key, when: when === undefined ? { any: [] } : isAlways(when) ? { all: [] } : (when as Condition) } // as: not empty, so a condition
  })
  const isThere = outcomes.some((outcome) => outcome['key'] === REMAINDER)
  return {
    step: { kind: 'branch', branches: branches.map(({ id, when }) => ({ id, when: when as JsonValue })) }, // as: a condition is plain JSON
    ports: new Map([...branches.map(({ id, key }) => [id, key] as const), ...(isThere ? ([['else', REMAINDER]] as const) : [])]),
  }
}

function readEngagement(configuration: JsonValue | undefined, outcomes: readonly JsonObject[], scope: ReadScope): Shape | undefined {
  const stats = Number(memberOf(configuration, 'statsTypeId'))
  const stepId = scope.stepOf(textOf(memberOf(configuration, 'refActivityCustomerKey')))
  if ((stats !== 2 && stats !== 3) || stepId === undefined) return undefined
  const when = { did: stats === 2 ? '$opened' : '$clicked', where: { property: 'stepId', op: 'eq', value: stepId } }
  const keyOf = (answer: boolean) => textOf(outcomes.find((outcome) => memberOf(outcome, 'arguments', 'when') === answer)?.['key'])
  return { step: { kind: 'branch', branches: [{ id: 'yes', when }] }, ports: new Map([['yes', keyOf(true)], ['else', keyOf(false)]]) }
}

function readMessage(channel: 'email' | 'sms' | 'push', assetId: JsonValue | undefined, configuration: JsonValue | undefined, ports: ReadonlyMap<string, string>, scope: ReadScope): Shape {
  const asset = isObject(assetId) ? undefined : scope.asset(textOf(assetId))
  const texts: readonly (readonly [string, string])[] =
    channel === 'email'
      ? [
          ['title', textOf(memberOf(asset, 'views', 'subjectline', 'content')) || textOf(memberOf(configuration, 'triggeredSend', 'emailSubject'))],
          ['preheader', textOf(memberOf(asset, 'views', 'preheader', 'content')) || textOf(memberOf(configuration, 'triggeredSend', 'preHeader'))],
          ['body', textOf(memberOf(asset, 'views', 'html', 'content'))],
        ]
      : [['title', channel === 'push' ? textOf(memberOf(asset, 'views', 'push', 'title')) : ''], ['body', textOf(memberOf(asset, 'views', channel, 'message'))]]
  if (asset === undefined) scope.note(64, 'its text was not read: only what the activity itself says is kept', 'Write the text, or import the journey from the account.')
  const template = texts.flatMap(([name, text]) => {
    if (text === '') return []
    const read = fromPersonalization(text)
    if (!read.isWhole) scope.note(65, `“${name}” holds AMPscript or personalization that is kept as it is written`, 'Write it as Liquid.')
    return [[name, read.text] as const]
  })
  return { step: { kind: 'message', channel, ...(template.length === 0 ? {} : { template: Object.fromEntries(template) }) }, ports }
}

function attributeOf(key: string, { attributeSet }: ReadScope): string {
  const own = `Contact.Attribute.${attributeSet}.`
  return key.startsWith(own) && key.length > own.length ? key.slice(own.length) : key
}

function freeText(text: string, { attributeSet }: ReadScope): JsonValue {
  const own = `{{Contact.Attribute.${attributeSet}.`
  const read = text.replace(/\{\{(?:Contact\.Attribute|Event)\.[^.{}]+\.([A-Za-z_]\w*)\}\}/g, (whole, name: string) => (whole.startsWith(own) ? `{{ profile.${name} }}` : whole.startsWith('{{Event.') ? `{{ event.${name} }}` : whole))
  return read === text ? (typeCell(text) ?? text) : read
}
