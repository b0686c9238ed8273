import { freeId } from '../../../engine/core/model/ids.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { kindOf, portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import { cardHeight } from '../card-size.ts'
import type { Command } from '../command.ts'
import { positionOf, withoutPositions, withPositions, type Position } from '../layout.ts'
import { nameOfNode, nameOfNodes, nameOfStep } from '../names.ts'
import { entryNodeId, noteIdOf } from '../node-ids.ts'
import { freePlace, isTaken, nodesIn } from '../room.ts'
import { editText } from '../edit-texts.ts'
import { connected } from './connect.ts'
import { COLUMN } from './entries.ts'
import { healed, takenOut, withExitsFor } from './heal.ts'

/** A free id for a new step of that kind in this document. */
export function newStepId(document: JourneyDocument, kind: string): string {
  return freeId(kind, (id) => id in document.steps)
}

/** Puts a step on the canvas; with `from` its port then leads to it. */
export function addStep(id: string, step: Step, position: Position, from?: { from: string; portId: string }): Command {
  return {
    name: editText('add', { name: nameOfStep(step) }),
    run: (document) => {
      const added = withPositions({ ...document, steps: { ...document.steps, [id]: step } }, new Map([[id, position]]))
      return from ? connected(added, from.from, from.portId, id) : added
    },
  }
}

/** One line on the canvas, by its ends. */
export interface Between { from: string; portId: string; to: string }

/** Puts a step between the two ends of a connection; what follows is moved right where the new card would lie on it. */
export function insertStep(id: string, step: Step, between: Between): Command {
  return {
    name: editText('insert', { name: nameOfStep(step) }),
    run: (document) => spliced({ ...document, steps: { ...document.steps, [id]: step } }, id, between),
  }
}

/**
 * Puts a step of the canvas into a connection, out of the line it stands in, if it does; it stays at `dropped` where it has room there.
 * One undo step, its move included.
 */
export function insertExisting(id: string, between: Between, dropped: Position, document: JourneyDocument): Command {
  return {
    name: editText('moveBetween', { what: nameOfNode(document, id), from: nameOfNode(document, between.from), to: nameOfNode(document, between.to) }),
    run: (current) => {
      const step = current.steps[id]
      if (!step || id === between.from || id === between.to) return current
      return spliced(takenOut(current, new Set([id])), id, between, dropped)
    },
  }
}

function spliced(document: JourneyDocument, id: string, between: Between, wanted?: Position): JourneyDocument {
  const step = document.steps[id]
  if (!step || !document.steps[between.to]) return document
  const own = new Set([id])
  const height = cardHeight(step, true)
  const positions = new Map<string, Position>()
  if (wanted && !isTaken(document, wanted, height, own)) positions.set(id, wanted)
  else {
    const from = positionOf(document, between.from) ?? { x: 0, y: 0 }
    const to = positionOf(document, between.to) ?? { x: from.x + COLUMN, y: from.y }
    const place = { x: from.x + COLUMN, y: (from.y + to.y) / 2 }
    const shift = Math.max(0, from.x + 2 * COLUMN - to.x)
    if (to.x > from.x && shift > 0) {
      for (const node of nodesIn(document)) {
        const at = positionOf(document, node)
        if (at && at.x >= to.x && node !== between.from && node !== id) positions.set(node, { x: at.x + shift, y: at.y })
      }
    }
    positions.set(id, freePlace(withPositions(document, positions), place, height, { except: own }))
  }
  const [port] = portsOf(step)
  const before = connected(withPositions(document, positions), between.from, between.portId, id)
  return port ? connected(before, id, port.id, between.to) : before
}

/** Changes one step's fields; `coalesce` joins the keystrokes in one field into one undo step. */
export function changeStep(id: string, name: string, change: (step: Step) => Step, coalesce?: string): Command {
  return {
    name,
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (document) => {
      const step = document.steps[id]
      if (!step) return document
      const changed = change(step)
      return changed === step ? document : { ...document, steps: { ...document.steps, [id]: changed } }
    },
  }
}

/** Moves nodes; a drag is one call. */
export function moveNodes(positions: ReadonlyMap<string, Position>, document: JourneyDocument, coalesce?: string): Command {
  const ids = [...positions.keys()]
  return {
    name: editText('move', { what: ids.length === 1 && noteIdOf(ids[0]!) === undefined ? editText('step') : nameOfNodes(document, ids) }),
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (current) => withPositions(current, positions),
  }
}

/** Removes nodes, and the line closes: what led to them leads to where they led on, an entry without any way on to an exit. */
export function deleteNodes(nodeIds: readonly string[], document: JourneyDocument): Command {
  return { name: editText('delete', { what: nameOfNodes(document, nodeIds) }), run: (current) => withoutNodes(current, new Set(nodeIds)) }
}

function withoutNodes(document: JourneyDocument, nodeIds: ReadonlySet<string>): JourneyDocument {
  const entries = document.entries.filter((entry) => !nodeIds.has(entryNodeId(entry.id)))
  const removed = new Set(Object.keys(document.steps).filter((id) => nodeIds.has(id)))
  if (entries.length === document.entries.length && removed.size === 0) return withoutPositions(document, nodeIds)
  const closed = healed({ ...document, entries }, removed)
  const kept = Object.fromEntries(Object.entries(closed.steps).filter(([id]) => !removed.has(id)))
  return withExitsFor(withoutPositions({ ...closed, steps: kept }, nodeIds), removed)
}

/** A new step of a kind, as the palette drops it. */
export function blankStep(kind: Step['kind']): Step {
  return kindOf({ kind } as Step).blank() // as: only the tag is read to find the kind
}
