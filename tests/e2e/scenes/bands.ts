import { expect, type Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { restingMiddle } from '../window/canvas.ts'
import { dropJourney, expectUndo } from '../window/forms.ts'
import type { Scene, Stage } from './scene.ts'

/** signup → wait (Discovery) → push (Offer) → done (no stage) */
const FUNNEL = {
  format: 'journey',
  formatVersion: 1,
  id: 'funnel',
  name: 'Funnel',
  stages: [{ id: 'discovery', name: 'Discovery' }, { id: 'offer', name: 'Offer' }],
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  steps: {
    wait: { kind: 'delay', for: 'P1D', stage: 'discovery', name: 'Wait', next: 'push' },
    push: { kind: 'message', channel: 'push', stage: 'offer', name: 'Hello', template: { title: 'Hi', body: 'There' }, next: 'done' },
    done: { kind: 'exit', outcome: 'done' },
  },
  layout: { 'entry:in': { x: 0, y: 0 }, wait: { x: 304, y: 0 }, push: { x: 704, y: 0 }, done: { x: 1056, y: 240 } },
}

/** Opens the funnel with room for all of it. */
async function open({ page }: Stage): Promise<void> {
  await dropJourney(page, FUNNEL)
  await expect(page.getByTestId('step-wait')).toBeVisible()
  await page.keyboard.press('Control+i')
  await page.keyboard.press('1')
  await restingMiddle(page, page.getByTestId('step-done'))
}

async function drag(page: Page, from: { x: number; y: number }, right: number, down: number, before?: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + right / 2, from.y + down / 2, { steps: 4 })
  await page.mouse.move(from.x + right, from.y + down, { steps: 4 })
  await before?.()
  await page.mouse.up()
}

/** Presses Tab until that has the focus, as one who cannot use a mouse. */
async function tabTo(page: Page, testId: string): Promise<void> {
  const has = () => page.getByTestId(testId).evaluate((element) => element === element.ownerDocument.activeElement || element.parentElement === element.ownerDocument.activeElement)
  for (let presses = 0; presses < 80; presses++) {
    if (await has()) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${testId}`)
}

const place = (document: JourneyDocument, key: string) => document.layout?.[key] as { x: number; y: number; width: number; height: number } // as: the scene knows what it drew
const notes = (document: JourneyDocument) => (document.layout?.['notes'] ?? []) as { id: string; text: string; colour?: string; x: number; y: number; width: number; height: number }[] // as: the scene wrote them

export const BANDS_SCENES: readonly Scene[] = [
  {
    name: 'stages are moved, resized, renamed and added with the mouse, and cards join and leave them',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      const [wait, push] = [await restingMiddle(page, page.getByTestId('step-wait')), await restingMiddle(page, page.getByTestId('step-push'))]
      await drag(page, wait, push.x - wait.x, push.y - wait.y + 30, async () => {
        await expect(page.getByTestId('stage-offer')).toHaveAttribute('data-lit', 'true')
      })
      await expectUndo(page, 'Move Wait to Offer')
      expect((await stage.document()).steps['wait']?.stage).toBe('offer')
      await page.getByTestId('undo').click()
      expect((await stage.document()).steps['wait']?.stage).toBe('discovery')

      const done = await restingMiddle(page, page.getByTestId('step-done'))
      await drag(page, done, push.x - done.x, push.y - done.y + 40)
      await expectUndo(page, 'Move Done to Offer')
      await drag(page, await restingMiddle(page, page.getByTestId('step-done')), done.x - push.x + 40, done.y - push.y)
      await expectUndo(page, 'Move Done out of Offer')

      await page.getByTestId('stage-header-offer').click({ position: { x: 100, y: 8 } })
      await drag(page, await restingMiddle(page, page.getByTestId('stage-border-offer-s')), 0, 60)
      await expectUndo(page, 'Resize stage Offer')
      const resized = place(await stage.document(), 'stage:offer')
      expect(resized.height).toBeGreaterThan(300)
      expect((resized.y + resized.height) % 8).toBe(0)

      const header = await page.getByTestId('stage-header-discovery').boundingBox()
      await drag(page, { x: header!.x + 160, y: header!.y + 12 }, 0, 60)
      await expectUndo(page, 'Move stage Discovery')
      const moved = await stage.document()
      expect(place(moved, 'wait').y).toBeGreaterThan(0)
      expect(place(moved, 'entry:in').y).toBe(place(moved, 'wait').y)
      expect(place(moved, 'push').y).toBe(0)

      await page.getByTestId('stage-name-discovery').dblclick()
      await page.keyboard.type('Looking around')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('stage-name-discovery')).toHaveText('Looking around')

      await page.getByTestId('stage-header-offer').hover()
      await page.getByTestId('stage-menu-offer').click()
      await page.getByRole('menuitem', { name: 'Add a stage after' }).click()
      await page.keyboard.type('Thanks')
      await page.keyboard.press('Enter')
      await page.keyboard.press('1')
      await page.getByTestId('palette-delay').dragTo(page.getByTestId('canvas'), { targetPosition: await within(page, 'stage-stage') })
      const document = await stage.document()
      expect(document.stages?.map(({ name }) => name)).toEqual(['Looking around', 'Offer', 'Thanks'])
      expect(Object.entries(document.steps).find(([id]) => id === 'delay')?.[1].stage).toBe('stage')
    },
  },
  {
    name: 'stages are moved, resized, renamed, ordered, added and removed by keyboard alone',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      await tabTo(page, 'stage-name-discovery')
      for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key)
      await expectUndo(page, 'Move stage Discovery')
      await page.keyboard.press('Alt+Shift+ArrowRight')
      await expectUndo(page, 'Resize stage Discovery')
      const moved = await stage.document()
      expect(place(moved, 'wait')).toMatchObject({ x: 320, y: 40 })
      expect(place(moved, 'stage:discovery')).toMatchObject({ x: -28, y: -56, width: 672 })

      await tabTo(page, 'stage-name-discovery')
      await page.keyboard.press('F2')
      await page.keyboard.type('Looking around')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('stage-name-discovery')).toBeFocused()
      await page.keyboard.press('Shift+F10')
      await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused()
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')
      await expect(page.getByRole('menuitem', { name: 'Move right' })).toBeFocused()
      await page.keyboard.press('Enter')
      await expectUndo(page, 'Move Looking around right')
      expect((await stage.document()).stages?.map(({ id }) => id)).toEqual(['offer', 'discovery'])

      await tabTo(page, 'step-done')
      await page.keyboard.press('Space')
      await page.keyboard.press('Control+g')
      await page.keyboard.type('The end')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('stage-name-stage')).toHaveText('The end')
      expect((await stage.document()).steps['done']?.stage).toBe('stage')
      await tabTo(page, 'stage-name-stage')
      await page.keyboard.press('Delete')
      await expectUndo(page, 'Remove stage The end')
      await expect(page.getByTestId('stage-stage')).toHaveCount(0)
      expect((await stage.document()).steps['done']).not.toHaveProperty('stage')
    },
  },
  {
    name: 'notes are put down, written, coloured, resized, copied and deleted with the mouse, and show no markup but Markdown',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      const { height } = (await page.getByTestId('canvas').boundingBox())!
      await page.getByTestId('palette-note').dragTo(page.getByTestId('canvas'), { targetPosition: { x: 540, y: height - 330 } }) // away from where news appears
      await page.getByTestId('note-field').fill('# Ask legal\n\n- [x] **texts**\n- <b id="raw">raw</b>\n\n[plan](https://example.com/plan) [bad](javascript:alert(1)) ![pixel](https://example.com/p.png)')
      await page.getByTestId('canvas').click({ position: { x: 500, y: 60 } })
      const note = page.locator('[data-testid^="note-"][role="group"]')
      await expect(note.getByRole('heading', { name: 'Ask legal' })).toBeVisible()
      await expect(note.getByRole('link')).toHaveCount(1)
      await expect(note.getByRole('link')).toHaveAttribute('rel', /noopener/)
      expect(await page.locator('#raw, .react-flow__node-note img').count()).toBe(0)
      await expectUndo(page, 'Edit note')

      await note.click({ position: { x: 20, y: 12 } })
      await page.getByTestId('note-colour').click()
      await page.getByTestId('note-colour-green').click()
      await expectUndo(page, 'Make note green')
      const id = notes(await stage.document())[0]!.id
      await drag(page, await restingMiddle(page, page.getByTestId(`note-border-${id}-se`)), 80, 40)
      await expectUndo(page, 'Resize note')
      await drag(page, await restingMiddle(page, note.getByRole('heading')), 30, 30)
      await expectUndo(page, 'Move note')
      const [first] = notes(await stage.document())
      expect(first!.width).toBeGreaterThan(290)
      expect(first).toMatchObject({ colour: 'green' })

      await note.dblclick({ position: { x: 20, y: 12 } })
      await page.getByTestId('note-field').fill('Short')
      await page.getByTestId('canvas').click({ position: { x: 500, y: 60 } })
      await note.click({ position: { x: 20, y: 12 } })
      await page.keyboard.press('Control+i')
      await page.getByTestId('inspector').getByRole('button', { name: 'Duplicate' }).click()
      await expect(note).toHaveCount(2)
      expect(notes(await stage.document()).map(({ text }) => text)).toEqual(['Short', 'Short'])
      await page.getByTestId('inspector').getByRole('button', { name: 'Delete' }).click()
      await expect(note).toHaveCount(1)
      await page.getByTestId('undo').click()
      await expect(note).toHaveCount(2)
    },
  },
  {
    name: 'notes are put down, written, moved, resized, copied and deleted by keyboard alone',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      await page.keyboard.press('n')
      await page.keyboard.type('Why a day?')
      await page.keyboard.press('Escape')
      await expect(page.getByText('Why a day?')).toBeVisible()
      await expectUndo(page, 'Edit note')
      const before = notes(await stage.document())[0]!
      await tabTo(page, `note-${before.id}`)
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Shift+ArrowRight')
      await expectUndo(page, 'Move note')
      await page.keyboard.press('Alt+Shift+ArrowRight')
      await expectUndo(page, 'Resize note')
      expect(notes(await stage.document())[0]).toMatchObject({ x: before.x + 40, y: before.y + 8, width: before.width + 40 })

      await tabTo(page, `note-${before.id}`)
      await page.keyboard.press('Enter')
      await page.keyboard.type(' Because.')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+d')
      await expect(page.getByText('Why a day? Because.')).toHaveCount(2)
      await page.keyboard.press('Delete')
      await expect(page.getByText('Why a day? Because.')).toHaveCount(1)
      await page.keyboard.press('Control+z')
      await expect(page.getByText('Why a day? Because.')).toHaveCount(2)
    },
  },
  {
    name: 'a comment is written, answered, resolved, edited and found again with the mouse, and is there after a restart',
    play: async (stage) => {
      const { page } = stage
      await dropJourney(page, FUNNEL)
      await page.getByTestId('step-wait').click()
      await page.getByTestId('comment-step').click()
      await page.getByTestId('comment-field').fill('Is a **day** right?')
      await page.getByTestId('comment-author').fill('Ada')
      await page.getByTestId('comment-field-post').click()
      await expect(page.getByTestId('comments-wait')).toHaveText('1')
      await expectUndo(page, 'Comment on Wait')
      await page.getByTestId('comment-reply').click()
      await page.getByTestId('reply-field').fill('Legal says so')
      await page.getByTestId('reply-field-post').click()
      await expectUndo(page, 'Reply on Wait')
      await page.getByTestId('comment-resolve').click()
      await expect(page.getByTestId('comments-wait')).toHaveCount(0)
      await page.getByTestId('comments-resolved').click()
      await page.getByTestId('comment-resolve').click()
      await expect(page.getByTestId('comments-wait')).toHaveText('1')
      await page.getByTestId('comment-more').first().click()
      await page.getByTestId('comment-edit').click()
      await page.getByTestId('comment-edit-field').fill('Is *one* day right?')
      await page.getByTestId('comment-edit-field-post').click()
      await expectUndo(page, 'Edit comment')
      expect((await stage.document()).layout?.['notes']).toEqual([
        { id: expect.any(String), step: 'wait', text: 'Is *one* day right?', author: 'Ada', at: expect.any(Number) },
        { id: expect.any(String), step: 'wait', text: 'Legal says so', author: 'Ada', at: expect.any(Number), replyTo: expect.any(String) },
      ])

      await page.getByTestId('save').click()
      await expect(page.getByTestId('save-state')).toHaveText(/^Version \d+$/)
      await page.reload()
      await page.getByTestId('journeys').getByRole('button', { name: /Funnel/ }).first().click()
      await expect(page.getByTestId('comments-wait')).toHaveText('1')
      await page.getByTestId('fold-journey-comments').click()
      await page.getByRole('button', { name: /Is \*one\* day right/ }).click()
      await expect(page.getByTestId('inspector').getByText('Legal says so')).toBeVisible()
      await page.getByTestId('comment-more').first().click()
      await page.getByTestId('comment-delete').click()
      await expect(page.getByTestId('comments-wait')).toHaveCount(0)
      await page.getByTestId('undo').click()
      await expect(page.getByTestId('comments-wait')).toHaveText('1')
    },
  },
  {
    name: 'a comment is written and answered by keyboard alone, and goes and comes back with its step',
    play: async (stage) => {
      const { page } = stage
      await dropJourney(page, FUNNEL)
      await expect(page.getByTestId('step-push')).toBeVisible()
      await tabTo(page, 'step-push')
      await page.keyboard.press('Space')
      await page.keyboard.press('Control+Alt+m')
      await expect(page.getByTestId('comment-field')).toBeFocused()
      await page.keyboard.type('Which words?')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByTestId('comments-push')).toHaveText('1')
      await expectUndo(page, 'Comment on Hello')
      await page.keyboard.press('Shift+Tab')
      await expect(page.getByTestId('comment-reply')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('reply-field')).toBeFocused()
      await page.keyboard.type('Short ones')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByTestId('inspector').getByText('Short ones')).toBeVisible()
      expect((await stage.document()).layout?.['notes']).toHaveLength(2)
      await tabTo(page, 'step-push')
      await page.keyboard.press('Delete')
      await expect(page.getByTestId('step-push')).toHaveCount(0)
      expect((await stage.document()).layout).not.toHaveProperty('notes')
      await page.keyboard.press('Control+z')
      await expect(page.getByTestId('comments-push')).toHaveText('1')
    },
  },
]

/** A point inside a band, relative to the canvas, below its header. */
async function within(page: Page, testId: string): Promise<{ x: number; y: number }> {
  const canvas = (await page.getByTestId('canvas').boundingBox())!
  const middle = await restingMiddle(page, page.getByTestId(testId))
  return { x: middle.x - canvas.x, y: middle.y - canvas.y }
}
