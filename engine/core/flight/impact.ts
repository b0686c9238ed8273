import * as z from 'zod'
import type { RunFigures } from '../simulate/run.ts'
import type { FlightFindings } from './flight-run.ts'
import type { Fared, InFlight } from './in-flight.ts'
import type { StepFate } from './step-fates.ts'

const count = z.int().min(0)
const id = z.string()

/** What comes of people under one policy: of those under way from the instant on, or of everybody in the whole run. */
const faringSchema = z.strictObject({
  messages: count,
  suppressed: count,
  /** People who reach each goal; of everybody: conversions. */
  goals: z.record(z.string(), count),
  /** By outcome; those still under way at the end are `active`. */
  outcomes: z.record(z.string(), count),
  active: count,
})
const bothSchema = z.strictObject({ finish: faringSchema, follow: faringSchema })

const stepImpactSchema = z.strictObject({
  step: id,
  fate: z.enum(['same', 'changed', 'moved', 'lost']),
  /** Where they stand or come to in the newer version; null: nowhere. */
  to: id.nullable(),
  /** What is different, a sentence each. */
  inWords: z.array(z.string()),
  /** Under way in the step at the instant, and of them those who fare differently under the two policies. */
  people: count,
  differ: count,
  /** Epoch ms; the one who has been there longest, and the one in the middle. Null without anybody. */
  longestSince: z.number().nullable(),
  medianSince: z.number().nullable(),
  fared: bothSchema,
})

/**
 * What publishing another version at an instant means for those under way. People are passes through the journey (instances). `steps`: in the order of the
 * older version's, those with nobody in them included; `fared`: all of them; `everybody`: the whole run, those who come later with them.
 */
export const impactSchema = z.strictObject({
  at: z.number(),
  from: z.number(),
  until: z.number(),
  people: count,
  differ: count,
  fates: z.strictObject({ same: count, changed: count, moved: count, lost: count }),
  steps: z.array(stepImpactSchema),
  fared: bothSchema,
  everybody: bothSchema,
})
export type Impact = z.infer<typeof impactSchema>
export type StepImpact = z.infer<typeof stepImpactSchema>
export type Faring = z.infer<typeof faringSchema>

export function impactOf({ fates, people, figures }: FlightFindings, at: number): Impact {
  const byStep = new Map<string, InFlight[]>(fates.map(({ step }) => [step, []]))
  for (const one of people) byStep.get(one.step)!.push(one)
  const { from, until } = figures.finish[0]!
  const kinds = { same: 0, changed: 0, moved: 0, lost: 0 }
  for (const { step, kind } of fates) kinds[kind] += byStep.get(step)!.length
  return {
    at, from, until,
    people: people.length,
    differ: differing(people),
    fates: kinds,
    steps: fates.map((fate) => stepImpact(fate, byStep.get(fate.step)!)),
    fared: faredOf(people),
    everybody: { finish: faringOf(figures.finish[0]!), follow: faringOf(figures.follow[0]!) },
  }
}

function stepImpact({ step, kind, to, inWords }: StepFate, people: readonly InFlight[]): StepImpact {
  const since = people.map((one) => one.since).sort((a, b) => a - b)
  return { step, fate: kind, to, inWords, people: people.length, differ: differing(people), longestSince: since[0] ?? null, medianSince: since[since.length >> 1] ?? null, fared: faredOf(people) }
}

function differing(people: readonly InFlight[]): number {
  return people.filter(({ differs }) => differs).length
}

function faredOf(people: readonly InFlight[]): Impact['fared'] {
  return { finish: sumOf(people.map(({ finish }) => finish)), follow: sumOf(people.map(({ follow }) => follow)) }
}

function sumOf(all: readonly Fared[]): Faring {
  const sum: Faring = { messages: 0, suppressed: 0, goals: {}, outcomes: {}, active: 0 }
  for (const { messages, suppressed, goals, outcome } of all) {
    sum.messages += messages
    sum.suppressed += suppressed
    for (const goal of goals) sum.goals[goal] = (sum.goals[goal] ?? 0) + 1
    if (outcome === null) sum.active++
    else sum.outcomes[outcome] = (sum.outcomes[outcome] ?? 0) + 1
  }
  return sum
}

function faringOf({ steps, goals, instances }: RunFigures): Faring {
  const all = Object.values(steps)
  return {
    messages: all.reduce((sum, { sent }) => sum + sent, 0),
    suppressed: all.reduce((sum, { suppressed }) => sum + Object.values(suppressed).reduce((one, more) => one + more, 0), 0),
    goals: Object.fromEntries(Object.entries(goals).map(([goal, { conversions }]) => [goal, conversions])),
    outcomes: instances.outcomes,
    active: instances.active,
  }
}
