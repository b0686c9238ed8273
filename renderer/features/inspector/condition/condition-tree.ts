import type { Condition } from '../../../../engine/core/model/condition.ts'
import { asGroup, groupOf } from './condition-forms.ts'

/** Where a condition stands in another: its place in each group on the way down. [] is the whole. */
export type Path = readonly number[]

/** The condition there; undefined if there is none. */
export function conditionAt(root: Condition, path: Path): Condition | undefined {
  const [index, ...rest] = path
  if (index === undefined) return root
  const item = asGroup(root)?.items[index]
  return item && conditionAt(item, rest)
}

/** The whole with another condition there, or without the one there (undefined): groups that this empties go, too. */
export function withConditionAt(root: Condition, path: Path, next: Condition | undefined): Condition | undefined {
  const [index, ...rest] = path
  if (index === undefined) return next
  const group = asGroup(root)
  const item = group?.items[index]
  if (!group || !item) return root
  const changed = withConditionAt(item, rest, next)
  if (changed !== undefined) return groupOf(group.joining, group.items.with(index, changed))
  return group.items.length === 1 ? undefined : groupOf(group.joining, group.items.toSpliced(index, 1))
}

/** The whole with a condition put before the one at that place of a group, or last. A whole that is no group becomes one of both. */
export function withInserted(root: Condition, groupPath: Path, index: number, added: Condition): Condition {
  const [at, ...rest] = groupPath
  const group = asGroup(root)
  if (!group) return { all: index === 0 ? [added, root] : [root, added] }
  if (at === undefined) return groupOf(group.joining, group.items.toSpliced(index, 0, added))
  const item = group.items[at]
  return item === undefined ? root : groupOf(group.joining, group.items.with(at, withInserted(item, rest, index, added)))
}

/** The whole with a condition moved into a group, before what is at that place of it now. Nothing moves into itself. */
export function withMoved(root: Condition, from: Path, groupPath: Path, index: number): Condition {
  const moved = conditionAt(root, from)
  if (moved === undefined || from.length === 0 || startsWith(groupPath, from)) return root
  // It is put there first, so that no group on the way is empty meanwhile; then its old place may be one further on.
  const inserted = withInserted(root, groupPath, index, moved)
  return withConditionAt(inserted, shiftedBy(from, groupPath, index), undefined) ?? root
}

/** Where a condition goes by one step up or down: past the one before, into the group before, or out of its own; undefined at the end of all. */
export function stepOf(root: Condition, path: Path, direction: -1 | 1): { groupPath: Path; index: number } | undefined {
  const index = path.at(-1)
  if (index === undefined) return undefined
  const parent = path.slice(0, -1)
  const siblings = asGroup(conditionAt(root, parent) ?? root)?.items ?? []
  const neighbour = siblings[index + direction]
  const group = neighbour && asGroup(neighbour)
  if (group) return { groupPath: [...parent, index + direction], index: direction < 0 ? group.items.length : 0 }
  if (neighbour) return { groupPath: parent, index: direction < 0 ? index - 1 : index + 2 }
  const place = parent.at(-1)
  return place === undefined ? undefined : { groupPath: parent.slice(0, -1), index: direction < 0 ? place : place + 1 }
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((index, depth) => path[depth] === index)
}

/** A path after something was put into a group at that place. */
function shiftedBy(path: Path, groupPath: Path, index: number): Path {
  const own = path[groupPath.length]
  if (!startsWith(path, groupPath) || own === undefined || own < index) return path
  return path.with(groupPath.length, own + 1)
}
