import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import { edgeId, entryNodeId } from '../../document/node-ids.ts'
import { waysTogether } from './way-together.ts'

interface Common {
  /** Its own in the whole tree, and the same after an edit that leaves it where it is. */
  key: string
  /** 1 for what stands at the left. */
  level: number
  hasChildren: boolean
}

/**
 * One line of the outline: an entry or a step; one of several ways out of a step; a mention of a step that is listed elsewhere; the
 * heading of the stage that begins here; or the heading of the steps nothing leads to.
 */
export type OutlineItem = Common &
  (
    | { kind: 'node'; nodeId: string }
    | { kind: 'way'; nodeId: string; portId: string; /** Where the way leads if that is listed elsewhere. */ to: string | undefined; /** True if it leads nowhere. */ ends: boolean }
    | { kind: 'mention'; nodeId: string; portId: string; to: string }
    | { kind: 'stage'; stageId: string }
    | { kind: 'apart' }
  )

/**
 * The journey as a tree, in lines from top to bottom. Steps follow their entry as they are reached; a step with several ways has them as its
 * children, each with its own steps below; what all ways come to again follows after them. A step is listed once and mentioned elsewhere,
 * so that a loop ends in a mention. Steps nobody reaches, and stages without steps, come last.
 */
export function outlineItems(document: JourneyDocument): OutlineItem[] {
  const items: OutlineItem[] = []
  const listed = new Set<string>()
  // Steps that wait for all ways to come together are listed after them, not on the first of them.
  const promised = new Set<string>()
  const together = waysTogether(document)
  let stage: string | undefined
  const isElsewhere = (id: string) => listed.has(id) || promised.has(id)

  // A stack of its own instead of recursion: a journey of thousands of steps in a row, or of branches in branches, is still a list.
  type Work = { at: string; from: { nodeId: string; portId: string } | undefined; level: number } | { way: { nodeId: string; step: Step; portId: string; target: string | undefined }; level: number } | { kept: string; level: number }
  const walk = (start: Work) => {
    const stack: Work[] = [start]
    for (let work = stack.pop(); work; work = stack.pop()) {
      if ('kept' in work) {
        promised.delete(work.kept)
        if (!listed.has(work.kept)) stack.push({ at: work.kept, from: undefined, level: work.level })
        continue
      }
      if ('way' in work) {
        const { nodeId, portId, target } = work.way
        const known = target !== undefined && document.steps[target] !== undefined ? target : undefined
        const to = known !== undefined && isElsewhere(known) ? known : undefined
        const leadsOn = known !== undefined && to === undefined
        items.push({ kind: 'way', key: edgeId(nodeId, portId), level: work.level, hasChildren: leadsOn, nodeId, portId, to, ends: known === undefined })
        if (leadsOn) stack.push({ at: known, from: { nodeId, portId }, level: work.level + 1 })
        continue
      }
      const { at: id, from, level } = work
      const step = document.steps[id]
      if (!step) continue
      if (isElsewhere(id)) {
        if (from) items.push({ kind: 'mention', key: `mention:${edgeId(from.nodeId, from.portId)}`, level, hasChildren: false, ...from, to: id })
        continue
      }
      if (step.stage !== undefined && step.stage !== stage) items.push({ kind: 'stage', key: `stage:${step.stage}:${id}`, level, hasChildren: false, stageId: step.stage })
      stage = step.stage
      listed.add(id)
      const ports = portsOf(step)
      items.push({ kind: 'node', key: id, level, hasChildren: ports.length > 1, nodeId: id })
      const [only] = ports
      if (ports.length === 1 && only) {
        if (only.target !== undefined) stack.push({ at: only.target, from: { nodeId: id, portId: only.id }, level })
        continue
      }
      const meeting = ports.length > 1 ? together(id) : undefined
      if (meeting !== undefined && !isElsewhere(meeting)) {
        promised.add(meeting)
        stack.push({ kept: meeting, level })
      }
      for (const port of ports.toReversed()) stack.push({ way: { nodeId: id, step, portId: port.id, target: port.target }, level: level + 1 })
    }
  }

  for (const entry of document.entries) {
    const nodeId = entryNodeId(entry.id)
    items.push({ kind: 'node', key: nodeId, level: 1, hasChildren: document.steps[entry.next] !== undefined, nodeId })
    stage = undefined
    walk({ at: entry.next, from: { nodeId, portId: 'next' }, level: 2 })
  }
  const apart = Object.keys(document.steps).filter((id) => !listed.has(id))
  if (apart.length > 0) {
    items.push({ kind: 'apart', key: 'apart', level: 1, hasChildren: true })
    stage = undefined
    for (const id of beginningsFirst(document, apart)) if (!listed.has(id)) walk({ at: id, from: undefined, level: 2 })
  }
  const used = new Set(Object.values(document.steps).map((step) => step.stage))
  for (const { id } of document.stages ?? []) if (!used.has(id)) items.push({ kind: 'stage', key: `stage:${id}:`, level: 1, hasChildren: false, stageId: id })
  return items
}

/** Steps no other of them leads to come before those that are reached from them. */
function beginningsFirst(document: JourneyDocument, ids: readonly string[]): string[] {
  const reached = new Set(ids.flatMap((id) => portsOf(document.steps[id]!).flatMap(({ target }) => (target === undefined || target === id ? [] : [target]))))
  return [...ids.filter((id) => !reached.has(id)), ...ids.filter((id) => reached.has(id))]
}

/** The lines that are in sight when those in `closed` (by key) are folded. */
export function openItems(items: readonly OutlineItem[], closed: ReadonlySet<string>): OutlineItem[] {
  if (closed.size === 0) return [...items]
  let hiddenBelow = Number.POSITIVE_INFINITY
  return items.filter((item) => {
    if (item.level > hiddenBelow) return false
    hiddenBelow = item.hasChildren && closed.has(item.key) ? item.level : Number.POSITIVE_INFINITY
    return true
  })
}

/** Keys of the lines that have to be open for that line to be in sight. */
export function ancestorsOf(items: readonly OutlineItem[], key: string): string[] {
  const at = items.findIndex((item) => item.key === key)
  const found: string[] = []
  let level = items[at]?.level ?? 1
  for (let index = at - 1; index >= 0 && level > 1; index--) {
    const item = items[index]!
    if (item.level >= level || !item.hasChildren) continue
    found.push(item.key)
    level = item.level
  }
  return found
}
