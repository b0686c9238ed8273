import { peopleNeeded, powerOfTest, smallestShareFound } from '../statistics/power.ts'

/** What one group of a split did. `share`: that converted, of those of whom it is final where that is known. */
export interface SplitArm { id: string; entered: number; share: number }

/** How many people a real test would need to see a difference, in both groups together, and how long that takes at the pace of the run. */
export interface Need { people: number; days: number }

/**
 * What can be said of two groups of a split after a rehearsal; never who won. `chance`: nothing was assumed to make them differ, so a difference is the
 * luck of the draw; `smallest` is the difference a real test of these sizes would find, null where they are too small for any, and `needTenth` what it
 * takes to see the share rise by a tenth. `assumed`: what was assumed moves the groups by `addedA` and `addedB`; `power` is how often a real test of
 * these sizes would find the difference of the two, null where there is none.
 */
export type SplitReading =
  | { kind: 'chance'; a: string; b: string; share: number; smallest: number | null; needTenth: Need | null }
  | { kind: 'assumed'; a: string; b: string; addedA: number; addedB: number; difference: number; power: number | null; need: Need | null }

/** Each group beside the first one. Groups without people are left out. `days`: length of the run; `added`: what was assumed adds to each group's share, null for history alone. */
export function splitReadings(arms: readonly SplitArm[], days: number, added: Readonly<Record<string, number>> | null): SplitReading[] {
  const [first, ...others] = arms.filter(({ entered }) => entered > 0)
  if (first === undefined) return []
  return others.map((other) => (added === null ? byChance(first, other, days) : byAssumption(first, other, days, added)))
}

function byChance(a: SplitArm, b: SplitArm, days: number): SplitReading {
  const share = (a.share * a.entered + b.share * b.entered) / (a.entered + b.entered)
  const found = smallestShareFound({ share, peopleA: a.entered, peopleB: b.entered })
  return { kind: 'chance', a: a.id, b: b.id, share, smallest: found === null ? null : found - share, needTenth: share > 0 && share < 1 ? needOf(a, b, share, Math.min(1, share * 1.1), days) : null }
}

function byAssumption(a: SplitArm, b: SplitArm, days: number, added: Readonly<Record<string, number>>): SplitReading {
  const [addedA, addedB] = [added[a.id] ?? 0, added[b.id] ?? 0]
  const difference = addedB - addedA
  // Both from the same share, for without the assumption nothing but chance tells them apart.
  const before = ((a.share - addedA) * a.entered + (b.share - addedB) * b.entered) / (a.entered + b.entered)
  const [shareA, shareB] = [within(before + addedA), within(before + addedB)]
  const isNone = Math.abs(shareA - shareB) < 1e-9
  return {
    kind: 'assumed', a: a.id, b: b.id, addedA, addedB, difference,
    power: isNone ? null : powerOfTest({ shareA, shareB, peopleA: a.entered, peopleB: b.entered }),
    need: isNone ? null : needOf(a, b, shareA, shareB, days),
  }
}

function needOf(a: SplitArm, b: SplitArm, shareA: number, shareB: number, days: number): Need | null {
  const ratio = b.entered / a.entered
  const needed = peopleNeeded({ shareA, shareB, ratio })
  return needed === null ? null : { people: Math.ceil(needed) + Math.ceil(needed * ratio), days: (needed / a.entered) * days }
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}
