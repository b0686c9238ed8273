import { RehearsalError } from '../errors.ts'
import { profileCountOf, type EventDataset } from '../model/dataset.ts'

/** A question under way: profiles are walked in order, in as many stretches as the caller likes; where they are cut changes no figure. */
export interface Exploration<Answer> {
  /** Walks profiles `first` up to but not including `end`. */
  walk(first: number, end: number): void
  answer(): Answer
}

/** Answers in one go. */
export function explore<Answer>(dataset: EventDataset, exploration: Exploration<Answer>): Answer {
  exploration.walk(0, profileCountOf(dataset))
  return exploration.answer()
}

/** The span that a question looks at; both ends are included. */
export interface Span { from: number; until: number }

/** Throws E_SPAN (unusable) if it is empty. */
export function spanOf({ firstAt, lastAt }: EventDataset, { from = firstAt, until = lastAt }: { from?: number | undefined; until?: number | undefined }): Span {
  if (from > until) {
    const iso = (instant: number): string => new Date(instant).toISOString()
    const help = `the data run from ${iso(firstAt)} to ${iso(lastAt)}: choose a span in them`
    throw new RehearsalError('E_SPAN', `nothing lies from ${iso(from)} until ${iso(until)}`, help, { unusable: true })
  }
  return { from, until }
}

/** The first row of a profile that comes after `until`; rows of a profile are in the order of time. */
export function endOfRows({ at, offsets }: EventDataset, profile: number, until: number): number {
  let low = offsets[profile]!
  let high = offsets[profile + 1]!
  if (high > low && at[high - 1]! <= until) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at[middle]! <= until) low = middle + 1
    else high = middle
  }
  return low
}
