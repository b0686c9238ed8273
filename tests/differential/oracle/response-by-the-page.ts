import type { JsonValue } from '../../../engine/core/json.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import { spanMs } from './clock-by-the-page.ts'
import type { PastEvent } from './condition-by-the-page.ts'
import { drawByTheBook } from './deal-by-the-page.ts'

// The response model of a scenario ("Assumptions of a run" in engine/README.md), read a third time.

type Entry = NonNullable<Scenario['responses']>[number]
type Share = NonNullable<Entry['delivered']>
type Delay = NonNullable<Entry['openDelay']>
export type Assume = 'low' | 'middle' | 'high'

export interface SentHere { profileId: string; journey: string; step: string; variant: string | undefined; channel: string; start: number; nth: number; at: number }

/** What one message came to: events in the order in which they are to be put in, and what is counted of them. */
export interface Response { events: PastEvent[]; delivered: boolean; opened: boolean; clicked: boolean; effects: boolean[] }

const ORDER = ['variant', 'step', 'journey', 'channel'] as const

/** "The most specific one, whole": what is named weighs in that order. */
export function entryFor(scenario: Scenario | undefined, message: Pick<SentHere, (typeof ORDER)[number]>): Entry | undefined {
  const fitting = (scenario?.responses ?? []).filter((entry) => ORDER.every((key) => entry[key] === undefined || entry[key] === message[key]))
  const named = (entry: Entry) => ORDER.map((key) => (entry[key] === undefined ? 'b' : 'a')).join('')
  return fitting.toSorted((a, b) => (named(a) < named(b) ? -1 : 1))[0]
}

export function respond(entry: Entry | undefined, assume: Assume, seed: number, sent: SentHere, until: number): Response {
  const dice = (purpose: string) => drawByTheBook(seed, sent.profileId, `${sent.journey}/${sent.step}#${purpose}`, sent.start, sent.nth)
  const comes = (share: Share | undefined, otherwise: number, purpose: string) => dice(purpose) < shareOf(share ?? otherwise, assume)
  const own: Record<string, JsonValue> = { stepId: sent.step, channel: sent.channel, journeyId: sent.journey, ...(sent.variant === undefined ? {} : { variant: sent.variant }) }
  const effects = entry?.effects ?? []
  const at: Record<string, number | undefined> = { sent: sent.at }
  if (entry && comes(entry.delivered, 1, 'delivered')) at.delivered = sent.at
  if (entry && at.delivered !== undefined && comes(entry.opened, 0, 'opened')) at.opened = at.delivered + wait(entry.openDelay, dice('openDelay'))
  if (entry && at.opened !== undefined && comes(entry.clicked, 0, 'clicked')) at.clicked = at.opened + wait(entry.clickDelay, dice('clickDelay'))
  const drawn: (PastEvent | undefined)[] = [
    ...['delivered', 'opened', 'clicked'].map((stage) => (at[stage] === undefined ? undefined : { name: `$${stage}`, at: at[stage], properties: own })),
    ...effects.map(({ event, after, share, delay, properties = {} }, index) => {
      const since = at[after]
      if (since === undefined || !comes(share, 0, `effect${index}`)) return undefined
      return { name: event, at: since + wait(delay, dice(`effect${index}Delay`)), properties: properties as Record<string, JsonValue> } // as: the schema says JSON
    }),
  ]
  const inTime = drawn.map((event) => (event && event.at <= until ? event : undefined))
  const [delivered, opened, clicked, ...others] = inTime.map((event) => event !== undefined)
  return { events: inTime.filter((event) => event !== undefined), delivered: delivered!, opened: opened!, clicked: clicked!, effects: others }
}

function shareOf(share: Share, assume: Assume): number {
  if (typeof share === 'number') return share
  return { low: share.low, middle: (share.low + share.high) / 2, high: share.high }[assume]
}

function wait(delay: Delay | undefined, u: number): number {
  if (delay === undefined) return 0
  if (typeof delay === 'string') return spanMs(delay)
  const median = spanMs(delay.median)
  const longestGiven = delay.longest === undefined ? undefined : spanMs(delay.longest)
  const p90 = delay.p90 === undefined ? Math.min(3 * median, longestGiven ?? Infinity) : spanMs(delay.p90)
  const longest = longestGiven ?? 2 * p90
  if (u < 0.5) return Math.floor((u / 0.5) * median)
  return u < 0.9 ? Math.floor(median + ((u - 0.5) / 0.4) * (p90 - median)) : Math.floor(p90 + ((u - 0.9) / 0.1) * (longest - p90))
}
