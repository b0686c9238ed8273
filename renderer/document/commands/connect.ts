import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connectPort, portsOf } from '../../../engine/core/model/steps/registry.ts'
import type { Command } from '../command.ts'
import { canConnect } from '../connections.ts'
import { entryIdOf } from '../node-ids.ts'
import { nameOfNode } from '../names.ts'
import { editText } from '../edit-texts.ts'
import { withExitAfterEntry } from './entries.ts'

/** Leads a port to a step; what it led to before is disconnected, because a port leads to one place. */
export function connect(from: string, portId: string, to: string, document: JourneyDocument): Command {
  return {
    name: editText('connect', { from: nameOfNode(document, from), to: nameOfNode(document, to) }),
    run: (current) => (canConnect(current, from, portId, to) ? connected(current, from, portId, to) : current),
  }
}

/** Moves the start of a connection to another port. One undo step. */
export function reconnect(old: { from: string; portId: string }, next: { from: string; portId: string; to: string }, document: JourneyDocument): Command {
  return {
    name: editText('reconnect', { from: nameOfNode(document, next.from), to: nameOfNode(document, next.to) }),
    run: (current) => {
      if (!canConnect(current, next.from, next.portId, next.to)) return current
      const moved = old.from !== next.from || old.portId !== next.portId
      const made = connected(current, next.from, next.portId, next.to)
      return moved ? disconnected(made, old.from, old.portId) : made
    },
  }
}

/** Takes connections away. An entry has to lead somewhere: it then leads to an exit of its own, which means the same. */
export function disconnect(ends: readonly { from: string; portId: string }[]): Command {
  return {
    name: editText('disconnect', { count: ends.length }),
    run: (current) => ends.reduce((document, end) => disconnected(document, end.from, end.portId), current),
  }
}

/** The document with that port leading to `to`; the same document if it already does. */
export function connected(document: JourneyDocument, from: string, portId: string, to: string): JourneyDocument {
  const entryId = entryIdOf(from)
  if (entryId !== undefined) {
    if (document.entries.every((entry) => entry.id !== entryId || entry.next === to)) return document
    return { ...document, entries: document.entries.map((entry) => (entry.id === entryId ? { ...entry, next: to } : entry)) }
  }
  const step = document.steps[from]
  if (!step || portsOf(step).every((port) => port.id !== portId || port.target === to)) return document
  return { ...document, steps: { ...document.steps, [from]: connectPort(step, portId, to) } }
}

function disconnected(document: JourneyDocument, from: string, portId: string): JourneyDocument {
  const entryId = entryIdOf(from)
  if (entryId !== undefined) return withExitAfterEntry(document, entryId)
  const step = document.steps[from]
  if (!step || portsOf(step).every((port) => port.id !== portId || port.target === undefined)) return document
  return { ...document, steps: { ...document.steps, [from]: connectPort(step, portId, undefined) } }
}
