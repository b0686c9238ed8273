import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { peopleInWords } from './who-in-words.ts'
import { peopleText } from './people-texts.ts'

/** Numbers that can be asked after, each with its words; nobody is behind a 0, so it is left out. */
export interface WhomGroup { title: string; numbers: readonly { of: PeopleOf; words: string }[] }

/** The numbers of the journey as a whole, and of the node that is selected. */
export function whomChoices(run: FinishedRun, nodeId: string | undefined): WhomGroup[] {
  const { document, result } = run
  const { started, converted, active, mature } = result.instances
  const group = (title: string, numbers: readonly (readonly [PeopleOf, number])[]): WhomGroup[] => {
    const some = numbers.filter(([, count]) => count > 0).map(([of, count]) => ({ of, words: peopleInWords(of, document, count) }))
    return some.length === 0 ? [] : [{ title, numbers: some }]
  }
  const own = nodeId === undefined ? [] : numbersOfNode(run, nodeId)
  return [
    ...group(nodeId === undefined ? '' : peopleText('numbersOf', { step: entryIdOf(nodeId) ?? nameOfStep(document, nodeId) }), own),
    ...group(peopleText('ofJourney'), [
      [{ kind: 'started' }, started], [{ kind: 'converted' }, converted], [{ kind: 'active' }, active], [{ kind: 'immature' }, started - mature], [{ kind: 'heldOut' }, result.holdout.started],
      ...Object.entries(result.goals).map(([goal, { conversions }]) => [{ kind: 'goal', goal }, conversions] as const),
      ...Object.entries(result.instances.outcomes).map(([outcome, count]) => [{ kind: 'ended', outcome }, count] as const),
    ]),
  ]
}

function numbersOfNode({ document, result }: FinishedRun, nodeId: string): (readonly [PeopleOf, number])[] {
  const entry = entryIdOf(nodeId)
  if (entry !== undefined) {
    const asked = Object.hasOwn(result.entries, entry) ? result.entries[entry]! : undefined
    return asked === undefined ? [] : [[{ kind: 'admitted', entry }, asked.admitted], [{ kind: 'matched', entry }, asked.matched], [{ kind: 'refused', entry }, asked.refused]]
  }
  const step = Object.hasOwn(result.steps, nodeId) ? result.steps[nodeId]! : undefined
  const kind = document.steps[nodeId]
  if (step === undefined || kind === undefined) return []
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0)
  const left = Object.entries(step.ended).reduce((total, [outcome, count]) => (outcome.startsWith('goal:') ? total : total + count), 0)
  return [
    [{ kind: 'entered', step: nodeId }, step.entered],
    [{ kind: 'waiting', step: nodeId }, step.waiting],
    [{ kind: 'leftWithoutGoal', step: nodeId }, left],
    ...portsOf(kind).map(({ id }) => [{ kind: 'left', step: nodeId, port: id }, step.ports[id] ?? 0] as const),
    [{ kind: 'sent', step: nodeId }, step.sent],
    [{ kind: 'suppressed', step: nodeId }, sum(step.suppressed)],
    ...Object.entries(result.goals).map(([goal, { creditedTo }]) => [{ kind: 'goal', goal, step: nodeId }, creditedTo[nodeId] ?? 0] as const),
    ...Object.entries(result.splits[nodeId] ?? {}).flatMap(([variant, { entered, converted }]) => [
      [{ kind: 'variantEntered', step: nodeId, variant }, entered] as const,
      [{ kind: 'variantConverted', step: nodeId, variant }, converted] as const,
    ]),
  ]
}
