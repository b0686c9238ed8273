import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { COMPLETED } from '../../../engine/core/model/steps/exit.ts'
import type { OutcomeRow } from '../../../engine/core/report/outcomes.ts'
import { simulationText } from './texts.ts'

/** An outcome as people call it: the exit step's own name where one step alone ends so. */
export function outcomeInWords({ kind, name }: Pick<OutcomeRow, 'kind' | 'name'>, document: JourneyDocument): string {
  if (kind === 'goal') return simulationText('goalOutcome', { name })
  if (kind === 'exit') return simulationText('exitOutcome', { name })
  if (kind === 'active') return simulationText('active')
  const endings = Object.values(document.steps).filter((step) => step.kind === 'exit' && step.outcome === name)
  return (endings.length === 1 ? endings[0]?.name : undefined) ?? outcomeWord(name)
}

/** An outcome by itself: the one that exits are born with in words, any other as it was written. */
export function outcomeWord(name: string): string {
  return name === COMPLETED ? simulationText('completed') : name
}

/** The same of an outcome as a result names it. */
export function namedOutcomeInWords(outcome: string, document: JourneyDocument): string {
  const kind = outcome.startsWith('goal:') ? 'goal' : outcome.startsWith('exit:') ? 'exit' : 'named'
  return outcomeInWords({ kind, name: kind === 'named' ? outcome : outcome.slice(outcome.indexOf(':') + 1) }, document)
}
