import { exactMs } from '../../../engine/core/model/duration.ts'
import type { BreakDown, EventPick } from '../../../engine/api/contract.ts'
import type { Question } from './ask.ts'
import { ANY_EVENT, type BreakDownChoice, type ChosenEvent, type ExploreForms } from './explore-forms.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 86_400_000

/** Besides those the engine always judges, so that the curve of short and of very long waits has points too. */
const MORE_TIMEOUTS_MS: readonly number[] = [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 10 * MINUTE, 45 * DAY, 60 * DAY, 90 * DAY, 120 * DAY, 180 * DAY, 270 * DAY, 365 * DAY]

/** What a form asks. */
export function funnelQuestion({ steps, window, between, breakDown }: ExploreForms['funnel']): Question<'explore.funnel'> {
  const windowMs = spanMs(window)
  return {
    steps: steps.map(pickOf),
    ...(windowMs === undefined ? {} : { windowMs }),
    ...(between === 'nothing' ? { between } : {}),
    ...breakDownOf(breakDown),
  }
}

export function timeToNextQuestion({ start, next, starts, timeout, breakDown }: ExploreForms['next']): Question<'explore.timeToNext'> {
  const timeoutMs = spanMs(timeout)
  return { start: pickOf(start), next: [pickOf(next)], ...(starts === 'every' ? { starts } : {}), timeoutsMs: [...MORE_TIMEOUTS_MS, ...(timeoutMs === undefined ? [] : [timeoutMs])], ...breakDownOf(breakDown) }
}

export function retentionQuestion({ start, returns, unit, periods, breakDown }: ExploreForms['retention']): Question<'explore.retention'> {
  return { ...(isAnything(start) ? {} : { start: pickOf(start) }), ...(isAnything(returns) ? {} : { returns: pickOf(returns) }), unit, periods, ...breakDownOf(breakDown) }
}

export function afterQuestion({ event, starts }: ExploreForms['after']): Question<'explore.after'> {
  return { event: pickOf(event), ...(starts === 'every' ? { starts } : {}), limit: 40 }
}

/** Milliseconds of an ISO 8601 text the duration field has accepted; none and zero are undefined. */
export function spanMs(span: string | undefined): number | undefined {
  const ms = span === undefined ? 0 : exactMs(span)
  return ms > 0 ? ms : undefined
}

function pickOf({ event, where }: ChosenEvent): EventPick {
  return { event, ...(where === undefined ? {} : { where }) }
}

function isAnything({ event, where }: ChosenEvent): boolean {
  return event === ANY_EVENT && where === undefined
}

function breakDownOf(choice: BreakDownChoice): { breakDown?: BreakDown } {
  if (choice === 'none') return {}
  if (choice === 'day' || choice === 'week' || choice === 'month') return { breakDown: { by: choice } }
  return { breakDown: { by: 'attribute', name: choice.slice('attribute:'.length) } }
}
