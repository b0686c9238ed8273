import * as z from 'zod'
import type { JourneyDocument } from '../model/journey.ts'
import { textAt, type EventDataset } from '../model/dataset.ts'
import type { TogetherFindings } from './look-together.ts'

const count = z.int().min(0)
const id = z.string()
const instant = z.number()

const becauseSchema = z.strictObject({
  /** The journey whose messages filled the cap; null: messages that the data say were sent. */
  journey: id.nullable(),
  /** Shares of messages: one that was lost or held because of two journeys is one half each. */
  lost: z.number(),
  held: z.number(),
  example: z.strictObject({ profileId: id, at: instant, step: id }).nullable(),
})

/** A cap as its document says it; `within` is ISO 8601. */
const limitSchema = z.strictObject({ channel: z.string(), count, within: z.string(), calendar: z.boolean() })

/** What journeys that run on the same people do to them and to each other, by their ids. Instants are epoch ms. */
export const togetherViewSchema = z.strictObject({
  journeys: z.array(z.strictObject({ id, name: z.string(), priority: z.number(), people: count, sent: count, suppressed: z.record(z.string(), count), converted: count })),
  /** Messages a day over which a person has too many; null without such a cap. */
  cap: count.nullable(),
  /** Local days in order, numbered from 1970; `messages` in the order of `journeys`. */
  days: z.array(z.strictObject({ day: z.int(), messages: z.array(count), people: count, over: count })),
  collisions: z.array(
    z.strictObject({
      journeys: z.tuple([id, id]),
      hours: count,
      people: count,
      first: instant,
      last: instant,
      examples: z.array(z.strictObject({ profileId: id, hour: instant, at: z.tuple([instant, instant]) })),
    }),
  ),
  /** By journey and cap (its number in the journey's list) that held something back, the most first. */
  starved: z.array(z.strictObject({ journey: id, cap: count, limit: limitSchema, lost: count, held: count, because: z.array(becauseSchema) })),
})
export type TogetherView = z.infer<typeof togetherViewSchema>

export function togetherView(documents: readonly JourneyDocument[], { profileIds }: Pick<EventDataset, 'profileIds'>, found: TogetherFindings): TogetherView {
  const ids = documents.map((document) => document.id)
  const pair = ([a, b]: [number, number]): [string, string] => [ids[a]!, ids[b]!]
  return {
    journeys: documents.map((document, index) => {
      const { instances, steps } = found.figures[index]!
      const suppressed: Record<string, number> = {}
      for (const step of Object.values(steps)) for (const [reason, times] of Object.entries(step.suppressed)) suppressed[reason] = (suppressed[reason] ?? 0) + times
      const sent = Object.values(steps).reduce((sum, step) => sum + step.sent, 0)
      return { id: document.id, name: document.name ?? document.id, priority: document.policies?.priority ?? 0, people: instances.profiles, sent, suppressed, converted: instances.converted }
    }),
    cap: found.cap,
    days: found.days,
    collisions: found.collisions.map(({ journeys, examples, ...one }) => ({
      journeys: pair(journeys), ...one, examples: examples.map(({ profile, hour, at }) => ({ profileId: textAt(profileIds, profile), hour, at })),
    })),
    starved: found.starved
      .map(({ journey, cap, lost, held, lostBecauseOf, heldBecauseOf, examples }) => ({
        journey: ids[journey]!, cap, limit: limitOf(documents[journey]!, cap), lost, held,
        because: lostBecauseOf
          .map((share, by) => ({ journey: by === 0 ? null : ids[by - 1]!, lost: share, held: heldBecauseOf[by]!, example: examples[by] ?? null }))
          .filter((one) => one.lost > 0 || one.held > 0)
          .sort((a, b) => b.lost - a.lost || b.held - a.held),
      }))
      .sort((a, b) => b.lost - a.lost || b.held - a.held),
  }
}

function limitOf(document: JourneyDocument, cap: number) {
  const { channel, count: most, within, calendar = false } = document.policies!.caps![cap]!
  return { channel, count: most, within, calendar }
}

/** The documents with other priorities, by id. */
export function withPriorities(documents: readonly JourneyDocument[], priorities: Readonly<Record<string, number>>): JourneyDocument[] {
  return documents.map((document) => (Object.hasOwn(priorities, document.id) ? { ...document, policies: { ...document.policies, priority: priorities[document.id]! } } : document))
}
