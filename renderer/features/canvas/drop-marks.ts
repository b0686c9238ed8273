import styles from './canvas.module.css'
import { currentFlow } from './flow-handle.ts'

// Marks of a drag are set on the elements themselves: drawing cards and lines anew at every move would cost frames.
let edge: string | null = null
let card: string | null = null

/** Lights up the connection something would be dropped on; null for none. */
export function markEdge(id: string | null): void {
  if (edge === id) return
  edgeElement(edge)?.classList.remove(styles.dropEdge!)
  edgeElement(id)?.classList.add(styles.dropEdge!)
  edge = id
}

/** Draws a ring around a card with a word on it: what letting go, or Enter, would do with it; null for none. */
export function ringCard(id: string | null, word = ''): void {
  if (card === id) return
  cardElement(card)?.removeAttribute('data-ring')
  const element = cardElement(id)
  element?.setAttribute('data-ring', word)
  // The word keeps its size however far away the card is.
  element?.style.setProperty('--pixel', String(1 / (currentFlow()?.getZoom() ?? 1)))
  card = id
}

export function cardElement(id: string | null): HTMLElement | null {
  return id === null ? null : globalThis.document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
}

export function edgeElement(id: string | null): SVGGElement | null {
  return id === null ? null : globalThis.document.querySelector<SVGGElement>(`.react-flow__edge[data-id="${CSS.escape(id)}"]`)
}

/** The connection under a point of the window that `isWanted`. */
export function edgeUnder(x: number, y: number, isWanted: (edgeId: string) => boolean = () => true): string | null {
  for (const element of globalThis.document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id') ?? undefined
    if (id !== undefined && isWanted(id)) return id
  }
  return null
}

/** The card under a point of the window. */
export function cardUnder(x: number, y: number): string | null {
  for (const element of globalThis.document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined
    if (id !== undefined) return id
  }
  return null
}
