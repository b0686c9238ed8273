import type { JourneyDocument } from '../model/journey.ts'
import { findResponse } from '../simulate/responses/find-response.ts'
import type { Share } from '../simulate/responses/response-schema.ts'
import type { Scenario } from '../simulate/scenario.ts'
import type { Range } from '../statistics/proportions.ts'

export type ReactionKind = 'delivered' | 'opened' | 'clicked'
/** What a scenario assumes of a message, each as a share of those sent. */
export type AssumedReactions = Readonly<Record<ReactionKind, Range>>

/** By message step, what its scenario assumes people do; texts of one step that differ give one range. Steps nothing is assumed of are left out. */
export function assumedReactions(document: JourneyDocument, scenario: Scenario | null): ReadonlyMap<string, AssumedReactions> {
  const responses = scenario?.responses ?? []
  const assumed = new Map<string, AssumedReactions>()
  if (responses.length === 0) return assumed
  for (const [stepId, step] of Object.entries(document.steps)) {
    if (step.kind !== 'message') continue
    const found = (step.variants ?? [undefined]).flatMap((variant) => findResponse(responses, { journey: document.id, step: stepId, variant: variant?.id, channel: step.channel }) ?? [])
    const ranges = found.map(({ delivered = 1, opened = 0, clicked = 0 }) => {
      const reached = rangeOf(delivered)
      const read = product(reached, rangeOf(opened))
      return { delivered: reached, opened: read, clicked: product(read, rangeOf(clicked)) }
    })
    if (ranges.length > 0) assumed.set(stepId, { delivered: around(ranges.map((one) => one.delivered)), opened: around(ranges.map((one) => one.opened)), clicked: around(ranges.map((one) => one.clicked)) })
  }
  return assumed
}

/** True if an end of a range makes another run than the middle. */
export function hasRanges({ responses = [], mode }: Scenario): boolean {
  return mode !== 'backtest' && responses.some(({ delivered, opened, clicked, effects = [] }) => [delivered, opened, clicked, ...effects.map(({ share }) => share)].some((share) => typeof share === 'object'))
}

function rangeOf(share: Share): Range {
  return typeof share === 'number' ? { low: share, high: share } : share
}

function product(a: Range, b: Range): Range {
  return { low: a.low * b.low, high: a.high * b.high }
}

function around(ranges: readonly Range[]): Range {
  return { low: Math.min(...ranges.map(({ low }) => low)), high: Math.max(...ranges.map(({ high }) => high)) }
}
