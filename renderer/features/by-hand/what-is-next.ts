import type { Standing } from '../../../engine/core/explain/standing.ts'
import type { Scratch } from './scratch.ts'

/** The next thing that happens by itself: an event that is still to come, a timer, or a schedule that asks. */
export type Coming = { at: number; what: 'event'; name: string } | { at: number; what: 'timeout' | 'over' | 'decide'; step: string } | { at: number; what: 'schedule' }

/** Undefined: nothing more is due. Schedules count only where one could start something. */
export function whatIsNext({ events, clock }: Scratch, standing: Standing | undefined): Coming | undefined {
  const event = events.find(({ at }) => at > clock)
  const timers = (standing?.instances ?? []).flatMap(({ timer, step }): Coming[] => (timer === null || timer.at <= clock ? [] : [{ at: timer.at, what: timer.does, step: step.name }]))
  const schedules = (standing?.entries ?? []).flatMap(({ at, refused }): Coming[] => (at === null || at <= clock || refused === 'once' || refused === 'active' || refused === 'closed' ? [] : [{ at, what: 'schedule' }]))
  const all: Coming[] = [...timers, ...schedules, ...(event ? [{ at: event.at, what: 'event' as const, name: event.name }] : [])]
  return all.sort((a, b) => a.at - b.at)[0]
}
