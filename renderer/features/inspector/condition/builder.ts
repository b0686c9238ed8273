import { createContext } from 'react'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { documentStore } from '../../../document/document-store.ts'
import { asGroup } from './condition-forms.ts'
import { conditionAt, stepOf, withConditionAt, withInserted, withMoved, type Path } from './condition-tree.ts'

/** One condition builder: the whole condition, and how a part of it is put elsewhere. */
export interface Builder {
  /** Names it among those on the screen. */
  id: string
  root: Condition
  change(next: Condition | undefined): unknown
}

/** Moving, copying or turning round is an undo step of its own, however soon it comes after another edit. */
export function asOwnStep<T>(change: () => T): T {
  documentStore.getState().seal()
  const answer = change()
  documentStore.getState().seal()
  return answer
}

export const BuilderContext = createContext<Builder | null>(null)

/** What is being dragged, while it is. */
let dragged: { builderId: string; path: Path } | null = null

export function startDrag(builderId: string, path: Path): void {
  dragged = { builderId, path }
}

export function endDrag(): void {
  dragged = null
}

/** True if what is dragged can be dropped into that builder. */
export function isDragOf(builderId: string): boolean {
  return dragged?.builderId === builderId
}

export function dropInto(builder: Builder, groupPath: Path, index: number): void {
  if (dragged?.builderId === builder.id) move(builder, dragged.path, groupPath, index)
  endDrag()
}

/** Moves a part one step up or down, into a group it meets and out of its own; false at the end of all. */
export function nudge(builder: Builder, path: Path, direction: -1 | 1): boolean {
  const to = stepOf(builder.root, path, direction)
  if (to === undefined) return false
  move(builder, path, to.groupPath, to.index)
  return true
}

export function duplicate(builder: Builder, path: Path): void {
  const own = conditionAt(builder.root, path)
  if (own === undefined) return
  const index = path.at(-1)
  builder.change(index === undefined ? { all: [own, structuredClone(own)] } : withInserted(builder.root, path.slice(0, -1), index + 1, structuredClone(own)))
}

export function insertAfter(builder: Builder, path: Path, condition: Condition): void {
  const index = path.at(-1)
  builder.change(index === undefined ? withInserted(builder.root, [], asGroup(builder.root)?.items.length ?? 1, condition) : withInserted(builder.root, path.slice(0, -1), index + 1, condition))
}

/** The whole without a part; a group of all that is left with one is that one. */
export function remove(builder: Builder, path: Path): void {
  const left = withConditionAt(builder.root, path, undefined)
  const group = left && asGroup(left)
  builder.change(group?.joining === 'all' && group.items.length === 1 ? group.items[0] : left)
}

function move(builder: Builder, from: Path, groupPath: Path, index: number): void {
  const moved = conditionAt(builder.root, from)
  const next = withMoved(builder.root, from, groupPath, index)
  if (moved === undefined || next === builder.root) return
  builder.change(next)
  focusPart(builder.id, pathOf(next, moved))
}

/** Where that very condition stands now. */
function pathOf(root: Condition, part: Condition): Path | undefined {
  if (root === part) return []
  for (const [index, item] of (asGroup(root)?.items ?? []).entries()) {
    const below = pathOf(item, part)
    if (below) return [index, ...below]
  }
  return undefined
}

/** The keys that moved it go on moving it. */
function focusPart(builderId: string, path: Path | undefined): void {
  if (path === undefined) return
  requestAnimationFrame(() =>
    requestAnimationFrame(() => globalThis.document.querySelector<HTMLElement>(`[data-builder="${CSS.escape(builderId)}"] [data-grip="${path.join('.')}"]`)?.focus()),
  )
}
