import { CHANNELS, channelInWords, type Channel } from '../../../engine/core/model/steps/message.ts'
import { STEP_KINDS, type StepKindName } from '../../../engine/core/model/steps/registry.ts'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { defineTexts } from '../../i18n/define-texts.ts'

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

const FAMILIES: readonly StepFamily[] = ['entry', 'message', 'time', 'logic', 'end']

/** Everything that can be put on the canvas, by family. */
export function paletteGroups(): { family: StepFamily; title: string; items: PaletteItem[] }[] {
  const steps = Object.values(STEP_KINDS).map((kind): PaletteItem => {
    const name = kind.kind as StepKindName // as: the registry's keys are the kinds
    return { kind: name, name: kind.label, what: paletteText(WHAT[name]), family: kind.family }
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

/** What people call things here and elsewhere, in lower case. */
const ALSO: Record<PaletteKind, readonly string[]> = {
  entry: ['start', 'trigger', 'begin', 'come in', 'sign up'],
  message: ['send', 'campaign', 'channel'],
  'message:push': ['notification', 'mobile', 'app', 'message'],
  'message:email': ['mail', 'e-mail', 'newsletter', 'message'],
  'message:sms': ['text', 'mobile', 'phone', 'message'],
  'message:inApp': ['in app', 'pop-up', 'popup', 'modal', 'banner'],
  'message:webPush': ['browser', 'notification', 'message'],
  'message:whatsapp': ['chat', 'wa', 'message'],
  'message:widget': ['content card', 'embedded', 'web', 'message'],
  delay: ['wait', 'pause', 'sleep', 'time', 'later', 'hours', 'days', 'until', 'best time'],
  waitFor: ['wait until', 'event', 'listen', 'timeout', 'time limit', 'happens'],
  branch: ['if', 'condition', 'decision', 'else', 'yes no', 'filter', 'audience', 'segment', 'rule'],
  split: ['a/b', 'ab test', 'test', 'experiment', 'random', 'variant', 'percentage', 'control'],
  update: ['set', 'attribute', 'property', 'tag', 'change', 'profile'],
  webhook: ['api', 'http', 'call', 'request', 'post', 'integration', 'url'],
  journey: ['sub-journey', 'flow', 'campaign', 'another', 'other'],
  exit: ['end', 'stop', 'finish', 'leave', 'done', 'goal', 'outcome'],
}

/** How well one thing answers a query, higher is better; 0 if it does not. The query is trimmed and in lower case. */
function rankOf({ kind, name, what }: PaletteItem<PaletteKind>, query: string): number {
  const title = name.toLowerCase()
  const others = ALSO[kind]
  if (title === query) return 7
  if (title.startsWith(query)) return 6
  if (others.includes(query)) return 5
  if (title.split(/[\s/-]+/).some((word) => word.startsWith(query))) return 4
  if (others.some((word) => word.startsWith(query))) return 3
  if (title.includes(query) || others.some((word) => word.includes(query))) return 2
  return what.toLowerCase().includes(query) ? 1 : 0
}

/** What can be added, a message by its channel; with a query what answers it, best first. */
export function findItems(query: string, { withEntry }: { withEntry: boolean }): PaletteItem<PaletteKind>[] {
  const groups = paletteGroups().map(({ family, items }) => (family === 'message' ? channelItems() : items))
  const all = groups.flat<PaletteItem<PaletteKind>[][]>().filter(({ kind }) => withEntry || kind !== 'entry')
  const wanted = query.trim().toLowerCase()
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
