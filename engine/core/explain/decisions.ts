import type { HistoryEvent, ProfileView } from '../simulate/reference/evaluate.ts'
import type { ConditionNode } from './condition-node.ts'
import { explainCondition, explainSegment } from './explain-condition.ts'
import type { Decision, HappenedOf } from './explanation.ts'
import { documentStep, type DrawnJourney } from './journey-names.ts'
import type { Pass } from './pass.ts'

/** Which way was taken at the step the instance is leaving, and why not the others. Null where nothing was to be decided. */
export function decisionAt(journey: DrawnJourney, pass: Pass, view: ProfileView): Decision | null {
  const { operation } = journey.program.steps[pass.step]!
  const taken = pass.asked(true)
  if (operation.kind === 'branch') return branchDecision(journey, pass, view)
  if ((operation.kind !== 'waitFor' && operation.kind !== 'poll') || !taken) return null
  const { branches } = documentStep(journey, pass.step, 'waitFor')
  const others = pass.askings.filter((one) => one !== taken && one.node !== null && one.atHand === taken.atHand && one.branch < taken.branch)
  return {
    taken: { branch: branches[taken.branch]!.id, condition: taken.node },
    others: others.map(({ branch, node }) => ({ branch: branches[branch]!.id, condition: node, judged: true })),
  }
}

/** The ways of a branch after the one that was taken were not asked; what they would have said is told all the same. */
function branchDecision(journey: DrawnJourney, pass: Pass, view: ProfileView): Decision {
  const { branches } = documentStep(journey, pass.step, 'branch')
  const { operation } = journey.program.steps[pass.step]!
  const ways = operation.kind === 'branch' ? operation.branches : []
  const segments = journey.document.segments ?? {}
  const takenIndex = pass.asked(true)?.branch
  const told = branches.map(({ id, when }, index) => {
    const asking = pass.askings.find(({ branch }) => branch === index)
    return { branch: id, condition: asking?.node ?? explainCondition(when, ways[index]!.when, { view, atHand: pass.hand, segments }), judged: takenIndex === undefined || index <= takenIndex }
  })
  const taken = takenIndex === undefined ? { branch: 'else', condition: null } : { branch: told[takenIndex]!.branch, condition: told[takenIndex]!.condition }
  return { taken, others: told.filter((_, index) => index !== takenIndex) }
}

/** Why an entry let the profile in: its segment or audience, and its `where`. */
export function startCondition({ document, program }: DrawnJourney, entry: number, view: ProfileView, atHand: HistoryEvent | undefined): ConditionNode | null {
  const { trigger, where } = document.entries[entry]!
  const lowered = program.entries[entry]!
  const judging = { view, atHand, segments: document.segments ?? {} }
  const byTrigger =
    trigger.kind === 'segment' && lowered.trigger.kind === 'segment'
      ? explainSegment(trigger.segment, lowered.trigger.segment, judging)
      : trigger.kind === 'schedule' && lowered.trigger.kind === 'schedule'
        ? explainCondition(trigger.audience, lowered.trigger.audience, judging)
        : null
  const parts = [byTrigger, explainCondition(where, lowered.where, judging)].filter((one) => one !== null)
  return parts.length > 1 ? { kind: 'all', holds: parts.every(({ holds }) => holds), of: parts } : (parts[0] ?? null)
}

/** The exit behind an outcome `exit:<id>`, with what held; null for any other outcome. */
export function exitThatHeld({ document, program }: DrawnJourney, outcome: string, view: ProfileView, event: HistoryEvent | undefined): HappenedOf<'end'>['exit'] {
  const index = program.exits.findIndex(({ id }) => outcome === `exit:${id}`)
  const exit = document.exits?.[index]
  const lowered = program.exits[index]
  if (!exit || !lowered) return null
  const judging = { view, atHand: event, segments: document.segments ?? {} }
  if ('segment' in exit) return { id: exit.id, condition: lowered.kind === 'segment' ? explainSegment(exit.segment, lowered.segment, judging) : null }
  // Where it takes effect later, the event that met it is not at hand any more.
  if (program.endings && event === undefined) return { id: exit.id, condition: null }
  return { id: exit.id, condition: lowered.kind === 'event' ? explainCondition(exit.where, lowered.where, judging) : null }
}
