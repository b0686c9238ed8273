import { expect, type Page } from '@playwright/test'

/** Drags a kind from the palette to a place on the canvas, in pixels from its middle; answers the id of the new card. */
export async function dropFromPalette(page: Page, kind: string, right: number, down: number): Promise<string> {
  const before = await cardIds(page)
  const canvas = page.getByTestId('canvas')
  const box = await canvas.boundingBox()
  if (!box) throw new Error('the canvas is not on the screen')
  await page.getByTestId(`palette-${kind}`).dragTo(canvas, { targetPosition: { x: box.width / 2 + right, y: box.height / 2 + down } })
  const added = async () => (await cardIds(page)).filter((id) => !before.includes(id))
  await expect.poll(async () => (await added()).length).toBeGreaterThan(0)
  const own = (await added()).find((id) => (kind === 'entry' ? id.startsWith('entry:') : !id.startsWith('entry:')))
  if (own === undefined) throw new Error(`dropping ${kind} added no card of its own`)
  return own
}

/** Draws a connection from a port to a card with the mouse. */
export async function connectCards(page: Page, from: string, port: string, to: string): Promise<void> {
  const start = await middleOf(page, page.getByTestId(`port-${from}-${port}`))
  const end = await middleOf(page, page.getByTestId(`step-${to}`).locator('.react-flow__handle.target'))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 6 })
  await page.mouse.move(end.x, end.y, { steps: 6 })
  await page.mouse.up()
  await expect(page.getByTestId(`edge-${from}:${port}`)).toBeAttached()
}

async function middleOf(page: Page, locator: ReturnType<Page['locator']>): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${locator} is not on the screen of ${page.url()}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Ids of the cards on the canvas. */
export async function cardIds(page: Page): Promise<string[]> {
  return page.locator('.react-flow__node').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id') ?? ''))
}

/** What the strip under a card says: people first, then the share of all. */
export function numbersOf(page: Page, nodeId: string) {
  return page.getByTestId(`numbers-${nodeId}`)
}
