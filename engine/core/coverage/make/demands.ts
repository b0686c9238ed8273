import type { DidPredicate, Predicate, SequencePredicate } from '../../compile/program.ts'
import { isTimeBetween, timeOfDayAt, weekdayAt } from '../../model/calendar.ts'
import type { ValueTest } from '../../simulate/compare.ts'
import { evaluate, type HistoryEvent } from '../../simulate/reference/evaluate.ts'
import type { Chooser } from './chooser.ts'
import type { ViewAt } from './view.ts'

/** A condition that has to hold, or not, at an instant, of the draft's event `hand` (-1: none is at hand). `clock`: the instant its clocks read, if that is another. */
export interface Demand { predicate: Predicate; want: boolean; at: number; hand: number; clock?: number }

/** What demands come to: conditions that are made of no others. Of one draft they all have to be as asked. */
export type Leaf =
  | { kind: 'attribute'; name: string; test: ValueTest; want: boolean; at: number }
  | { kind: 'property'; name: string; test: ValueTest; want: boolean; hand: number }
  | { kind: 'near'; place: { latitude: number; longitude: number; radiusM: number }; want: boolean; hand: number }
  | { kind: 'clock'; predicate: Extract<Predicate, { kind: 'localTime' | 'weekday' }>; want: boolean; at: number }
  | { kind: 'past'; predicate: DidPredicate | SequencePredicate; want: boolean; at: number }

/** One choice of leaves that would meet the demands; of several ways to hold (any, not all) one that does already, else one by chance. */
export function leavesOf(demands: readonly Demand[], viewAt: (at: number) => ViewAt, eventOf: (key: number) => HistoryEvent | undefined, chooser: Chooser): Leaf[] {
  const leaves: Leaf[] = []
  const go = (predicate: Predicate, want: boolean, at: number, hand: number, clock: number): void => {
    switch (predicate.kind) {
      case 'all':
      case 'any':
        if ((predicate.kind === 'all') === want) for (const one of predicate.of) go(one, want, at, hand, clock)
        else if (predicate.of.length > 0) go(chosen(predicate.of, want, at, hand, clock), want, at, hand, clock)
        else leaves.push(NEVER)
        return
      case 'not': return go(predicate.of, !want, at, hand, clock)
      case 'segment': return go(predicate.of, want, at, -1, at)
      case 'attribute': return void leaves.push({ kind: 'attribute', name: predicate.name, test: predicate.test, want, at })
      case 'property': return void leaves.push({ kind: 'property', name: predicate.name, test: predicate.test, want, hand })
      case 'near': return void leaves.push({ kind: 'near', place: predicate, want, hand })
      case 'localTime':
      case 'weekday': return void leaves.push({ kind: 'clock', predicate, want, at: clock })
      case 'did':
      case 'sequence': return void leaves.push({ kind: 'past', predicate, want, at })
    }
  }
  const chosen = (of: readonly Predicate[], want: boolean, at: number, hand: number, clock: number): Predicate => {
    const already = of.filter((one) => evaluate(one, viewAt(at), eventOf(hand), clock) === want)
    return (already.length > 0 && chooser.chance(0.8) ? chooser.early(already) : chooser.pick(of))!
  }
  for (const { predicate, want, at, hand, clock = at } of demands) go(predicate, want, at, hand, clock)
  return leaves
}

/** What can never be: of nothing at all, one holds. A property of no event that has to exist. */
const NEVER: Leaf = { kind: 'property', name: '', test: { op: 'exists' }, want: true, hand: -1 }

/** Is the clock as asked at that instant? */
export function clockFits(leaves: readonly Extract<Leaf, { kind: 'clock' }>[], viewAt: (at: number) => ViewAt, byMs = 0): boolean {
  return leaves.every(({ predicate, want, at }) => {
    const { zone } = viewAt(at)
    const holds = predicate.kind === 'localTime' ? isTimeBetween(timeOfDayAt(zone, at + byMs), predicate.fromMs, predicate.toMs) : predicate.days.includes(weekdayAt(zone, at + byMs))
    return holds === want
  })
}
