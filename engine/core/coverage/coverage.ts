import * as z from 'zod'
import type { JourneyDocument } from '../model/journey.ts'
import type { RunFigures } from '../simulate/run.ts'
import { waySchema, waysOfJourney, type Way } from './way.ts'
import { whyNobody } from './why-nobody.ts'

export const coveredWaySchema = z.strictObject({
  way: waySchema,
  /** How many went that way: people passing; of a goal, conversions. */
  count: z.int().min(0),
  /** Where nobody did: why, as far as the figures and the journey tell. */
  why: z.string().nullable(),
})
export type CoveredWay = z.infer<typeof coveredWaySchema>

/** Which ways of a journey were gone in a run. */
export const coverageSchema = z.strictObject({ reached: z.int().min(0), total: z.int().min(0), ways: z.array(coveredWaySchema) })
export type Coverage = z.infer<typeof coverageSchema>

/** `figures` are those of `withEnds(document)`. */
export function coverageOf(document: JourneyDocument, figures: RunFigures): Coverage {
  const ways = waysOfJourney(document).map((way): CoveredWay => {
    const count = countOfWay(way, figures)
    return { way, count, why: count > 0 ? null : whyNobody(way, document, figures) }
  })
  return { reached: ways.filter(({ count }) => count > 0).length, total: ways.length, ways }
}

/** How many went that way, by the figures of a journey whose ways all lead somewhere. Texts leave held-out people out, as splits do. */
export function countOfWay(way: Way, { entries, steps, splits, goals, instances }: Pick<RunFigures, 'entries' | 'steps' | 'splits' | 'goals' | 'instances'>): number {
  switch (way.kind) {
    case 'entry': return own(entries, way.entry)?.admitted ?? 0
    case 'port': return own(own(steps, way.step)?.ports ?? {}, way.port) ?? 0
    case 'text': return own(own(splits, way.step) ?? {}, way.variant)?.entered ?? 0
    case 'goal': return own(goals, way.goal)?.conversions ?? 0
    case 'exit': return own(instances.outcomes, `exit:${way.exit}`) ?? 0
  }
}

/** A step may be called "constructor". */
function own<T>(from: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined
}
