import { exactMs } from '../../../model/duration.ts'
import { isAlways } from '../../../model/condition.ts'
import type { Entry, ExitCriterion, Goal, JourneyDocument, Policies, Reentry } from '../../../model/journey.ts'
import { portsOf } from '../../../model/steps/registry.ts'
import { loopsOf } from '../../loops.ts'
import type { ProblemList } from '../../problem-list.ts'
import { writeCondition, type FilterScope } from './conditions.ts'
import { eventKeyFor } from './names.ts'
import { reduceStep } from './reduce-step.ts'
import { hasActivity, reachable } from './sayable.ts'
import type { SalesforceSettings } from './settings.ts'

/** The event people enter by, as Salesforce names it; of the first entry. */
export function entryEventOf({ entries }: JourneyDocument): string {
  const trigger = entries[0]?.trigger
  return trigger?.kind === 'event' ? trigger.event : trigger?.kind === 'api' ? trigger.name : 'entry'
}

export function filterScopeOf(document: JourneyDocument, { attributeSet }: Pick<SalesforceSettings, 'attributeSet'>): FilterScope {
  return { attributeSet, eventKey: eventKeyFor(entryEventOf(document)), segments: document.segments ?? {} }
}

/** What of a journey Salesforce can say: a document again, that is written and read back without a loss. All else is told. */
export function reduceDocument(document: JourneyDocument, settings: SalesforceSettings, problems: ProblemList): JourneyDocument {
  const filter = filterScopeOf(document, settings)
  const { activeFrom, activeUntil, policies, goals, exits, reentry, layout: _layout, ...rest } = document
  if (activeFrom !== undefined) problems.loss(1, ['activeFrom'], 'a journey is open from its activation on', 'Activate it then.')
  if (activeUntil !== undefined) problems.loss(1, ['activeUntil'], 'a journey is open until it is stopped', 'Stop it then.')
  const reached = new Set(reachable(document))
  judgeGraph(document, reached, problems)
  const keptPolicies = reducePolicies(policies, problems)
  const keptGoals = goals && reduceGoals(goals, filter, problems)
  const keptExits = exits && reduceExits(exits, filter, problems)
  return {
    ...rest,
    entries: reduceEntries(document.entries, filter, problems),
    ...(reentry ? { reentry: reduceReentry(reentry, problems) } : {}),
    ...(keptGoals ? { goals: keptGoals } : {}),
    ...(keptExits ? { exits: keptExits } : {}),
    ...(keptPolicies ? { policies: keptPolicies } : {}),
    steps: Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, reduceStep(id, step, { document, filter, reached, problems })])),
  }
}

function judgeGraph(document: JourneyDocument, reached: ReadonlySet<string>, problems: ProblemList): void {
  for (const [index, { next }] of document.entries.entries()) {
    if (!Object.hasOwn(document.steps, next)) problems.error(2, ['entries', index, 'next'], `it leads to “${next}”, which is not there`, 'Lead it to a step.')
  }
  for (const [id, step] of Object.entries(document.steps)) {
    for (const { id: port, target } of portsOf(step)) {
      if (target !== undefined && !Object.hasOwn(document.steps, target)) problems.error(2, ['steps', id], `the way out “${port}” leads to “${target}”, which is not there`, 'Lead it to a step, or end it.')
    }
  }
  for (const loop of loopsOf(document)) problems.error(3, ['steps', loop[0]!], `people come back to it (${[...loop, loop[0]!].join(' → ')}), and an activity cannot lead back`, 'Lay the steps out one after the other as often as they should come, or let people enter again.')
  if (![...reached].some((id) => hasActivity(document.steps[id]!))) problems.error(4, ['entries'], 'nothing happens in this journey that Salesforce could do', 'Add a message, a wait or another step behind the entry.')
}

function reduceEntries(entries: readonly Entry[], filter: FilterScope, problems: ProblemList): Entry[] {
  for (const [index, { trigger, where }] of entries.entries()) {
    if (index > 0) problems.error(5, ['entries', index], 'a journey has one entry source', 'Fire the same event for all of them, or make a journey of each.')
    if (trigger.kind === 'segment') problems.error(6, ['entries', index, 'trigger'], 'people enter by an event, not by coming into a segment or leaving it', 'Fire an API event then.')
    if (trigger.kind === 'schedule') problems.error(7, ['entries', index, 'trigger'], 'a schedule needs an automation and a data extension, which are not made from here', 'Have an automation fire an API event for everybody in the audience.')
    const written = writeCondition(where, filter)
    if ('because' in written) problems.error(8, ['entries', index, 'where'], `Salesforce cannot decide by this who enters: ${written.because}`, 'Fire the event only for those who should enter.')
  }
  return [...entries]
}

function reduceReentry(reentry: Reentry, problems: ProblemList): Reentry {
  if (reentry.kind === 'once') return reentry
  if (reentry.limit) problems.loss(9, ['reentry', 'limit'], 'how often somebody enters is not limited', 'Ask for it where the event is fired.')
  if (reentry.kind === 'always') {
    if (reentry.key !== undefined) problems.loss(10, ['reentry', 'key'], 'passes are not told apart by a key: any event of the person counts for all of them', 'Let people enter again only after they have left.')
    return { kind: 'always' }
  }
  const isLong = reentry.cooldown !== undefined && exactMs(reentry.cooldown) > 0
  if (isLong) problems.loss(11, ['reentry', 'cooldown'], 'who has left may enter again at once', 'End the journey with a wait that long.')
  return { kind: 'afterExit', ...(reentry.cooldown !== undefined && !isLong ? { cooldown: reentry.cooldown } : {}) }
}

const LATE = 'goals and exits are looked at when a wait ends and once a day, and find what happened at any time'

function reduceGoals(goals: readonly Goal[], filter: FilterScope, problems: ProblemList): Goal[] {
  return goals.flatMap((goal, index) => {
    const at = (...path: readonly PropertyKey[]) => ['goals', index, ...path]
    if (index > 0 && goal.endsJourney !== true) problems.note(12, at(), 'a journey has one goal: this one is kept with the journey, and not counted there', 'Put the goal that matters first.')
    if (index > 0 && goal.endsJourney === true) {
      problems.loss(12, ['goals'], 'a journey has one goal: others do not end it', 'Make an exit of it.')
      return []
    }
    if (index > 0) return [goal]
    const { where, window, ...rest } = goal
    if (goal.endsJourney === true) problems.loss(13, at('event'), LATE, 'Rehearse the journey as Salesforce would run it.')
    else problems.note(13, at('event'), LATE, 'Count conversions from your own events.')
    if (goal.value !== undefined) problems.note(14, at('value'), 'conversions are counted without their value', 'Add values up from your own events.')
    const isWhereKept = where === undefined || !('because' in writeCondition(where, { ...filter, eventKey: null }))
    if (!isWhereKept) problems.loss(15, at('where'), 'what the event carries is not asked for: any such event reaches the goal', 'Keep it in an attribute.')
    const isWindowKept = window === undefined || goal.endsJourney !== true
    if (!isWindowKept) problems.loss(16, at('window'), 'a goal has no window', 'Rehearse the journey as Salesforce would run it.')
    else if (window !== undefined) problems.note(16, at('window'), 'a goal has no window: conversions are counted as long as people are in the journey', 'Count conversions from your own events.')
    return [{ ...rest, ...(where !== undefined && isWhereKept ? { where } : {}), ...(window !== undefined && isWindowKept ? { window } : {}) }]
  })
}

function reduceExits(exits: readonly ExitCriterion[], filter: FilterScope, problems: ProblemList): ExitCriterion[] {
  const kept = exits.flatMap((exit, index): ExitCriterion[] => {
    problems.loss(13, ['exits', index], LATE, 'Rehearse the journey as Salesforce would run it.')
    if ('segment' in exit) {
      const written = writeCondition({ segment: exit.segment }, { ...filter, eventKey: null })
      if (!('because' in written)) return [exit]
      problems.loss(17, ['exits'], `nobody leaves by “${exit.id}”: ${written.because}`, 'Keep what the segment asks for in an attribute of the profile.')
      return []
    }
    const { where, ...rest } = exit
    if (isAlways(where) || !('because' in writeCondition(where, { ...filter, eventKey: null }))) return [exit]
    problems.loss(18, ['exits', index, 'where'], 'what the event carries is not asked for: any such event lets people leave', 'Keep it in an attribute.')
    return [rest]
  })
  return kept
}

function reducePolicies(policies: Policies | undefined, problems: ProblemList): Policies | undefined {
  if (!policies) return undefined
  if (policies.quietHours) problems.loss(19, ['policies', 'quietHours'], 'a journey has no quiet hours', 'Set send windows for each channel in Marketing Cloud.')
  if (policies.caps && policies.caps.length > 0) problems.loss(19, ['policies', 'caps'], 'a journey has no caps', 'Set up Einstein Engagement Frequency for the account.')
  if (policies.consent && Object.keys(policies.consent).length > 0) problems.loss(19, ['policies', 'consent'], 'consent is not asked for by an attribute: subscription status decides', 'Keep subscriptions in step with the attribute.')
  if (policies.holdout && policies.holdout.share > 0) problems.loss(19, ['policies', 'holdout'], 'nobody is held out', 'Put an A/B split with a path without messages behind the entry.')
  if (policies.priority !== undefined) problems.note(19, ['policies', 'priority'], 'journeys take no turns there', 'Nothing to do.')
  const { quietHours: _quietHours, caps, consent, holdout, ...others } = policies
  const kept = {
    ...others,
    ...(caps?.length === 0 ? { caps } : {}),
    ...(consent && Object.keys(consent).length === 0 ? { consent } : {}),
    ...(holdout?.share === 0 ? { holdout } : {}),
  }
  if (Object.keys(kept).length === 0 && Object.keys(policies).length > 0) problems.loss(19, ['policies'], 'none of its policies goes with the journey', 'Each is named by itself.')
  return kept
}
