import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { kindOf, type Step } from '../../engine/core/model/steps/registry.ts'
import { entryIdOf } from './node-ids.ts'

/** What people call a step: its name, else its kind. */
export function nameOfStep(step: Step): string {
  return step.name !== undefined && step.name !== '' ? step.name : kindOf(step).label
}

/** What people call a node on the canvas; its id if it is gone. */
export function nameOfNode(document: JourneyDocument, nodeId: string): string {
  const entryId = entryIdOf(nodeId)
  if (entryId !== undefined) return 'entry'
  const step = document.steps[nodeId]
  return step ? nameOfStep(step) : nodeId
}

/** "Wait for cart" for one, "3 steps" for several. */
export function nameOfNodes(document: JourneyDocument, nodeIds: readonly string[]): string {
  return nodeIds.length === 1 ? nameOfNode(document, nodeIds[0]!) : `${nodeIds.length} steps`
}
