import type { Trigger } from '../../../engine/core/model/journey.ts'
import type { StepKindName } from '../../../engine/core/model/steps/registry.ts'
import { withChannel } from '../../document/channel.ts'
import { addEntry, changeEntry } from '../../document/commands/entries.ts'
import { addStep, deleteNodes, newStepId } from '../../document/commands/steps.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf } from '../../document/layout.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import type { PaletteKind } from '../palette/palette-items.ts'
import { learnWhatFollows, likelyStep } from '../start/what-follows.ts'
import { middleOfCanvas } from './flow-handle.ts'
import { channelOf } from './item-icon.ts'

const FIRST = 'start'
/** Half of an entry, a column and an exit, in canvas pixels: what is put in the middle. */
const HALF = { x: 320, y: 42 }

/** The first entry of an empty journey, with that trigger; one undo step. It stands left of the middle, with room for what follows. */
export function startWith(trigger: Trigger): void {
  const { x, y } = middleOfCanvas()
  const added = addEntry(FIRST, { x: x - HALF.x, y: y - HALF.y })
  documentStore.getState().apply({ name: added.name, run: (document) => changeEntry(FIRST, added.name, (entry) => ({ ...entry, trigger })).run(added.run(document)) })
  useUiStore.getState().select([entryNodeId(FIRST)])
  if (trigger.kind === 'event') void learnWhatFollows(trigger.event)
}

/** The first step behind an entry, in the place of the exit the entry came with; one undo step. */
export function goOnWith(kind: Exclude<PaletteKind, 'entry'>, entryId: string, exitId: string): void {
  const { document, apply } = documentStore.getState()
  const channel = channelOf(kind)
  const from = entryNodeId(entryId)
  const blank = likelyStep(channel === undefined ? (kind as StepKindName) : 'message', from) // as: without a channel it is a kind
  const step = blank.kind === 'message' && channel !== undefined ? withChannel(blank, channel) : blank
  const id = newStepId(document, step.kind)
  const added = addStep(id, step, positionOf(document, exitId) ?? { x: 0, y: 0 }, { from, portId: 'next' })
  apply({ name: added.name, run: (current) => (step.kind === 'exit' ? current : deleteNodes([exitId], current).run(added.run(current))) })
  useUiStore.setState({ inspectorOpen: true })
  useUiStore.getState().select([id])
}
