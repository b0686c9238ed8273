import * as z from 'zod'

// Real beside synthetic, as data. Distances run from 0 (alike) to 1 (nothing in common).

/**
 * `kolmogorov-smirnov`: the largest difference of the two distribution functions. `jensen-shannon`: the square root of the Jensen–Shannon
 * divergence to base 2 (Lin 1991; Endres and Schindelin 2003). `largest-difference`: of the shares that stand beside each other.
 */
export const DISTANCES = ['kolmogorov-smirnov', 'jensen-shannon', 'largest-difference'] as const

const share = z.number().min(0).max(1)

/** One figure of the people: rows of labels with the real and the synthetic value. */
export const comparisonSchema = z.strictObject({
  id: z.string(),
  /** `shares`: of the whole; `quantiles`: label p50 is the median; `funnel`: shares of all profiles. */
  kind: z.enum(['shares', 'quantiles', 'funnel']),
  title: z.string(),
  /** Of the values: ms, events, or a share from 0 to 1. */
  unit: z.enum(['ms', 'events', 'share', 'number']),
  rows: z.array(z.strictObject({ label: z.string(), real: z.number().nullable(), synthetic: z.number().nullable() })),
  distance: z.enum(DISTANCES),
  /** Real from synthetic. */
  value: share.nullable(),
  /** Of two random halves of the real people from each other, by the same measure: what chance alone makes. */
  betweenHalves: share.nullable(),
})

/** Of `sequences` in a group, how many also occur in the half that was learned from. */
const foundSchema = z.strictObject({ sequences: z.int(), found: z.int(), share: share.nullable() })

export const privacySchema = z.strictObject({
  /** What a sequence is and what it is held against, in one sentence. */
  what: z.string(),
  synthetic: foundSchema,
  heldOut: foundSchema,
})

export const fidelityReportSchema = z.strictObject({
  format: z.literal('fidelity'),
  formatVersion: z.literal(1),
  dataset: z.strictObject({ digest: z.string(), profiles: z.int(), events: z.int() }),
  population: z.strictObject({ id: z.string(), seed: z.int(), profiles: z.int(), events: z.int(), learnedHere: z.boolean() }),
  comparisons: z.array(comparisonSchema),
  privacy: z.array(privacySchema),
  notes: z.array(z.string()),
})

export type FidelityReport = z.infer<typeof fidelityReportSchema>
export type Comparison = z.infer<typeof comparisonSchema>
export type PrivacyFinding = z.infer<typeof privacySchema>
