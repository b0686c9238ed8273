import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useFoldStore } from '../inspector/fields/fold-store.ts'
import { findablesOf, findIn, type FindGroup, type Found } from './find-index.ts'

interface FindState {
  isOpen: boolean
  query: string
  /** Where it is looked; empty is everywhere. */
  groups: ReadonlySet<FindGroup>
  found: readonly Found[]
  /** Index among `found`; -1 until one was gone to. */
  current: number
  replaceOpen: boolean
  replacement: string
  /** Grows with every wish that the field takes the focus. */
  focusWish: number
}

/** What is looked for in the open journey, and where it was found. */
export const useFindStore = create<FindState>()(() => ({ isOpen: false, query: '', groups: new Set(), found: [], current: -1, replaceOpen: false, replacement: '', focusWish: 0 }))

let cameFrom: Element | null = null

/** Opens the bar, or puts the keyboard into it; what is selected in a text is looked for. */
export function openFind(): void {
  const at = globalThis.document.activeElement
  if (at?.closest('[data-testid="find-bar"]') === null) cameFrom = at
  const selected = globalThis.getSelection()?.toString().trim() ?? ''
  const query = selected !== '' && !selected.includes('\n') && selected.length < 80 ? selected : useFindStore.getState().query
  useFindStore.setState(({ focusWish }) => ({ isOpen: true, query, focusWish: focusWish + 1 }))
  lookAgain()
}

/** Closes the bar and gives the keyboard back to where it was. */
export function closeFind(): void {
  useFindStore.setState({ isOpen: false, found: [], current: -1 })
  if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
  cameFrom = null
}

export function lookFor(change: Partial<Pick<FindState, 'query' | 'groups'>>): void {
  useFindStore.setState({ ...change, current: -1 })
  lookAgain()
}

/** Goes to the next (1) or the one before (-1), round and round, and shows it. */
export function goToFound(by: 1 | -1): void {
  const { found, current, isOpen, query } = useFindStore.getState()
  if (!isOpen && query !== '') return openFind()
  if (found.length === 0) return
  const next = current === -1 ? (by === 1 ? 0 : found.length - 1) : (current + by + found.length) % found.length
  useFindStore.setState({ current: next })
  show(found[next]!)
}

function show({ target }: Found): void {
  const ui = useUiStore.getState()
  if (target.kind === 'node') return ui.reveal(target.nodeId)
  if (target.kind === 'note') return ui.reveal(`note:${target.noteId}`)
  useUiStore.setState({ inspectorOpen: true })
  ui.select([])
  for (const id of [target.part, target.item]) if (id !== undefined) useFoldStore.getState().unfold(id)
  requestAnimationFrame(() => globalThis.document.querySelector(`[data-testid="inspector"] [data-testid="fold-${CSS.escape(target.item ?? target.part)}"]`)?.scrollIntoView({ block: 'start' }))
}

function lookAgain(): void {
  const { isOpen, query, groups, found, current } = useFindStore.getState()
  if (!isOpen) return
  const next = findIn(findablesOf(documentStore.getState().document), query, groups)
  // After an edit one stays where one was, if that is still found.
  const key = found[current]?.key
  useFindStore.setState({ found: next, current: key === undefined ? -1 : next.findIndex((one) => one.key === key) })
}

documentStore.subscribe(({ document, generation }, before) => {
  if (generation !== before.generation) useFindStore.setState({ isOpen: false, query: '', found: [], current: -1, replaceOpen: false })
  else if (document !== before.document) lookAgain()
})

/** Whether something was found on a card, and if it is the one gone to. */
export function useFoundNode(nodeId: string): 'found' | 'current' | undefined {
  return useFindStore((state) => {
    if (!state.isOpen) return undefined
    const at = state.found.findIndex(({ target }) => target.kind === 'node' && target.nodeId === nodeId)
    return at === -1 ? undefined : at === state.current ? 'current' : 'found'
  })
}
