import type { JsonValue } from '../../json.ts'
import { drawOf } from '../draw.ts'
import { CLICKED_EVENT, DELIVERED_EVENT, OPENED_EVENT } from '../own-events.ts'
import { delayAt, type Quantiles } from './quantiles.ts'
import type { ResponsePlace } from './response-plan.ts'
import { STAGES, type Basis } from './response-schema.ts'

/** An event that comes of a message, with what it rests on. */
export interface Reaction { name: string; at: number; properties: Readonly<Record<string, JsonValue>>; basis: Basis }

/** A message that was sent: the `nth` (from 0) of its step to an instance that started at `startedAt`. Instants epoch ms. */
export interface SentMessage { profileId: string; startedAt: number; nth: number; at: number }

/**
 * What comes of a message up to `until`: delivery, opening, click, then effects as listed. Counts all of it in `counts`, from the place's base on.
 * Every draw is named by what it decides and by seed, profile, step, start and nth message, so that none depends on another message.
 */
export function drawReactions(place: ResponsePlace, seed: number, until: number, { profileId, startedAt, nth, at }: SentMessage, counts: Float64Array): Reaction[] {
  const { response, base, properties } = place
  counts[base]!++
  if (response === null) return []
  const { basis } = response
  const draw = (purpose: string) => drawOf(seed, profileId, `${place.journeyId}/${place.stepId}#${purpose}`, startedAt, nth)
  const happens = (share: number, purpose: string) => share >= 1 || (share > 0 && draw(purpose) < share)
  const span = (delay: Quantiles | number, purpose: string) => (typeof delay === 'number' ? delay : delayAt(delay, draw(purpose)))
  const reactions: Reaction[] = []
  /** By stage: when the message came so far; Infinity: it did not. */
  const reached = [at, Infinity, Infinity, Infinity]
  const reach = (stage: 1 | 2 | 3, name: string, instant: number) => {
    if (instant > until) return
    reached[stage] = instant
    counts[base + stage]!++
    reactions.push({ name, at: instant, properties, basis })
  }
  if (happens(response.delivered, 'delivered')) reach(1, DELIVERED_EVENT, at)
  if (reached[1]! < Infinity && happens(response.opened, 'opened')) reach(2, OPENED_EVENT, reached[1]! + span(response.openDelay, 'openDelay'))
  if (reached[2]! < Infinity && happens(response.clicked, 'clicked')) reach(3, CLICKED_EVENT, reached[2]! + span(response.clickDelay, 'clickDelay'))
  for (const [index, effect] of response.effects.entries()) {
    const since = reached[STAGES.indexOf(effect.after)]!
    if (since === Infinity || !happens(effect.share, `effect${index}`)) continue
    const instant = since + span(effect.delay, `effect${index}Delay`)
    if (instant > until) continue
    counts[base + STAGES.length + index]!++
    reactions.push({ name: effect.event, at: instant, properties: effect.properties, basis })
  }
  return reactions
}
