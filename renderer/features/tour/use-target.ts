import { useLayoutEffect, type RefObject } from 'react'
import { placeCard, type Box, type Side } from './place-card.ts'

/** Room of the ring around what it shows. */
const RING = 5

/**
 * Keeps a ring around what a stop points at and the card beside it, wherever the canvas is moved and however the window changes. Written to the
 * elements themselves: a frame draws nothing anew.
 */
export function useTarget(at: readonly string[], side: Side, card: RefObject<HTMLElement | null>, ring: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    let asked = 0
    let last = ''
    const follow = () => {
      asked = requestAnimationFrame(follow)
      if (!card.current || !ring.current) return
      const target = boxOf(at)
      const size = { width: card.current.offsetWidth, height: card.current.offsetHeight }
      const view = { width: globalThis.innerWidth, height: globalThis.innerHeight }
      const now = JSON.stringify([target, size, view])
      if (now === last) return
      last = now
      const place = placeCard(target, size, view, side)
      card.current.style.transform = `translate(${place.x}px, ${place.y}px)`
      card.current.dataset['placed'] = 'true'
      ring.current.hidden = target === undefined
      if (target === undefined) return
      ring.current.style.transform = `translate(${target.x - RING}px, ${target.y - RING}px)`
      ring.current.style.width = `${target.width + 2 * RING}px`
      ring.current.style.height = `${target.height + 2 * RING}px`
    }
    follow()
    return () => cancelAnimationFrame(asked)
  }, [at, side, card, ring])
}

/** The first of these that is on the screen. */
export function targetOf(at: readonly string[]): HTMLElement | undefined {
  for (const selector of at) {
    const found = globalThis.document.querySelector<HTMLElement>(selector)
    if (found?.checkVisibility({ visibilityProperty: true }) === true && isInView(found.getBoundingClientRect())) return found
  }
  return undefined
}

function boxOf(at: readonly string[]): Box | undefined {
  const box = targetOf(at)?.getBoundingClientRect()
  return box && { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) }
}

function isInView({ x, y, width, height }: DOMRect): boolean {
  return width > 0 && height > 0 && x + width > 0 && y + height > 0 && x < globalThis.innerWidth && y < globalThis.innerHeight
}
