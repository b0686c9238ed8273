import { AGGREGATES } from '../../model/condition.ts'
import { parseDuration } from '../../model/duration.ts'
import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { conditionsOf, type PlacedCondition } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'

/** What the format knows and no engine of this version runs: the document is valid, but a run would not mean what it says, so it is refused. */
export function notYetRunning(document: JourneyDocument): Diagnostic[] {
  return [...journeyParts(document), ...steps(document), ...[...conditionsOf(document)].flatMap(condition)]
}

function finding(what: string, path: PropertyKey[], stepId?: string): Diagnostic {
  return {
    code: 'J090',
    severity: 'warning',
    message: `${what} cannot be simulated yet`,
    help: 'the journey can be drawn, saved and exported; to run it in this version, do without this part',
    path: jsonPath(path),
    ...(stepId === undefined ? {} : { stepId }),
  }
}

function journeyParts({ entries, reentry, exits, policies, activeFrom, activeUntil }: JourneyDocument): Diagnostic[] {
  const found = entries.flatMap((entry, index) => (entry.trigger.kind === 'event' ? [] : [finding(`${entry.trigger.kind === 'api' ? 'an' : 'a'} ${entry.trigger.kind} entry`, ['entries', index, 'trigger'])]))
  if (reentry?.kind === 'always') found.push(finding('re-entry "always"', ['reentry']))
  if (reentry?.kind === 'afterExit' && reentry.limit) found.push(finding('a limit on re-entry', ['reentry', 'limit']))
  for (const [index, exit] of (exits ?? []).entries()) if ('segment' in exit) found.push(finding('a segment exit', ['exits', index]))
  for (const policy of ['quietHours', 'caps', 'consent', 'holdout'] as const) {
    if (policies?.[policy] !== undefined) found.push(finding(`the policy ${policy}`, ['policies', policy]))
  }
  if (activeFrom !== undefined) found.push(finding('activeFrom', ['activeFrom']))
  if (activeUntil !== undefined) found.push(finding('activeUntil', ['activeUntil']))
  return found
}

function steps(document: JourneyDocument): Diagnostic[] {
  return Object.entries(document.steps).flatMap(([id, step]) => {
    const path = ['steps', id]
    if (step.kind === 'webhook' || step.kind === 'journey') return [finding(`a ${step.kind} step`, path, id)]
    if (step.kind === 'delay' && step.for === undefined) return [finding(`a delay by ${step.until ? 'until' : 'bestTime'}`, path, id)]
    if (step.kind === 'split' && step.autoWinner) return [finding('an automatic winner', [...path, 'autoWinner'], id)]
    if (step.kind === 'waitFor') {
      return step.branches.flatMap((branch, index) => ('segment' in branch ? [finding('waiting for a segment', [...path, 'branches', index], id)] : []))
    }
    return []
  })
}

function condition({ condition: one, path, stepId }: PlacedCondition): Diagnostic[] {
  const refuse = (what: string) => [finding(what, path, stepId)]
  if ('sequence' in one || 'score' in one || 'near' in one || 'localTime' in one || 'weekday' in one) {
    return refuse(`a condition on ${Object.keys(one)[0]}`)
  }
  if (!('did' in one)) return []
  if (one.notFollowedBy) return refuse('notFollowedBy')
  if (one.endingAgo !== undefined) return refuse('endingAgo')
  const aggregate = AGGREGATES.find((name) => one[name] !== undefined)
  if (aggregate) return refuse(`a condition on a ${aggregate}`)
  return one.within !== undefined && parseDuration(one.within)?.kind === 'calendar' ? refuse('a window of calendar months') : []
}
