import type { JsonValue } from '../../../json.ts'
import { at, listAt, textAt } from '../../json-at.ts'

type Members = { readonly [key: string]: JsonValue }
type Mutable = { [key: string]: JsonValue }

const WRITTEN = ['name', 'description', 'audience', 'early_exit', 'reentry_rules', 'schedule', 'nodes'] as const

/** A journey that was read, in the shape it is sent in, and the server's ids: of nodes by `client_node_id`, of branches by `client_node_id#index`. */
export function journeyAsSent(journey: JsonValue): { readonly body: JsonValue; readonly nodeIds: Readonly<Record<string, string>> } {
  const nodeIds: Record<string, string> = {}
  collectIds(listAt(journey, 'nodes'), nodeIds)
  const body: Mutable = {}
  for (const field of WRITTEN) {
    const value = at(journey, field) ?? (field === 'nodes' ? [] : field === 'description' ? '' : null)
    body[field] = field === 'nodes' ? nodesAsSent(listAt(journey, 'nodes'), nodeIds) : field === 'schedule' ? scheduleAsSent(value) : withoutNulls(value)
  }
  return { body, nodeIds }
}

/** A null says no more than a field that is not there; what is null as a whole stays. */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).map(([key, member]) => [key, withoutNulls(member)]))
}

function scheduleAsSent(value: JsonValue): JsonValue {
  const kept = Object.fromEntries((['start_at', 'stop_at'] as const).flatMap((key): [string, JsonValue][] => (textAt(value, key) === null ? [] : [[key, textAt(value, key)!]])))
  return Object.keys(kept).length === 0 ? null : kept
}

function collectIds(nodes: readonly JsonValue[], ids: Record<string, string>): void {
  for (const node of nodes) {
    const [id, client] = [textAt(node, 'id'), textAt(node, 'client_node_id')]
    if (id !== null) ids[id] = client ?? id
    listAt(node, 'branches').forEach((branch, index) => {
      const branchId = textAt(branch, 'id')
      if (branchId !== null && client !== null) ids[branchId] = `${client}#${index}`
      collectIds(listAt(branch, 'nodes'), ids)
    })
  }
}

function nodesAsSent(nodes: readonly JsonValue[], ids: Readonly<Record<string, string>>): JsonValue[] {
  return nodes.map((node) => {
    const { id: _id, branches, ...rest } = withoutNulls(node) as Members // as: a node is an object
    return { ...rest, ...(Array.isArray(branches) ? { branches: listAt(node, 'branches').map((branch) => branchAsSent(branch, ids)) } : {}) }
  })
}

function branchAsSent(branch: JsonValue, ids: Readonly<Record<string, string>>): JsonValue {
  const { id: _id, condition, nodes: _nodes, ...rest } = withoutNulls(branch) as Members // as: a branch is an object
  return { ...rest, ...(condition === undefined ? {} : { condition: conditionAsSent(condition, ids) }), nodes: nodesAsSent(listAt(branch, 'nodes'), ids) }
}

/** A message that is asked for goes out by our name of its node, and comes back by the server's. */
function conditionAsSent(condition: JsonValue, ids: Readonly<Record<string, string>>): JsonValue {
  const sender = textAt(condition, 'sending_node_id')
  const client = sender === null ? undefined : ids[sender]
  if (client === undefined) return condition
  const { sending_node_id: _sender, ...rest } = condition as Members // as: it has a member
  return { ...rest, client_node_id: client }
}

/** The nodes with the server's ids again, wherever a node is still of the same kind: a node keeps its kind for life, and people stay with its id. */
export function withServerIds(nodes: readonly JsonValue[], there: readonly JsonValue[], nodeIds: Readonly<Record<string, string>>): JsonValue[] {
  const byClient = new Map(Object.entries(nodeIds).map(([id, client]) => [client, id]))
  const kinds = new Map(everyNode(there).map((node) => [textAt(node, 'client_node_id'), textAt(node, 'kind')]))
  const give = (node: JsonValue): JsonValue => {
    const client = textAt(node, 'client_node_id')
    const isKept = client !== null && kinds.get(client) === textAt(node, 'kind')
    const id = isKept ? byClient.get(client) : undefined
    const branches = at(node, 'branches')
    return {
      ...(id === undefined ? {} : { id }),
      ...(node as Members), // as: a node is an object
      ...(Array.isArray(branches) ? {
        branches: branches.map((branch, index): JsonValue => {
          const branchId = isKept ? byClient.get(`${client}#${index}`) : undefined
          return { ...(branchId === undefined ? {} : { id: branchId }), ...(branch as Members), nodes: listAt(branch, 'nodes').map(give) } // as: a branch is an object
        }),
      } : {}),
    }
  }
  return nodes.map(give)
}

export function everyNode(nodes: readonly JsonValue[]): JsonValue[] {
  return nodes.flatMap((node) => [node, ...listAt(node, 'branches').flatMap((branch) => everyNode(listAt(branch, 'nodes')))])
}

/** RFC 7396: what turns one into the other. Undefined: nothing has to be said. */
export function mergePatch(from: JsonValue | undefined, to: JsonValue): JsonValue | undefined {
  if (typeof to !== 'object' || to === null || Array.isArray(to) || typeof from !== 'object' || from === null || Array.isArray(from)) return JSON.stringify(from) === JSON.stringify(to) ? undefined : to
  const patch: Mutable = {}
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const member = to[key]
    if (member === undefined) patch[key] = null
    else {
      const change = mergePatch(from[key], member)
      if (change !== undefined) patch[key] = change
    }
  }
  return Object.keys(patch).length === 0 ? undefined : patch
}
