import { expect, type Locator, type Page } from '@playwright/test'

interface Place {
  /** A card that is there already; without one, the middle of the canvas. */
  from?: string
  /** Pixels of the screen from there. */
  right?: number
  down?: number
}

/** Drags a kind from the palette onto the canvas; answers the id of the new card. */
export async function dropFromPalette(page: Page, kind: string, { from, right = 0, down = 0 }: Place = {}): Promise<string> {
  const before = await cardIds(page)
  const canvas = page.getByTestId('canvas')
  const box = await canvas.boundingBox()
  if (!box) throw new Error('the canvas is not on the screen')
  const start = from === undefined ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : await restingMiddle(page, page.getByTestId(`step-${from}`))
  await page.getByTestId(`palette-${kind}`).dragTo(canvas, { targetPosition: { x: start.x - box.x + right, y: start.y - box.y + down } })
  const added = async () => (await cardIds(page)).filter((id) => !before.includes(id))
  await expect.poll(async () => (await added()).length).toBeGreaterThan(0)
  const own = (await added()).find((id) => (kind === 'entry' ? id.startsWith('entry:') : !id.startsWith('entry:')))
  if (own === undefined) throw new Error(`dropping ${kind} added no card of its own`)
  return own
}

/** Draws a connection from a port to a card with the mouse. */
export async function connectCards(page: Page, from: string, port: string, to: string): Promise<void> {
  const start = await restingMiddle(page, page.getByTestId(`port-${from}-${port}`))
  const end = await restingMiddle(page, page.getByTestId(`step-${to}`).locator('.react-flow__handle.target'))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 6 })
  await page.mouse.move(end.x, end.y, { steps: 6 })
  await page.mouse.up()
  await expect(page.getByTestId(`edge-${from}:${port}`)).toBeAttached()
}

/** Where something is once it has stopped moving. */
export async function restingMiddle(page: Page, locator: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await atRest(page, () => locator.boundingBox())
  return { x: x + width / 2, y: y + height / 2 }
}

/** What is seen twice in a row, two frames apart. */
export async function atRest<Seen extends object>(page: Page, look: () => Promise<Seen | null>): Promise<Seen> {
  let last: Seen | null = null
  await expect
    .poll(async () => {
      const before = last
      last = await look()
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      return last !== null && JSON.stringify(last) === JSON.stringify(before)
    })
    .toBe(true)
  return last! // the poll made sure of it
}

/** Ids of the cards on the canvas. */
export async function cardIds(page: Page): Promise<string[]> {
  return page.locator('.react-flow__node').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id') ?? ''))
}

/** What the strip under a card says: people first, then the share of all. */
export function numbersOf(page: Page, nodeId: string) {
  return page.getByTestId(`numbers-${nodeId}`)
}
