import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'

interface OutlineState {
  /** Keys of the lines that are folded. */
  closed: ReadonlySet<string>
  /** The line that takes the focus when the tree is entered. */
  activeKey: string | null
  /** The line whose name is being written. */
  renamingKey: string | null
  /** The menu beside a line, in window pixels. */
  menu: { key: string; at: { x: number; y: number } } | null
  /** Grows with every wish that the active line takes the focus; `servedWish` is the last one that was granted. */
  focusWish: number
  servedWish: number
}

/** Where one is in the outline, as long as the journey is open. */
export const useOutlineStore = create<OutlineState>()(() => ({ closed: new Set(), activeKey: null, renamingKey: null, menu: null, focusWish: 0, servedWish: 0 }))

documentStore.subscribe(({ generation }, before) => {
  if (generation !== before.generation) useOutlineStore.setState({ closed: new Set(), activeKey: null, renamingKey: null, menu: null })
})

/** Puts the keyboard on a line of the outline, and into the outline. */
export function focusLine(key: string): void {
  useOutlineStore.setState(({ focusWish }) => ({ activeKey: key, focusWish: focusWish + 1 }))
}

/** Brings the outline on the screen and puts the keyboard into it, on what is selected if something is. */
export function focusOutline(): void {
  const [nodeId] = useUiStore.getState().selection.nodeIds
  useUiStore.setState({ leftOpen: true, leftTab: 'outline' })
  useOutlineStore.setState(({ focusWish, activeKey }) => ({ activeKey: nodeId ?? activeKey, focusWish: focusWish + 1 }))
}

export function setFolded(key: string, isFolded: boolean): void {
  const closed = new Set(useOutlineStore.getState().closed)
  if (isFolded) closed.add(key)
  else closed.delete(key)
  useOutlineStore.setState({ closed })
}
