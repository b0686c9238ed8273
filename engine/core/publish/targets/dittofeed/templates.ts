import type { JsonValue } from '../../../json.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import type { WebhookStep } from '../../../model/steps/webhook.ts'
import type { ProblemList } from '../../problem-list.ts'
import { CHANNEL_TYPES, type TemplateBody } from './payload.ts'
import type { DittofeedSettings } from './settings.ts'
import { fromUserText, toUserText } from './texts.ts'

type Template = NonNullable<MessageStep['template']>
type Channel = keyof typeof CHANNEL_TYPES
type Path = readonly PropertyKey[]

/** Where each field of a text goes; what is not named has no place. */
const PLACES: Readonly<Record<Channel, Readonly<Record<string, string>>>> = { email: { title: 'subject', body: 'body' }, push: { title: 'title', body: 'body', image: 'imageUrl' }, sms: { body: 'body' } }

const A_MESSAGE: Readonly<Record<Channel, string>> = { email: 'an email', push: 'a push', sms: 'a text message' }

/** The content of a message as a template there. */
export function templateDefinition(channel: Channel, template: Template, path: Path, settings: DittofeedSettings, problems: ProblemList): JsonValue {
  const places = PLACES[channel]
  const fields: Record<string, JsonValue> = {}
  for (const [name, value] of Object.entries(template)) {
    const at = [...path, name]
    if (!Object.hasOwn(places, name)) problems.loss(30, at, `${A_MESSAGE[channel]} there has no place for "${name}"`, 'Put it into the text.')
    else if (typeof value !== 'string') problems.loss(31, at, `"${name}" is no text`, 'Write it as a text.')
    else fields[places[name]!] = text(value, at, problems)
  }
  if (channel !== 'email') return { type: CHANNEL_TYPES[channel], ...(channel === 'sms' ? { body: '' } : {}), ...fields }
  if (settings.emailFrom === undefined) problems.error(32, path.slice(0, 2), 'an email needs a sender', 'Name one in the connection: "Sender of emails".')
  return { type: 'Email', from: settings.emailFrom ?? '', subject: '', body: '', ...fields }
}

function text(value: string, path: Path, problems: ProblemList): string {
  const { text: changed, strange, problem, ofEvent } = toUserText(value)
  if (problem !== null) problems.error(33, path, `the text cannot be read: ${problem}`, 'Correct it in the message.')
  if (strange.length > 0) problems.loss(34, path, `nothing fills ${strange.join(', ')} there`, 'Use an attribute of the profile.')
  if (ofEvent.length > 0) {
    problems.loss(35, path, `what an event carries is a user property there: it stays empty until ${ofEvent.join(', ')} ${ofEvent.length === 1 ? 'is' : 'are'} made`, 'Make a user property of type Performed for it, of that name, in Dittofeed.')
  }
  return changed
}

/** The content of a template as a message has it; `strange` names what has no place here. */
export function templateOf({ definition }: TemplateBody): { channel: Channel; template: Template; strange: string[] } | undefined {
  const channel = (Object.keys(CHANNEL_TYPES) as Channel[]).find((one) => CHANNEL_TYPES[one] === definition.type) // as: the keys of a constant
  if (!channel) return undefined
  const strange: string[] = []
  const known = new Set(['type', 'from', 'emailContentsType', ...Object.values(PLACES[channel])])
  const template: Template = {}
  for (const [here, there] of Object.entries(PLACES[channel])) {
    const value = (definition as Record<string, unknown>)[there] // as: a parsed object with more members than are named
    if (typeof value === 'string') template[here] = read(value, strange)
    else if (value !== undefined && value !== null) strange.push(`${there}, which is drawn in its editor`)
  }
  strange.push(...Object.keys(definition).filter((name) => !known.has(name)))
  return { channel, template, strange }
}

function read(value: string, strange: string[]): string {
  const { text: changed, strange: unknown } = fromUserText(value)
  strange.push(...unknown)
  return changed
}

/** What a webhook is configured by there: JSON as text, of which Liquid fills the texts. Source: docs.dittofeed.com on webhook templates. */
export function webhookDefinition({ url, method, body }: WebhookStep, path: Path, problems: ProblemList): JsonValue {
  const fill = (value: JsonValue, at: Path): JsonValue => {
    if (typeof value === 'string') return text(value, at, problems)
    if (Array.isArray(value)) return value.map((one, index) => fill(one, [...at, index]))
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, [...at, key])])) : value
  }
  const config = { url: text(url, [...path, 'url'], problems), method: method ?? 'POST', ...(body === undefined ? {} : { data: fill(body as JsonValue, [...path, 'body']) }) } // as: z.json() is JSON
  return { type: 'Webhook', identifierKey: 'id', body: JSON.stringify({ config }) }
}

export function webhookOf({ definition }: TemplateBody): { fields: Pick<WebhookStep, 'url' | 'method' | 'body'>; strange: string[] } {
  const strange: string[] = []
  const fill = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return read(value, strange)
    if (Array.isArray(value)) return value.map(fill)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)])) : value
  }
  const { url, method, data, ...more } = configOf(definition.body, strange)
  strange.push(...Object.keys(more))
  return {
    fields: {
      url: typeof url === 'string' && url !== '' ? read(url, strange) : 'https://example.com/hook',
      ...(typeof method === 'string' && method !== '' ? { method } : {}),
      ...(data === undefined ? {} : { body: fill(data) }),
    },
    strange,
  }
}

function configOf(body: unknown, strange: string[]): Record<string, JsonValue> {
  try {
    const whole = JSON.parse(typeof body === 'string' ? body : '') as unknown
    if (typeof whole === 'object' && whole !== null && 'config' in whole && typeof whole.config === 'object' && whole.config !== null) {
      strange.push(...Object.keys(whole).filter((key) => key !== 'config'))
      return whole.config as Record<string, JsonValue> // as: parsed JSON, just seen to be an object
    }
  } catch {
    // told below: whoever wrote Liquid around the JSON wrote something that only they can read
  }
  strange.push('a configuration that is not plain JSON')
  return {}
}
