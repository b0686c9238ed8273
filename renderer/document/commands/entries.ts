import { freeId } from '../../../engine/core/model/ids.ts'
import type { Entry, JourneyDocument } from '../../../engine/core/model/journey.ts'
import { STEP_KINDS } from '../../../engine/core/model/steps/registry.ts'
import type { Command } from '../command.ts'
import { connectionsOf } from '../connections.ts'
import { positionOf, withPositions, type Position } from '../layout.ts'
import { entryNodeId } from '../node-ids.ts'
import { editText } from '../edit-texts.ts'

/** How far right of a card its successor is put, in canvas pixels. */
export const COLUMN = 390

/** Adds an entry with that id for that event, leading to a step nothing leads to yet, else to an exit of its own. */
export function addEntry(id: string, position: Position, event = 'signup'): Command {
  return {
    name: editText('addEntry'),
    run: (document) => {
      const reached = new Set(connectionsOf(document).map(({ to }) => to))
      const start = Object.keys(document.steps).find((stepId) => !reached.has(stepId))
      const entry: Entry = { id, trigger: { kind: 'event', event }, next: start ?? '' }
      const placed = withPositions({ ...document, entries: [...document.entries, entry] }, new Map([[entryNodeId(id), position]]))
      return start === undefined ? withExitAfterEntry(placed, id) : placed
    },
  }
}

/** Changes one entry; `coalesce` joins the keystrokes in one field into one undo step. */
export function changeEntry(id: string, name: string, change: (entry: Entry) => Entry, coalesce?: string): Command {
  return {
    name,
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (document) => {
      const entries = document.entries.map((entry) => (entry.id === id ? change(entry) : entry))
      return entries.every((entry, index) => entry === document.entries[index]) ? document : { ...document, entries }
    },
  }
}

/** The document with that entry leading to a new exit: what "leads nowhere" means for an entry, which must lead somewhere. */
export function withExitAfterEntry(document: JourneyDocument, entryId: string): JourneyDocument {
  const exitId = freeId('exit', (id) => id in document.steps)
  const nodeId = entryNodeId(entryId)
  const { x, y } = positionOf(document, nodeId) ?? { x: 0, y: 0 }
  const changed: JourneyDocument = {
    ...document,
    entries: document.entries.map((entry) => (entry.id === entryId ? { ...entry, next: exitId } : entry)),
    steps: { ...document.steps, [exitId]: STEP_KINDS.exit.blank() },
  }
  return withPositions(changed, new Map([[exitId, { x: x + COLUMN, y }]]))
}
