import { CHANNELS, type Channel } from '../../../engine/core/model/steps/message.ts'
import { STEP_KINDS, type StepKindName } from '../../../engine/core/model/steps/registry.ts'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { channelInWords } from '../../i18n/in-words.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { folded } from '../../i18n/letters.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'

/** The drag-and-drop type that carries a palette kind. */
export const PALETTE_TYPE = 'application/x-rehearsal-kind'

export const paletteText = defineTexts('palette', {
  title: 'Steps',
  search: 'Find a step',
  nothing: 'No step is called that.',
  hint: 'Drag onto the canvas, or onto a connection to put it in between.',
  entry: 'Entry',
  people: 'People come in',
  time: 'Time',
  message: 'Messages',
  logic: 'Logic',
  end: 'End',
  beside: 'Beside the journey',
  whatEntry: 'An event, a segment, a date or a call that starts the journey',
  whatMessage: 'Push, email, SMS, in-app and more',
  whatDelay: 'A fixed time, until a time of day, or the best time',
  whatWaitFor: 'Until something happens, or a limit passes',
  whatBranch: 'By what is known about the person',
  whatSplit: 'Random groups that stay the same',
  whatUpdate: 'Set attributes of the profile',
  whatWebhook: 'Tell another system',
  whatJourney: 'Go through another journey',
  whatExit: 'Leave with a named outcome',
  whatPush: 'On the phone, also while the app is closed',
  whatEmail: 'To their inbox, with as much text as it takes',
  whatSms: 'A short text to their phone number',
  whatInApp: 'While they use the app',
  whatWebPush: 'In the browser, also away from the site',
  whatWhatsapp: 'A message in the chat',
  whatWidget: 'A card within a page or screen',
  add: 'Add {{name}}',
  // What people call things here and elsewhere.
  also_entry: 'start, trigger, begin, come in, sign up',
  also_message: 'send, campaign, channel',
  also_message_push: 'notification, mobile, app, message',
  also_message_email: 'mail, e-mail, newsletter, message',
  also_message_sms: 'text, mobile, phone, message',
  also_message_inApp: 'in app, pop-up, popup, modal, banner',
  also_message_webPush: 'browser, notification, message',
  also_message_whatsapp: 'chat, wa, message',
  also_message_widget: 'content card, embedded, web, message',
  also_delay: 'wait, pause, sleep, time, later, hours, days, until, best time',
  also_waitFor: 'wait until, event, listen, timeout, time limit, happens',
  also_branch: 'if, condition, decision, else, yes no, filter, audience, segment, rule',
  also_split: 'a/b, ab test, test, experiment, random, variant, percentage, control',
  also_update: 'set, attribute, property, tag, change, profile',
  also_webhook: 'api, http, call, request, post, integration, url',
  also_journey: 'sub-journey, flow, campaign, another, other',
  also_exit: 'end, stop, finish, leave, done, goal, outcome',
})

/** What can be asked for: every kind of step, a message of one channel, and entries. */
export type PaletteKind = StepKindName | `message:${Channel}` | 'entry'

export interface PaletteItem<Kind extends PaletteKind = StepKindName | 'entry'> {
  kind: Kind
  name: string
  what: string
  family: StepFamily
}

const WHAT = {
  message: 'whatMessage', delay: 'whatDelay', waitFor: 'whatWaitFor', branch: 'whatBranch', split: 'whatSplit', update: 'whatUpdate',
  webhook: 'whatWebhook', journey: 'whatJourney', exit: 'whatExit',
} as const satisfies Record<StepKindName, string>

const WHAT_CHANNEL = {
  push: 'whatPush', email: 'whatEmail', sms: 'whatSms', inApp: 'whatInApp', webPush: 'whatWebPush', whatsapp: 'whatWhatsapp', widget: 'whatWidget',
} as const satisfies Record<Channel, string>

const ALSO = {
  entry: 'also_entry', message: 'also_message', 'message:push': 'also_message_push', 'message:email': 'also_message_email', 'message:sms': 'also_message_sms', 'message:inApp': 'also_message_inApp', 'message:webPush': 'also_message_webPush', 'message:whatsapp': 'also_message_whatsapp', 'message:widget': 'also_message_widget',
  delay: 'also_delay', waitFor: 'also_waitFor', branch: 'also_branch', split: 'also_split', update: 'also_update', webhook: 'also_webhook', journey: 'also_journey', exit: 'also_exit',
} as const satisfies Record<PaletteKind, string>

const FAMILIES: readonly StepFamily[] = ['entry', 'message', 'time', 'logic', 'end']

/** Everything that can be put on the canvas, by family. */
export function paletteGroups(): { family: StepFamily; title: string; items: PaletteItem[] }[] {
  const steps = Object.values(STEP_KINDS).map((kind): PaletteItem => {
    const name = kind.kind as StepKindName // as: the registry's keys are the kinds
    return { kind: name, name: fromEngine(kind.label), what: paletteText(WHAT[name]), family: kind.family }
  })
  const items: PaletteItem[] = [{ kind: 'entry', name: paletteText('entry'), what: paletteText('whatEntry'), family: 'entry' }, ...steps]
  return FAMILIES.map((family) => ({
    family,
    title: paletteText(family === 'entry' ? 'people' : family),
    items: items.filter((item) => item.family === family),
  }))
}

/** One of every channel; they stand where the palette has one row for all messages. */
function channelItems(): PaletteItem<PaletteKind>[] {
  return CHANNELS.map((channel) => {
    const name = channelInWords(channel)
    return { kind: `message:${channel}`, name, what: paletteText(WHAT_CHANNEL[channel]), family: 'message' }
  })
}

/** What people call things here and elsewhere, in small letters. */
function othersOf(kind: PaletteKind): readonly string[] {
  return folded(paletteText(ALSO[kind])).split(/, */)
}

/** How well one thing answers a query, higher is better; 0 if it does not. The query is trimmed and in lower case. */
function rankOf({ kind, name, what }: PaletteItem<PaletteKind>, query: string): number {
  const title = folded(name)
  const others = othersOf(kind)
  if (title === query) return 7
  if (title.startsWith(query)) return 6
  if (others.includes(query)) return 5
  if (title.split(/[\s/-]+/).some((word) => word.startsWith(query))) return 4
  if (others.some((word) => word.startsWith(query))) return 3
  if (title.includes(query) || others.some((word) => word.includes(query))) return 2
  return folded(what).includes(query) ? 1 : 0
}

/** What can be added, a message by its channel; with a query what answers it, best first. */
export function findItems(query: string, { withEntry }: { withEntry: boolean }): PaletteItem<PaletteKind>[] {
  const groups = paletteGroups().map(({ family, items }) => (family === 'message' ? channelItems() : items))
  const all = groups.flat<PaletteItem<PaletteKind>[][]>().filter(({ kind }) => withEntry || kind !== 'entry')
  const wanted = folded(query.trim())
  if (wanted === '') return all
  return all
    .map((item) => ({ item, rank: rankOf(item, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ item }) => item)
}

// What is being dragged out of the palette; a page may not read a drag's data before it is dropped.
let dragged: PaletteKind | null = null

/** The kind that is being dragged out of the palette just now. */
export function draggedKind(): PaletteKind | null {
  return dragged
}

export function setDraggedKind(kind: PaletteKind | null): void {
  dragged = kind
}
