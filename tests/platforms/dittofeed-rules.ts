import type { JsonValue } from '../../engine/core/json.ts'
import { duplicates, loopWithoutTime, unreached, type Links } from './graph.ts'
import type { Platform } from './platform.ts'
import { number, text, thing, things, type Thing } from './thing.ts'

// What a Dittofeed journey needs to run, beyond its schema, which accepts each of these. Sources: packages/isomorphic-lib/src/journeys.ts and
// packages/backend-lib/src/journeys.ts of dittofeed/dittofeed (constraint violations, the child `ExitNode`, RateLimitNode "Not implemented");
// docs.dittofeed.com on journey nodes. The real one checks the KeyedPerformed rule only, and lets people strand at the others.

const EXIT = 'ExitNode'
const RESERVED = ['EntryNode', 'EventEntryNode', EXIT]

export interface DittofeedViolation { readonly type: 'WaitForNodeAndEventEntryNode' | 'KeyedPerformedSegmentEntryNode'; readonly message: string }

/** Event entry: each segment waited for must be KeyedPerformed. Segment entry: none may be. */
export function keyedViolations(definition: Thing, platform: Platform): DittofeedViolation[] {
  const isEvent = text(thing(definition['entryNode'])['type']) === 'EventEntryNode'
  const waited = things(definition['nodes']).filter((node) => node['type'] === 'WaitForNode').flatMap((node) => things(node['segmentChildren']).map((child) => text(child['segmentId'])))
  return waited.flatMap((id): DittofeedViolation[] => {
    const segment = platform.shelf('segment').get(id)
    if (!segment) return []
    const isKeyed = thing(thing(segment['definition'])['entryNode'])['type'] === 'KeyedPerformed'
    if (isEvent === isKeyed) return []
    return isEvent
      ? [{ type: 'WaitForNodeAndEventEntryNode', message: `segment ${id} is not KeyedPerformed, and the journey begins with an event` }]
      : [{ type: 'KeyedPerformedSegmentEntryNode', message: `segment ${id} is KeyedPerformed, and the journey begins with a segment` }]
  })
}

/** Everything else, as sentences that name the node. */
export function graphProblems(definition: Thing, platform: Platform): string[] {
  const nodes = things(definition['nodes'])
  const entry = thing(definition['entryNode'])
  const ids = nodes.map((node) => text(node['id']))
  const known = new Set(ids)
  const problems = [...duplicates(ids).map((id) => `node id ${id} is there twice`), ...ids.filter((id) => RESERVED.includes(id)).map((id) => `${id} is no id for a node`)]
  const links: Links = new Map([['(entry)', [text(entry['child'])]], ...nodes.map((node) => [text(node['id']), childrenOf(node)] as const)])
  for (const [from, children] of links) {
    for (const child of children) if (child !== EXIT && !known.has(child)) problems.push(`${from} leads to ${child}, which is not there`)
  }
  problems.push(...unreached(links, '(entry)').map((id) => `nobody comes to ${id}`))
  const takesTime = new Set(nodes.filter((node) => node['type'] === 'DelayNode' || node['type'] === 'WaitForNode').map((node) => text(node['id'])))
  const loop = loopWithoutTime(links, (id) => takesTime.has(id))
  if (loop !== null) problems.push(`${loop} comes back to itself without time passing`)
  if (entry['type'] === 'EntryNode') problems.push(...segmentProblems('the entry', text(entry['segment']), platform))
  else if (text(entry['event']) === '') problems.push('the entry names no event')
  return [...problems, ...nodes.flatMap((node) => nodeProblems(node, platform))]
}

function childrenOf(node: Thing): string[] {
  const variant = thing(node['variant'])
  switch (node['type']) {
    case 'SegmentSplitNode': return [text(variant['trueChild']), text(variant['falseChild'])]
    case 'WaitForNode': return [text(node['timeoutChild']), ...things(node['segmentChildren']).map((child) => text(child['id']))]
    case 'RandomCohortNode': return things(node['children']).map((child) => text(child['id']))
    case 'RateLimitNode': return []
    default: return [text(node['child'])]
  }
}

function nodeProblems(node: Thing, platform: Platform): string[] {
  const id = text(node['id'])
  const variant = thing(node['variant'])
  switch (node['type']) {
    case 'DelayNode': return delayProblems(id, variant)
    case 'WaitForNode': {
      const children = things(node['segmentChildren'])
      return [
        ...(number(node['timeoutSeconds']) > 0 ? [] : [`${id} waits for no time`]),
        ...(children.length > 0 ? [] : [`${id} waits for nothing`]),
        ...children.flatMap((child) => segmentProblems(id, text(child['segmentId']), platform)),
      ]
    }
    case 'SegmentSplitNode': return segmentProblems(id, text(variant['segment']), platform)
    case 'RandomCohortNode': {
      const percents = things(node['children']).map((child) => number(child['percent']))
      const sum = percents.reduce((total, percent) => total + percent, 0)
      return [
        ...(percents.length >= 2 ? [] : [`${id} splits into fewer than two`]),
        ...(percents.every((percent) => percent >= 0 && percent <= 100) ? [] : [`${id} has a share outside 0 to 100`]),
        ...(Math.abs(sum - 100) < 1e-6 ? [] : [`the shares of ${id} come to ${sum}, not 100`]),
      ]
    }
    case 'MessageNode': return messageProblems(id, node, variant, platform)
    case 'RateLimitNode': return [`${id} is a RateLimitNode, which does not run yet`]
    default: return []
  }
}

function delayProblems(id: string, variant: Thing): string[] {
  if (variant['type'] === 'Second') return number(variant['seconds']) >= 0 ? [] : [`${id} is a delay of less than nothing`]
  if (variant['type'] !== 'LocalTime') return []
  const hour = number(variant['hour'])
  const minute = variant['minute'] === undefined ? 0 : number(variant['minute'])
  const isTime = Number.isInteger(hour) && hour >= 0 && hour < 24 && Number.isInteger(minute) && minute >= 0 && minute < 60
  const days = variant['allowedDaysOfWeek']
  return [...(isTime ? [] : [`${id} waits for a time that no clock shows`]), ...(Array.isArray(days) && days.length === 0 ? [`${id} waits for none of the days`] : [])]
}

function messageProblems(id: string, node: Thing, variant: Thing, platform: Platform): string[] {
  const templateId = text(variant['templateId'])
  const template = platform.shelf('template').get(templateId)
  const groupId = node['subscriptionGroupId']
  const group = platform.shelf('subscriptionGroup').get(text(groupId))
  return [
    ...(template ? [] : [`${id} sends template ${templateId}, which is not there`]),
    ...(template && channelOf(template) !== variant['type'] ? [`${id} sends by ${text(variant['type'])}, and template ${templateId} is for ${channelOf(template)}`] : []),
    ...(groupId !== undefined && !group ? [`${id} asks subscription group ${text(groupId)}, which is not there`] : []),
    ...(group && group['channel'] !== variant['type'] ? [`${id} sends by ${text(variant['type'])}, and subscription group ${text(groupId)} is for ${text(group['channel'])}`] : []),
  ]
}

export function channelOf(template: Thing): string {
  return text(thing(template['definition'])['type'])
}

function segmentProblems(where: string, id: string, platform: Platform): string[] {
  return platform.shelf('segment').get(id) ? [] : [`${where} asks segment ${id}, which is not there`]
}

/** A segment's nodes hang together by ids too. */
export function segmentGraphProblems(definition: Thing): string[] {
  const nodes = [thing(definition['entryNode']), ...things(definition['nodes'])]
  const ids = nodes.map((node) => text(node['id']))
  const known = new Set(ids)
  const children = (node: Thing): JsonValue[] => (node['type'] === 'And' || node['type'] === 'Or' ? (Array.isArray(node['children']) ? node['children'] : []) : [])
  return [
    ...duplicates(ids).map((id) => `segment node id ${id} is there twice`),
    ...nodes.flatMap((node) => children(node).filter((child) => !known.has(text(child))).map((child) => `segment node ${text(node['id'])} leads to ${text(child)}, which is not there`)),
  ]
}
