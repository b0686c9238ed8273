import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connectPort, portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import type { Command } from '../command.ts'
import { connectionsOf } from '../connections.ts'
import { positionOf, withPositions } from '../layout.ts'
import { nameOfStep } from '../names.ts'
import { entryIdOf } from '../node-ids.ts'
import { editText } from '../edit-texts.ts'
import { wayInWords } from '../../i18n/in-words.ts'

export type Direction = -1 | 1

/** Moves one of a step's ways before (-1) or after (1) its neighbour; undefined where it cannot go further, as "after a time" and "else" cannot. */
export function moveWay(document: JourneyDocument, stepId: string, portId: string, by: Direction): Command | undefined {
  const step = document.steps[stepId]
  const ways = step && waysOf(step)
  const moved = ways && movedIn(ways, portId, by)
  if (!step || !moved) return undefined
  const label = wayInWords(portsOf(step).find(({ id }) => id === portId)?.label ?? portId)
  return { name: editText(by < 0 ? 'moveUp' : 'moveDown', { what: label }), run: (current) => ({ ...current, steps: { ...current.steps, [stepId]: withWays(step, moved) } }) }
}

/** Moves an entry among the entries: the first that fits takes a person in. */
export function moveEntry(document: JourneyDocument, entryId: string, by: Direction): Command | undefined {
  const entries = movedIn(document.entries, entryId, by)
  return entries && { name: editText(by < 0 ? 'moveUp' : 'moveDown', { what: editText('entry') }), run: (current) => ({ ...current, entries }) }
}

/**
 * Lets a step change places with the one before (-1) or after (1) it, their cards too. Only along a line: both have one way on, and nothing
 * else leads to the later of the two; else undefined.
 */
export function moveStep(document: JourneyDocument, stepId: string, by: Direction): Command | undefined {
  const connections = connectionsOf(document)
  const [before, after] = by < 0 ? [connections.find(({ to }) => to === stepId)?.from, stepId] : [stepId, connections.find(({ from }) => from === stepId)?.to]
  const first = before === undefined ? undefined : document.steps[before]
  const second = after === undefined ? undefined : document.steps[after]
  if (before === undefined || after === undefined || !first || !second || before === after) return undefined
  const [firstPort, ...moreOfFirst] = portsOf(first)
  const [secondPort, ...moreOfSecond] = portsOf(second)
  if (!firstPort || !secondPort || moreOfFirst.length > 0 || moreOfSecond.length > 0 || secondPort.target === before) return undefined
  if (connections.filter(({ to }) => to === after).length !== 1) return undefined
  const moved = document.steps[stepId]!
  const other = by < 0 ? first : second
  const [firstPlace, secondPlace] = [positionOf(document, before), positionOf(document, after)]
  return {
    name: editText(by < 0 ? 'moveBefore' : 'moveAfter', { what: nameOfStep(moved), other: nameOfStep(other) }),
    run: (current) => {
      const ledTo = (id: string | undefined) => (id === before ? after : id)
      const steps = Object.fromEntries(
        Object.entries(current.steps).map(([id, step]): [string, Step] => {
          if (id === before) return [id, connectPort(step, firstPort.id, secondPort.target)]
          if (id === after) return [id, connectPort(step, secondPort.id, before)]
          return [id, portsOf(step).filter(({ target }) => target === before).reduce((changed, port) => connectPort(changed, port.id, after), step)]
        }),
      )
      const entries = current.entries.map((entry) => (entry.next === before ? { ...entry, next: ledTo(entry.next)! } : entry))
      const swapped = { ...current, entries, steps }
      return firstPlace && secondPlace ? withPositions(swapped, new Map([[before, secondPlace], [after, firstPlace]])) : swapped
    },
  }
}

/** Moves what a node id stands for: an entry among entries, a step along its line. */
export function moveNode(document: JourneyDocument, nodeId: string, by: Direction): Command | undefined {
  const entryId = entryIdOf(nodeId)
  return entryId === undefined ? moveStep(document, nodeId, by) : moveEntry(document, entryId, by)
}

type Way = { id: string }

/** The ways of a step whose order is the document's own. */
function waysOf(step: Step): readonly Way[] | undefined {
  if (step.kind === 'split') return step.variants
  return step.kind === 'branch' || step.kind === 'waitFor' ? step.branches : undefined
}

function withWays(step: Step, ways: readonly Way[]): Step {
  return (step.kind === 'split' ? { ...step, variants: ways } : { ...step, branches: ways }) as Step // as: its own ways in another order
}

function movedIn<T extends Way>(list: readonly T[], id: string, by: Direction): T[] | undefined {
  const at = list.findIndex((one) => one.id === id)
  const moved = list[at]
  if (!moved || at + by < 0 || at + by >= list.length) return undefined
  return list.toSpliced(at, 1).toSpliced(at + by, 0, moved)
}
