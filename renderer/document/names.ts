import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import { cut } from '../i18n/cut.ts'
import { entryIdOf, noteIdOf } from './node-ids.ts'
import { suggestedName } from './suggested-name.ts'
import { editText } from './edit-texts.ts'

// A step is never changed in place, so what it is called is worked out once, however many lists name it.
const names = new WeakMap<Step, string>()

/** What people call a step: its name, else what it does, else its kind. */
export function nameOfStep(step: Step): string {
  let name = names.get(step)
  if (name === undefined) names.set(step, (name = cut(step.name !== undefined && step.name !== '' ? step.name : suggestedName(step))))
  return name
}

/** What people call a node on the canvas; its id if it is gone. */
export function nameOfNode(document: JourneyDocument, nodeId: string): string {
  const entryId = entryIdOf(nodeId)
  if (entryId !== undefined) return editText('entry')
  if (noteIdOf(nodeId) !== undefined && !Object.hasOwn(document.steps, nodeId)) return editText('note')
  const step = document.steps[nodeId]
  return step ? nameOfStep(step) : nodeId
}

/** "Wait for cart" for one, "3 steps", "2 notes" or "3 steps and 2 notes" for several. */
export function nameOfNodes(document: JourneyDocument, nodeIds: readonly string[]): string {
  if (nodeIds.length === 1) return nameOfNode(document, nodeIds[0]!)
  const notes = nodeIds.filter((id) => noteIdOf(id) !== undefined && !Object.hasOwn(document.steps, id)).length
  const steps = nodeIds.length - notes
  if (notes === 0) return editText('steps', { count: steps })
  const noted = editText('notes', { count: notes })
  return steps === 0 ? noted : editText('stepsAndNotes', { steps: editText('steps', { count: steps }), notes: noted })
}
