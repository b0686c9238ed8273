import { jsonPath } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { portsOf, type Step } from '../model/steps/registry.ts'
import type { PartChange } from './journey-diff.ts'
import { nameOfNode, nodeOfEntry } from './parts.ts'

/** A way out of a node: where it leads, if anywhere, and what it is called. */
interface Way { target: string | undefined; label: string }

/** Connections of nodes that both documents have. Those of a node that is new or gone go with it. */
export function connectionChanges(before: JourneyDocument, after: JourneyDocument, nameOf: (step: Step) => string): PartChange[] {
  const old = waysOf(before)
  const found: PartChange[] = []
  for (const [node, now] of waysOf(after)) {
    const earlier = old.get(node)
    if (!earlier) continue
    for (const port of new Set([...now.keys(), ...earlier.keys()])) {
      const from = earlier.get(port)
      const to = now.get(port)
      if (from?.target === to?.target) continue
      found.push(changed({ node, port, from: from?.target, to: to?.target, label: (to ?? from)!.label }, before, after, nameOf))
    }
  }
  return found
}

function changed({ node, port, from, to, label }: { node: string; port: string; from: string | undefined; to: string | undefined; label: string }, before: JourneyDocument, after: JourneyDocument, nameOf: (step: Step) => string): PartChange {
  const place = node.startsWith('entry:') ? ['entries', after.entries.findIndex(({ id }) => nodeOfEntry(id) === node), 'next'] : ['steps', node, port]
  const [was, is] = [from === undefined ? null : nameOfNode(before, from, nameOf), to === undefined ? null : nameOfNode(after, to, nameOf)]
  const inWords = is === null ? `no longer leads to ${was}` : was === null ? `leads to ${is}` : `leads to ${is} instead of ${was}`
  return {
    key: `connection:${node}:${port}`, part: 'connection', kind: was === null ? 'added' : is === null ? 'removed' : 'changed', id: `${node}:${port}`,
    name: `${nameOfNode(after, node, nameOf)}${label === '' || label === 'Then' ? '' : ` – ${label}`}`, path: jsonPath(place), inWords, fields: [{ path: jsonPath(place), before: was, after: is, inWords }],
  }
}

function waysOf(document: JourneyDocument): Map<string, Map<string, Way>> {
  const ways = new Map<string, Map<string, Way>>()
  for (const { id, next } of document.entries) ways.set(nodeOfEntry(id), new Map([['next', { target: next, label: '' }]]))
  for (const [id, step] of Object.entries(document.steps)) ways.set(id, new Map(portsOf(step).map(({ id: port, target, label }) => [port, { target, label }])))
  return ways
}
