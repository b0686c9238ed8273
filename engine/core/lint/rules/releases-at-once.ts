import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { summaryOf, type Step } from '../../model/steps/registry.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { eventOf, named, nameOf, stepAt, stepsOf, waysOf } from '../flow.ts'
import type { LintContext } from '../lint-context.ts'

/** From so many possible starts on, a daily or weekly release is worth a word. */
const LARGE = 10_000

/**
 * Delays until a date, behind which a message goes to everyone who gathered there, at one instant; with a large dataset also those until a
 * time of day. It loads the sending platform, and the shop behind the link.
 */
export function releasesAtOnce(document: JourneyDocument, { dataset }: LintContext): Diagnostic[] {
  const starts = document.entries.reduce((sum, entry) => sum + (dataset?.events.find(({ name }) => name === eventOf(entry))?.count ?? 0), 0)
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    if (step.kind !== 'delay' || !step.until || (step.until.date === undefined && starts < LARGE)) return []
    const sent = sentAtOnce(document, step.next)
    if (sent.length === 0) return []
    const who = step.until.date === undefined ? `all who gathered since the last time (up to ${starts.toLocaleString('en')} people start in these data)` : 'all who wait there'
    return [
      {
        code: 'J052',
        severity: 'info',
        message: `${named([nameOf(document, stepId)])} (${summaryOf(step).toLowerCase()}) lets ${who} go at one instant, and ${named(sent)} goes to them all`,
        help: 'if the platform or the shop cannot take it at once, send by best time, or split into groups with delays of their own',
        path: jsonPath(['steps', stepId, 'until']),
        stepId,
      },
    ]
  })
}

function sentAtOnce(document: JourneyDocument, next: string | undefined): string[] {
  const seen = new Set<string>()
  const sent: string[] = []
  const queue = [next]
  for (let head = 0; head < queue.length; head++) {
    const id = queue[head]
    const step: Step | undefined = stepAt(document, id)
    if (id === undefined || !step || seen.has(id)) continue
    seen.add(id)
    if (step.kind === 'message') sent.push(nameOf(document, id))
    else if (step.kind !== 'waitFor' && step.kind !== 'journey') for (const { target, instant } of waysOf(step)) if (instant) queue.push(target)
  }
  return sent
}
