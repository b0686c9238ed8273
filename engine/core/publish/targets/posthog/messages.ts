import type { JsonValue } from '../../../json.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import type { ProblemList } from '../../problem-list.ts'
import { renameVariables } from '../../rename-variables.ts'
import { readText } from '../../../liquid/read-text.ts'
import { fromHog, toHog, variableHere, variableThere } from './hog.ts'
import type { Inputs } from './payload.ts'
import type { PostHogSettings } from './settings.ts'

type Template = NonNullable<MessageStep['template']>
type Path = readonly PropertyKey[]

/** What texts are written with: where a step stands decides what `event` is. */
export interface TextScope { readonly problems: ProblemList; readonly settings: PostHogSettings; /** An event of a wait may be at hand, which PostHog does not hand on. */ readonly isAfterWait: boolean }

export const CHANNELS = { push: ['function_push', 'template-native-push'], email: ['function_email', 'template-email'], sms: ['function_sms', 'template-twilio'] } as const
export type Channel = keyof typeof CHANNELS

const A_MESSAGE: Readonly<Record<Channel, string>> = { email: 'an email', push: 'a push', sms: 'a text message' }
const PLACES: Readonly<Record<Channel, readonly string[]>> = { push: ['title', 'body', 'link', 'image'], email: ['title', 'body'], sms: ['body'] }

/** A text that Liquid fills there, too. */
export function inLiquidThere(value: string, path: Path, scope: TextScope): string {
  const { text, strange, problem } = renameVariables(value, variableThere)
  if (problem !== null) scope.problems.error(30, path, `the text cannot be read: ${problem}`, 'Correct it in the message.')
  if (strange.length > 0) scope.problems.loss(31, path, `nothing fills ${strange.join(', ')} there`, 'Use an attribute of the profile, or what the event carries.')
  tellOfEvent(value, path, scope)
  return text
}

/** A text that only Hog fills there: holes, with defaults. */
export function inHogThere(value: string, path: Path, scope: TextScope): string {
  const hog = toHog(value)
  if (hog === undefined) {
    const { problem } = readText(value)
    scope.problems.error(32, path, problem ? `the text cannot be read: ${problem.what}` : 'this field there takes variables and defaults, no conditions and no other filters', 'Write it with {{ … }} and "| default:" only, or say it in the body.')
    return ''
  }
  tellOfEvent(value, path, scope)
  return hog
}

function tellOfEvent(value: string, path: Path, { problems, isAfterWait }: TextScope): void {
  if (isAfterWait && readText(value).variables.some(({ path: [root] }) => root === 'event')) {
    problems.loss(33, path, 'the event is the one that started it, not the one that was waited for', 'Keep what the text needs in a property of the person.')
  }
}

/** The inputs of a message: what is written, by whom and to whom. */
export function messageInputs(channel: Channel, template: Template, path: Path, scope: TextScope): JsonValue {
  const { problems, settings } = scope
  for (const [name, value] of Object.entries(template)) {
    if (!PLACES[channel].includes(name)) problems.loss(34, [...path, name], `${A_MESSAGE[channel]} there has no place for "${name}"`, 'Put it into the text.')
    else if (typeof value !== 'string') problems.loss(35, [...path, name], `"${name}" is no text`, 'Write it as a text.')
  }
  const said = (name: string) => (typeof template[name] === 'string' ? template[name] : undefined)
  const hog = (name: string) => inHogThere(said(name) ?? '', [...path, name], scope)
  const liquid = (name: string) => inLiquidThere(said(name) ?? '', [...path, name], scope)
  const stepPath = path.slice(0, 2)
  switch (channel) {
    case 'push': {
      if (!settings.pushIntegrationIds?.length) problems.error(36, stepPath, 'a push needs a channel', 'Name it in the connection: "Push channels".')
      return {
        distinctId: { value: '{event.distinct_id}' }, channels: { value: settings.pushIntegrationIds ?? [] }, title: { value: hog('title') }, body: { value: liquid('body'), templating: 'liquid' },
        ...(said('image') === undefined ? {} : { image: { value: hog('image') } }), ...(said('link') === undefined ? {} : { data: { value: { link: hog('link') } } }),
      }
    }
    case 'email': {
      if (settings.emailIntegrationId === undefined) problems.error(36, stepPath, 'an email needs a sender', 'Name it in the connection: "Sender of emails".')
      const body = liquid('body')
      return { email: { templating: 'liquid', value: { to: { email: `{{ ${personProperty(settings.emailProperty)} }}` }, from: { integrationId: settings.emailIntegrationId ?? 0 }, subject: liquid('title'), text: body, html: body } } }
    }
    case 'sms': {
      if (settings.smsIntegrationId === undefined || settings.smsFrom === undefined) problems.error(36, stepPath, 'a text message needs an account and a number', 'Name them in the connection: "SMS account" and "SMS number".')
      return { twilio_account: { value: settings.smsIntegrationId ?? 0 }, from_number: { value: settings.smsFrom ?? '' }, to_number: { value: `{${personProperty(settings.phoneProperty)}}` }, message: { value: hog('body') } }
    }
  }
}

function personProperty(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `person.properties.${name}` : `person.properties['${name}']`
}

/** The content of a message there; `strange` names what has no place here. */
export function contentOf(channel: Channel, inputs: Inputs): { template: Record<string, string>; strange: string[] } {
  const strange: string[] = []
  const template: Record<string, string> = {}
  const hog = (name: string, value: unknown) => {
    const text = typeof value === 'string' ? fromHog(value) : undefined
    if (text !== undefined) template[name] = text
    else if (value !== undefined) {
      strange.push(`the ${name}`)
      if (typeof value === 'string') template[name] = value
    }
  }
  const liquid = (name: string, value: unknown) => {
    if (typeof value !== 'string') return
    const read = renameVariables(value, variableHere)
    strange.push(...read.strange)
    template[name] = read.text
  }
  const known = new Set(['distinctId', 'channels', 'title', 'body', 'image', 'data', 'email', 'twilio_account', 'from_number', 'to_number', 'message'])
  strange.push(...Object.keys(inputs).filter((name) => !known.has(name)))
  if (channel === 'push') {
    hog('title', inputs['title']?.value)
    if (inputs['body']?.templating === 'hog') hog('body', inputs['body'].value)
    else liquid('body', inputs['body']?.value)
    hog('image', inputs['image']?.value)
    const data = record(inputs['data']?.value)
    hog('link', data['link'])
    strange.push(...Object.keys(data).filter((key) => key !== 'link').map((key) => `data.${key}`))
  } else if (channel === 'email') {
    const email = record(inputs['email']?.value)
    liquid('title', email['subject'])
    liquid('body', typeof email['html'] === 'string' && email['html'] !== '' ? email['html'] : email['text'])
    if (email['html'] !== undefined && email['text'] !== undefined && email['html'] !== email['text']) strange.push('the text beside the HTML')
    strange.push(...Object.keys(email).filter((key) => !['to', 'from', 'subject', 'text', 'html'].includes(key)))
  } else hog('body', inputs['message']?.value)
  return { template, strange: [...new Set(strange)] }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {} // as: just looked at
}
