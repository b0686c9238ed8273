import { describe, expect, it } from 'vitest'
import { placeCard, type Box } from '../../../renderer/features/tour/place-card.ts'

const view = { width: 1280, height: 800 }
const card = { width: 348, height: 220 }
const lies = ({ x, y }: { x: number; y: number }, target: Box) => x < target.x + target.width && target.x < x + card.width && y < target.y + target.height && target.y < y + card.height

describe('the card of the tour', () => {
  it('stands on the side that was asked for', () => {
    expect(placeCard({ x: 500, y: 300, width: 100, height: 60 }, card, view, 'left')).toEqual({ x: 136, y: 220, side: 'left' })
    expect(placeCard({ x: 500, y: 300, width: 100, height: 60 }, card, view, 'below')).toEqual({ x: 376, y: 376, side: 'below' })
  })

  it('goes to another side where there is no room, and stays in the window', () => {
    expect(placeCard({ x: 1104, y: 10, width: 77, height: 32 }, card, view, 'right')).toMatchObject({ side: 'left' })
    expect(placeCard({ x: 1104, y: 10, width: 77, height: 32 }, card, view, 'below')).toEqual({ x: 920, y: 58, side: 'below' })
  })

  it('never covers what it points at, unless that fills the window', () => {
    for (let x = 0; x < 1200; x += 90) {
      for (let y = 0; y < 760; y += 70) {
        for (const side of ['left', 'right', 'above', 'below'] as const) {
          const target = { x, y, width: 80, height: 40 }
          expect(lies(placeCard(target, card, view, side), target)).toBe(false)
        }
      }
    }
    expect(placeCard({ x: 0, y: 0, width: 1280, height: 800 }, card, view, 'right')).toEqual({ x: 908, y: 556, side: null })
  })

  it('stands in the corner where nothing is pointed at, also of a small window', () => {
    expect(placeCard(undefined, card, view, 'right')).toEqual({ x: 908, y: 556, side: null })
    expect(placeCard(undefined, card, { width: 300, height: 200 }, 'right')).toEqual({ x: 12, y: 12, side: null })
  })
})
