import type { Found } from '../../resource.ts'
import { childrenOf, EXIT, journeyBody, RESERVED_IDS, segmentBody, templateBody, type BodyNode, type Definition } from './payload.ts'

/** Something that Dittofeed's schema lets through and no journey can run with. `nodeId` null: it is the journey's own. */
export interface GraphProblem { readonly number: number; readonly nodeId: string | null; readonly message: string; readonly help: string }

/**
 * What is wrong with a journey and what it refers to. The first of `found` is the journey. Rules: packages/isomorphic-lib/src/journeys.ts (constraint violations),
 * and what its workflow would strand at: ways to nodes that are not there, shares that do not come to a whole, waits for nothing.
 */
export function graphProblems(found: readonly Found[]): GraphProblem[] {
  const parsed = journeyBody.safeParse(found[0]?.body)
  if (!parsed.success) return [{ number: 71, nodeId: null, message: 'it is no journey of Dittofeed', help: parsed.error.issues[0]?.message ?? '' }]
  const { definition } = parsed.data
  const problems: GraphProblem[] = []
  const add = (number: number, nodeId: string | null, message: string, help: string) => problems.push({ number, nodeId, message, help })
  const ids = definition.nodes.map(({ id }) => id)
  const seen = new Set<string>()
  for (const id of new Set(ids.filter((one) => seen.size === seen.add(one).size))) add(72, id, `two nodes are called "${id}"`, 'Give one of them another id.')
  for (const id of ids) if (RESERVED_IDS.includes(id)) add(72, id, `"${id}" is no id for a node`, 'Give it another.')
  const byId = new Map(definition.nodes.map((node) => [node.id, node]))
  const lead = (nodeId: string | null, child: string) => {
    if (child !== EXIT && !byId.has(child)) add(73, nodeId, `a way leads to "${child}", which is not there`, 'Lead it to a step, or to the end.')
  }
  lead(null, definition.entryNode.child)
  for (const node of definition.nodes) for (const child of childrenOf(node)) lead(node.id, child)
  const reached = reachedFrom(definition.entryNode.child, byId)
  for (const id of ids) if (!reached.has(id)) add(74, id, 'nobody comes to it', 'Lead a way to it, or take it out.')
  const looping = firstLoop(definition.entryNode.child, byId)
  if (looping !== null) add(75, looping, 'a way leads back to it, and its editor draws no loops', 'Let people come into the journey again instead.')
  const shelf = shelfOf(found)
  for (const node of definition.nodes) nodeProblems(node, definition, shelf, add)
  if (definition.entryNode.type === 'EntryNode') askSegment(definition.entryNode.segment, null, shelf, add)
  else if (definition.entryNode.event === '') add(76, null, 'its entry names no event', 'Name the event.')
  return problems
}

interface Shelf { readonly segments: ReadonlyMap<string, string>; readonly templates: ReadonlyMap<string, string> }
type Add = (number: number, nodeId: string | null, message: string, help: string) => void

/** By id: of segments the type of their first node, of templates their channel. */
function shelfOf(found: readonly Found[]): Shelf {
  const segments = new Map<string, string>()
  const templates = new Map<string, string>()
  for (const { kind, id, body } of found) {
    if (kind === 'segment') segments.set(id, segmentBody.safeParse(body).data?.definition.entryNode.type ?? '')
    if (kind === 'template') templates.set(id, templateBody.safeParse(body).data?.definition.type ?? '')
  }
  return { segments, templates }
}

function askSegment(id: string, nodeId: string | null, { segments }: Shelf, add: Add): void {
  // An empty one was told when it was mapped.
  if (id !== '' && !segments.has(id)) add(77, nodeId, `it asks segment ${id}, which is not there`, 'Choose a segment that is there.')
}

function nodeProblems(node: BodyNode, { entryNode }: Definition, shelf: Shelf, add: Add): void {
  switch (node.type) {
    case 'DelayNode': {
      const { variant } = node
      if (variant.type === 'Second' && !(variant.seconds >= 0)) add(78, node.id, 'a delay of less than nothing', 'Give it a length.')
      if (variant.type !== 'LocalTime') return
      const isTime = Number.isInteger(variant.hour) && variant.hour >= 0 && variant.hour < 24 && Number.isInteger(variant.minute ?? 0) && (variant.minute ?? 0) >= 0 && (variant.minute ?? 0) < 60
      if (!isTime) add(78, node.id, 'it waits for a time that no clock shows', 'Choose a time of day.')
      if (variant.allowedDaysOfWeek?.length === 0) add(78, node.id, 'it waits for none of the days', 'Allow a day.')
      return
    }
    case 'MessageNode': {
      const channel = shelf.templates.get(node.variant.templateId)
      if (channel === undefined) add(79, node.id, `it sends template ${node.variant.templateId}, which is not there`, 'Choose a template that is there.')
      else if (channel !== node.variant.type) add(79, node.id, `it sends by ${node.variant.type} a template for ${channel}`, 'Choose a template of its channel.')
      return
    }
    case 'RandomCohortNode': {
      const sum = node.children.reduce((total, { percent }) => total + percent, 0)
      if (node.children.some(({ percent }) => !(percent >= 0 && percent <= 100))) add(81, node.id, 'a share is not between 0 and 100 %', 'Correct the shares.')
      else if (Math.abs(sum - 100) > 1e-6) add(81, node.id, `its shares come to ${sum} %, not 100`, 'Correct the shares.')
      if (node.children.length < 2) add(82, node.id, 'it splits into fewer than two', 'Add a way.')
      return
    }
    case 'RateLimitNode': return add(83, node.id, 'a rate limit does not run there yet', 'Take it out.')
    case 'SegmentSplitNode': return askSegment(node.variant.segment, node.id, shelf, add)
    case 'WaitForNode': {
      if (!(node.timeoutSeconds > 0)) add(84, node.id, 'it waits for no time', 'Say how long it waits at most.')
      if (node.segmentChildren.length === 0) add(84, node.id, 'it waits for nothing', 'Say for what.')
      for (const { segmentId } of node.segmentChildren) {
        askSegment(segmentId, node.id, shelf, add)
        const type = shelf.segments.get(segmentId)
        if (type === undefined) continue
        if (entryNode.type === 'EventEntryNode' && type !== 'KeyedPerformed') add(85, node.id, 'a journey that begins with an event can wait for events only', 'Wait for an event, or begin with a segment.')
        if (entryNode.type === 'EntryNode' && type === 'KeyedPerformed') add(85, node.id, 'a journey that begins with a segment cannot wait for an event of its own run', 'Begin with an event.')
      }
    }
  }
}

function reachedFrom(start: string, byId: ReadonlyMap<string, BodyNode>): Set<string> {
  const reached = new Set<string>()
  const toVisit = [start]
  for (let id = toVisit.pop(); id !== undefined; id = toVisit.pop()) {
    const node = byId.get(id)
    if (!node || reached.has(id)) continue
    reached.add(id)
    toVisit.push(...childrenOf(node))
  }
  return reached
}

/** The first node, in order of visit, that a way leads back to. Without recursion: journeys may be longer than a stack. */
function firstLoop(start: string, byId: ReadonlyMap<string, BodyNode>): string | null {
  const done = new Set<string>()
  const open = new Set<string>()
  const path: { id: string; left: string[] }[] = []
  const enter = (id: string) => {
    const node = byId.get(id)
    if (!node || done.has(id)) return
    open.add(id)
    path.push({ id, left: [...new Set(childrenOf(node))] })
  }
  enter(start)
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.left.shift()
    if (next === undefined) {
      open.delete(top.id)
      done.add(top.id)
      path.pop()
    } else if (open.has(next)) return next
    else enter(next)
  }
  return null
}
