import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { dropJourney } from '../window/forms.ts'

/** signup → wait (cart → push, after a day → mail) → push → done; mail → done; a delay that is joined to nothing. */
export const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'gestures',
  name: 'Gestures',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  steps: {
    wait: { kind: 'waitFor', name: 'Wait for cart', branches: [{ id: 'cart', event: 'cart', next: 'push' }], timeout: { after: 'P1D', next: 'mail' } },
    push: { kind: 'message', channel: 'push', name: 'Hello', template: { title: 'Hi', body: 'There' }, next: 'done' },
    mail: { kind: 'message', channel: 'email', name: 'Reminder', next: 'done' },
    done: { kind: 'exit', outcome: 'done', name: 'The end' },
    pause: { kind: 'delay', for: 'PT2H', name: 'Pause' },
  },
  layout: { 'entry:in': { x: 0, y: 0 }, wait: { x: 300, y: 0 }, push: { x: 640, y: 0 }, mail: { x: 640, y: 220 }, done: { x: 1000, y: 40 }, pause: { x: 0, y: 260 } },
}

export async function open(page: Page): Promise<void> {
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-pause')).toBeVisible()
  await page.getByTestId('canvas').press('1')
}

/** Every connection, "from:port>to". */
export function lines({ entries, steps }: Pick<JourneyDocument, 'entries' | 'steps'>): string[] {
  const ways = Object.entries(steps).flatMap(([id, step]) => {
    const of = (port: string, to: string | undefined) => (to === undefined ? [] : [`${id}:${port}>${to}`])
    if (step.kind === 'waitFor') return [...step.branches.flatMap((branch) => of(branch.id, branch.next)), ...of('timeout', step.timeout?.next)]
    if (step.kind === 'branch') return [...step.branches.flatMap((branch) => of(branch.id, branch.next)), ...of('else', step.else)]
    if (step.kind === 'split') return step.variants.flatMap((variant) => of(variant.id, variant.next))
    return step.kind === 'exit' ? [] : of('next', step.next)
  })
  return [...entries.map(({ id, next }) => `entry:${id}>${next}`), ...ways]
}

export const BEFORE = ['entry:in>wait', 'wait:cart>push', 'wait:timeout>mail', 'push:next>done', 'mail:next>done']

export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** The middle of a card's body, where one takes hold of it. */
export async function cardAt(page: Page, id: string): Promise<{ x: number; y: number }> {
  const box = await page.getByTestId(`step-${id}`).boundingBox()
  if (!box) throw new Error(`card ${id} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + Math.min(30, box.height / 2) }
}

export async function middleOfLine(page: Page, edge: string): Promise<{ x: number; y: number }> {
  return page.getByTestId(`edge-${edge}`).locator('path.react-flow__edge-path').evaluate((path) => {
    const line = path as unknown as SVGPathElement // as: the locator names a path
    const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM()!)
    return { x, y }
  })
}

export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 4, from.y + 4)
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
}

/** Selects cards: the first by a click, the others with Shift. */
export async function select(page: Page, ...ids: string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const { x, y } = await cardAt(page, id)
    if (index > 0) await page.keyboard.down('Shift')
    await page.mouse.click(x, y)
    if (index > 0) await page.keyboard.up('Shift')
  }
}

/** Goes to a card with the keyboard alone: from the canvas, Tab until it has the focus. */
export async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const focused = await page.evaluate(() => globalThis.document.activeElement?.getAttribute('data-id') ?? '')
    if (focused === id) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not come to ${id}`)
}

export async function typeStep(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/')
  await expect(page.getByTestId('quick-add-input')).toBeFocused()
  await page.keyboard.type(query)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('quick-add')).toHaveCount(0)
}

export function places(document: JourneyDocument, ...ids: string[]): { x: number; y: number }[] {
  return ids.map((id) => document.layout?.[id] as { x: number; y: number }) // as: cards have places
}
