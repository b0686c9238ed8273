import { RehearsalError } from '../../errors.ts'
import type { JsonValue } from '../../json.ts'
import type { EventDataset, ValueColumn } from '../../model/dataset.ts'
import { durationOfMs } from '../../model/duration.ts'
import { CHANNELS, type Channel } from '../../model/steps/message.ts'
import { wilsonInterval } from '../../statistics/proportions.ts'
import { CLICKED_EVENT, DELIVERED_EVENT, OPENED_EVENT, SENT_EVENT } from '../own-events.ts'
import type { Delay, Response, Share } from './response-schema.ts'

/** With fewer messages than this a step or channel gets no entry of its own: its range would say nothing. */
export const FEWEST_MESSAGES = 30

/** What was learned, and from how many messages. `unmatched`: reactions that no message before them explains; `tooLate`: messages left out. */
export interface LearnedResponses { responses: Response[]; messages: number; unmatched: number; tooLate: number; hasDeliveries: boolean }

/** One message of the data, of the profile of that number, and when it came so far; undefined: it did not. Instants epoch ms. */
export interface Message { profile: number; journey: string | undefined; step: string | undefined; variant: string | undefined; channel: Channel | undefined; at: number; delivered?: number; opened?: number; clicked?: number }

/**
 * How people responded to the messages of a dataset: rows called `$sent`, and `$delivered`, `$opened`, `$clicked` after them. A reaction belongs to the latest message
 * before it of the same `stepId` and `journeyId` (as far as it names them, else `channel`) that has none of its kind yet. One entry for every step, variant and channel with at
 * least 30 messages: shares as 95 % ranges (Wilson), delays by their quantiles. A click opens, whether that was noted or not; without deliveries
 * in the data every message counts as delivered. Messages sent in the last stretch of the data, in which nine of ten openings take place, are left out:
 * they had no time. What people did afterwards is not looked at: it is no effect until somebody has compared them with others. Throws E_LEARN (unusable) without messages, or without
 * any reaction to them.
 */
export function learnResponses(dataset: EventDataset): LearnedResponses {
  const { names } = dataset
  if (!names.includes(SENT_EVENT)) {
    throw new RehearsalError('E_LEARN', `these data hold no ${SENT_EVENT} event, so nothing tells which messages people responded to`, 'map the column of event names so that messages are called $sent (with stepId, channel or journeyId), and reactions $opened and $clicked', { unusable: true })
  }
  if (!names.includes(OPENED_EVENT) && !names.includes(CLICKED_EVENT)) {
    throw new RehearsalError('E_LEARN', `these data hold messages, but no ${OPENED_EVENT} and no ${CLICKED_EVENT} event`, 'add the reactions to the data, or assume shares and say so ("basis": "assumed")', { unusable: true })
  }
  const { messages, unmatched } = messagesOf(dataset)
  const waits = messages.flatMap(({ at, opened }) => (opened === undefined ? [] : [opened - at])).sort((a, b) => a - b)
  const deadline = dataset.lastAt - (waits.length === 0 ? 0 : rank(waits, 0.9))
  const inTime = messages.filter(({ at }) => at <= deadline)
  const hasDeliveries = names.includes(DELIVERED_EVENT)
  const groups = new Map<string, { reach: Pick<Response, 'journey' | 'step' | 'variant' | 'channel'>; messages: Message[] }>()
  const join = (reach: Pick<Response, 'journey' | 'step' | 'variant' | 'channel'>, message: Message) => {
    const key = JSON.stringify(reach)
    const group = groups.get(key)
    if (group) group.messages.push(message)
    else groups.set(key, { reach, messages: [message] })
  }
  for (const message of inTime) {
    const { journey, step, variant, channel } = message
    const ofStep = step === undefined ? undefined : { ...(journey === undefined ? {} : { journey }), step }
    if (ofStep && variant !== undefined) join({ ...ofStep, variant }, message)
    if (ofStep) join(ofStep, message)
    if (channel !== undefined) join({ channel }, message)
    if (!ofStep && channel === undefined) join({}, message)
  }
  const responses = [...groups.values()]
    .filter((group) => group.messages.length >= FEWEST_MESSAGES)
    .map((group) => entryOf(group.reach, group.messages, hasDeliveries, names.includes(CLICKED_EVENT)))
    .sort((a, b) => (JSON.stringify(sortKey(a)) < JSON.stringify(sortKey(b)) ? -1 : 1))
  return { responses, messages: messages.length, unmatched, tooLate: messages.length - inTime.length, hasDeliveries }
}

function sortKey({ journey, step, variant, channel }: Response): (string | null)[] {
  return [journey ?? null, step ?? null, variant ?? null, channel ?? null]
}

/** Every message of a dataset, by profile and time, each with the reactions that belong to it: see `learnResponses`. `unmatched`: reactions to none. */
export function messagesOf({ offsets, at, nameCodes, names, properties }: EventDataset): { messages: Message[]; unmatched: number } {
  const [sent, delivered, opened, clicked] = [SENT_EVENT, DELIVERED_EVENT, OPENED_EVENT, CLICKED_EVENT].map((name) => names.indexOf(name))
  const columns = { journey: properties.get('journeyId'), step: properties.get('stepId'), variant: properties.get('variant'), channel: properties.get('channel') }
  const messages: Message[] = []
  let unmatched = 0
  for (let profile = 0; profile < offsets.length - 1; profile++) {
    const first = messages.length
    for (let row = offsets[profile]!; row < offsets[profile + 1]!; row++) {
      const code = nameCodes[row]!
      if (code !== sent && code !== delivered && code !== opened && code !== clicked) continue
      const named = { journey: textIn(columns.journey, row), step: textIn(columns.step, row), variant: textIn(columns.variant, row), channel: channelIn(columns.channel, row) }
      const instant = at[row]!
      if (code === sent) {
        messages.push({ profile, ...named, at: instant })
        continue
      }
      const kind = code === delivered ? 'delivered' : code === opened ? 'opened' : 'clicked'
      let index = messages.length - 1
      while (index >= first && !(isOf(named, messages[index]!) && messages[index]![kind] === undefined)) index--
      const message = index < first ? undefined : messages[index]!
      if (!message) unmatched++
      else {
        message[kind] = instant
        if (kind !== 'delivered') message.opened ??= instant
        message.delivered ??= kind === 'delivered' ? instant : message.at
      }
    }
  }
  return { messages, unmatched }
}

/** Does a reaction speak of the message? */
function isOf(reaction: Pick<Message, 'journey' | 'step' | 'channel'>, message: Message): boolean {
  if (reaction.step !== undefined) return reaction.step === message.step && (reaction.journey === undefined || reaction.journey === message.journey)
  return reaction.channel === undefined || reaction.channel === message.channel
}

function entryOf(reach: Pick<Response, 'journey' | 'step' | 'variant' | 'channel'>, messages: readonly Message[], hasDeliveries: boolean, hasClicks: boolean): Response {
  const delivered = hasDeliveries ? messages.filter((one) => one.delivered !== undefined) : messages
  const opened = delivered.filter((one) => one.opened !== undefined)
  const clicked = opened.filter((one) => one.clicked !== undefined)
  const openDelay = delayOf(opened.map((one) => one.opened! - (one.delivered ?? one.at)))
  const clickDelay = delayOf(clicked.map((one) => one.clicked! - one.opened!))
  const basis = hasDeliveries ? '' : '; the data hold no deliveries, so opened is of those sent'
  return {
    ...reach,
    basis: 'learned',
    note: `from ${messages.length.toLocaleString('en')} messages, ${opened.length.toLocaleString('en')} opened, ${clicked.length.toLocaleString('en')} clicked${basis}`,
    delivered: hasDeliveries ? wilson(delivered.length, messages.length) : 1,
    opened: wilson(opened.length, delivered.length),
    ...(hasClicks && opened.length > 0 ? { clicked: wilson(clicked.length, opened.length) } : {}),
    ...(openDelay === undefined ? {} : { openDelay }),
    ...(clickDelay === undefined ? {} : { clickDelay }),
  }
}

/** The 95 % range of a share, to a millionth; of nobody, nothing is known but that it is a share. */
export function wilson(hits: number, of: number): Share {
  const { low, high } = wilsonInterval({ hits, of }) ?? { low: 0, high: 1 }
  const rounded = (value: number) => Math.round(value * 1e6) / 1e6
  return { low: rounded(low), high: rounded(high) }
}

function delayOf(waits: readonly number[]): Delay | undefined {
  if (waits.length === 0) return undefined
  const sorted = waits.toSorted((a, b) => a - b)
  return { median: durationOfMs(rank(sorted, 0.5)), p90: durationOfMs(rank(sorted, 0.9)), longest: durationOfMs(sorted.at(-1)!) }
}

/** Nearest rank. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1]!
}

function textIn(column: ValueColumn | undefined, row: number): string | undefined {
  const value = column?.values[column.codes[row]!]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

function channelIn(column: ValueColumn | undefined, row: number): Channel | undefined {
  const value: JsonValue | undefined = column?.values[column.codes[row]!]
  return CHANNELS.find((channel) => channel === value)
}
