import { freeId } from '../../../engine/core/model/ids.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { kindOf, portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import type { Command } from '../command.ts'
import { withoutTargets } from '../connections.ts'
import { positionOf, withoutPositions, withPositions, type Position } from '../layout.ts'
import { nameOfNodes, nameOfStep } from '../names.ts'
import { entryIdOf, entryNodeId } from '../node-ids.ts'
import { connected } from './connect.ts'
import { COLUMN, withExitAfterEntry } from './entries.ts'

/** A free id for a new step of that kind in this document. */
export function newStepId(document: JourneyDocument, kind: string): string {
  return freeId(kind, (id) => id in document.steps)
}

/** Puts a step on the canvas; with `from` its port then leads to it. */
export function addStep(id: string, step: Step, position: Position, from?: { from: string; portId: string }): Command {
  return {
    name: `Add ${nameOfStep(step)}`,
    run: (document) => {
      const added = withPositions({ ...document, steps: { ...document.steps, [id]: step } }, new Map([[id, position]]))
      return from ? connected(added, from.from, from.portId, id) : added
    },
  }
}

/** Puts a step between the two ends of a connection; what follows is moved right where the new card would lie on it. */
export function insertStep(id: string, step: Step, between: { from: string; portId: string; to: string }): Command {
  return {
    name: `Insert ${nameOfStep(step)}`,
    run: (document) => {
      const from = positionOf(document, between.from) ?? { x: 0, y: 0 }
      const to = positionOf(document, between.to) ?? { x: from.x + COLUMN, y: from.y }
      const shift = Math.max(0, from.x + 2 * COLUMN - to.x)
      const positions = new Map<string, Position>([[id, { x: from.x + COLUMN, y: (from.y + to.y) / 2 }]])
      if (to.x > from.x) {
        for (const node of [...Object.keys(document.steps), ...document.entries.map((entry) => entryNodeId(entry.id))]) {
          const place = positionOf(document, node)
          if (place && place.x >= to.x && node !== between.from) positions.set(node, { x: place.x + shift, y: place.y })
        }
      }
      const [port] = portsOf(step)
      const added = withPositions({ ...document, steps: { ...document.steps, [id]: step } }, positions)
      const before = connected(added, between.from, between.portId, id)
      return port ? connected(before, id, port.id, between.to) : before
    },
  }
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
    name: `Move ${ids.length === 1 ? 'step' : nameOfNodes(document, ids)}`,
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (current) => withPositions(current, positions),
  }
}

/** Lays the whole canvas out anew. */
export function arrange(positions: ReadonlyMap<string, Position>): Command {
  return { name: 'Arrange automatically', run: (document) => withPositions(document, positions) }
}

/** Removes nodes. Ports that led to them lead to the end; an entry that led to one goes on to what followed it, else to an exit. */
export function deleteNodes(nodeIds: readonly string[], document: JourneyDocument): Command {
  return { name: `Delete ${nameOfNodes(document, nodeIds)}`, run: (current) => withoutNodes(current, new Set(nodeIds)) }
}

function withoutNodes(document: JourneyDocument, nodeIds: ReadonlySet<string>): JourneyDocument {
  const entries = document.entries.filter((entry) => !nodeIds.has(entryNodeId(entry.id)))
  const kept = Object.fromEntries(Object.entries(document.steps).filter(([id]) => !nodeIds.has(id)))
  if (entries.length === document.entries.length && Object.keys(kept).length === Object.keys(document.steps).length) return document
  const removed = new Set([...nodeIds].filter((id) => entryIdOf(id) === undefined))
  const bridged = entries.map((entry) => {
    const next = survivor(document, entry.next, removed)
    return next === undefined || next === entry.next ? entry : { ...entry, next }
  })
  const without = withoutPositions({ ...document, entries: bridged, steps: withoutTargets(kept, removed) }, nodeIds)
  return bridged.filter((entry) => removed.has(entry.next)).reduce((current, entry) => withExitAfterEntry(current, entry.id), without)
}

/** The first step after `id`, itself included, that stays, along steps with a single way on. */
function survivor(document: JourneyDocument, id: string, removed: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>()
  for (let at = id; ; ) {
    if (!removed.has(at)) return document.steps[at] ? at : undefined
    if (seen.has(at)) return undefined
    seen.add(at)
    const step = document.steps[at]
    const targets = new Set(step ? portsOf(step).flatMap((port) => port.target ?? []) : [])
    const [only] = targets
    if (only === undefined || targets.size > 1) return undefined
    at = only
  }
}

/** A new step of a kind, as the palette drops it. */
export function blankStep(kind: Step['kind']): Step {
  return kindOf({ kind } as Step).blank() // as: only the tag is read to find the kind
}
