import type { Comparison, FidelityReport, PrivacyFinding } from '../../../engine/core/population/fidelity/report.ts'

/** Beside two random halves of the real people: as close, or less; `unknown` where there is nothing to compare. */
export type Closeness = 'close' | 'less' | 'unknown'

export const GROUPS = ['behaviour', 'attributes', 'properties'] as const
export type Group = (typeof GROUPS)[number]

/** As shown, to three decimals: what reads the same is the same. */
export function closenessOf({ value, betweenHalves }: Comparison): Closeness {
  if (value === null || betweenHalves === null) return 'unknown'
  return thousandths(value) <= thousandths(betweenHalves) ? 'close' : 'less'
}

/** How many times as far as two halves of the real people; null where that cannot be told. */
export function timesAsFar({ value, betweenHalves }: Comparison): number | null {
  return value === null || betweenHalves === null || thousandths(betweenHalves) === 0 ? null : value / betweenHalves
}

export function groupOf({ id }: Comparison): Group {
  if (id.startsWith('attribute')) return 'attributes'
  return id.startsWith('property:') ? 'properties' : 'behaviour'
}

/** Of those that can be told, how many are as close as two halves. */
export function closeOf({ comparisons }: FidelityReport): { close: number; all: number } {
  const told = comparisons.map(closenessOf).filter((one) => one !== 'unknown')
  return { close: told.filter((one) => one === 'close').length, all: told.length }
}

/** Shares within this count as about the same: sequences overlap, so that two halves of one crowd differ by as much. */
const ABOUT = 0.02

export type Copying = 'less' | 'about' | 'more' | 'unknown'

/** Whether synthetic people repeat the people learned from more often than people do whom nobody learned from. */
export function copyingOf({ synthetic, heldOut }: PrivacyFinding): Copying {
  if (synthetic.share === null || heldOut.share === null) return 'unknown'
  if (synthetic.share <= heldOut.share) return 'less'
  return synthetic.share <= heldOut.share + ABOUT ? 'about' : 'more'
}

function thousandths(distance: number): number {
  return Math.round(distance * 1000)
}
