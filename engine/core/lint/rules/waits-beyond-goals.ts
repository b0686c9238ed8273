import { jsonPath } from '../../json.ts'
import { durationInWords, exactMs, msInWords } from '../../model/duration.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { earliestArrivals, nameOf, named, reachableFrom, waysOf } from '../flow.ts'

const DAY = 86_400_000

/**
 * Waits and delays that outlast the window of every goal: what is sent after them cannot bring a conversion that counts, and who does
 * what the wait is for, but late, does not count either. A goal without a window counts to the end of the pass, so it is never outlasted.
 */
export function waitsBeyondGoals(document: JourneyDocument): Diagnostic[] {
  const goals = document.goals ?? []
  const windows = goals.map(({ window }) => (window === undefined ? Infinity : exactMs(window)))
  const longest = Math.max(0, ...windows)
  const place = windows.indexOf(longest)
  const goal = goals[place]
  if (!goal || goal.window === undefined) return []
  const window = durationInWords(goal.window)
  const arrivals = earliestArrivals(document)
  return [...arrivals].flatMap(([stepId, arrival]): Diagnostic[] => {
    const step = document.steps[stepId]!
    const way = waysOf(step).find(({ leastMs }) => leastMs > 0)
    if (!way || arrival >= longest || arrival + way.leastMs < longest) return []
    const after = way.target === undefined ? [] : [...reachableFrom(document, [way.target])]
    const late = after.filter((id) => document.steps[id]!.kind === 'message' && (arrivals.get(id) ?? 0) >= longest)
    const awaitsGoal = step.kind === 'waitFor' && way.leastMs > longest && step.branches.some((branch) => 'event' in branch && branch.event === goal.event)
    if (late.length === 0 && !awaitsGoal) return []
    const endsAt = arrival + way.leastMs
    const lastAt = Math.max(...late.map((id) => arrivals.get(id)!))
    const days = late.length === 0 ? Math.ceil(endsAt / DAY) : Math.ceil((lastAt + longest) / DAY)
    return [
      {
        code: 'J041',
        severity: 'warning',
        message:
          late.length === 0
            ? `"${nameOf(document, stepId)}" waits for ${named([goal.event])} up to ${msInWords(endsAt)} after the start, but the goal ${named([goal.id])} counts it for ${window} only`
            : `${named(late.map((id) => nameOf(document, id)))} can be sent ${msInWords(endsAt)} after the start at the earliest, behind "${nameOf(document, stepId)}", when the goal ${named([goal.id])} no longer counts (${window})`,
        help: 'shorten the wait, or make the window of the goal longer',
        path: jsonPath(['steps', stepId]),
        stepId,
        ...fixWith(document, `Count the goal for ${days} days`, { path: ['goals', place, 'window'], value: `P${days}D` }),
      },
    ]
  })
}
