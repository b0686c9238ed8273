import * as z from 'zod'
import { freeId, idSchema } from '../model/ids.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { connectPort, portsOf } from '../model/steps/registry.ts'

const id = idSchema

/** One way that people can go in a journey. `text`: a message in one of its variants. */
export const waySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entry'), entry: id }),
  z.strictObject({ kind: z.literal('port'), step: id, port: id }),
  z.strictObject({ kind: z.literal('text'), step: id, variant: id }),
  z.strictObject({ kind: z.literal('goal'), goal: id }),
  z.strictObject({ kind: z.literal('exit'), exit: id }),
])
export type Way = z.infer<typeof waySchema>

/** Every way of a journey: its entries, the ways out of its steps in the order of the document, the texts of messages, goals and exits. */
export function waysOfJourney({ entries, steps, goals = [], exits = [] }: JourneyDocument): Way[] {
  return [
    ...entries.map(({ id: entry }): Way => ({ kind: 'entry', entry })),
    ...Object.entries(steps).flatMap(([step, one]): Way[] => [
      ...portsOf(one).map(({ id: port }): Way => ({ kind: 'port', step, port })),
      ...(one.kind === 'message' && one.variants ? one.variants.map(({ id: variant }): Way => ({ kind: 'text', step, variant })) : []),
    ]),
    ...goals.map(({ id: goal }): Way => ({ kind: 'goal', goal })),
    ...exits.map(({ id: exit }): Way => ({ kind: 'exit', exit })),
  ]
}

/** Tells ways apart: equal for equal ways, different for all others. */
export function wayKey(way: Way): string {
  switch (way.kind) {
    case 'entry': return JSON.stringify([way.kind, way.entry])
    case 'port': return JSON.stringify([way.kind, way.step, way.port])
    case 'text': return JSON.stringify([way.kind, way.step, way.variant])
    case 'goal': return JSON.stringify([way.kind, way.goal])
    case 'exit': return JSON.stringify([way.kind, way.exit])
  }
}

/**
 * The same journey with an end of its own behind every way that leads nowhere. Figures count who took a way only where it leads to a step;
 * where it leads to none they count the end of the journey, for all such ways of the step together.
 */
export function withEnds(document: JourneyDocument): JourneyDocument {
  const steps = { ...document.steps }
  for (const [stepId, step] of Object.entries(document.steps)) {
    for (const { id: port, target } of portsOf(step)) {
      if (target !== undefined && Object.hasOwn(document.steps, target)) continue
      const end = freeId(`${stepId}:${port}:end`, (taken) => Object.hasOwn(steps, taken))
      steps[stepId] = connectPort(steps[stepId]!, port, end)
      steps[end] = { kind: 'exit' }
    }
  }
  return { ...document, steps }
}
