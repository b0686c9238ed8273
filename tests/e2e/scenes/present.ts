import { expect, type Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { openShop } from './playback.ts'
import type { Scene, Stage } from './scene.ts'

const names = (document: JourneyDocument) => ((document.layout?.['presentation'] ?? []) as { name: string }[]).map(({ name }) => name)
const caption = (page: Page) => page.getByTestId('caption')
const place = (page: Page) => page.getByTestId('present-place')

async function rehearsed({ page, folder }: Stage): Promise<void> {
  await openShop(page, folder)
  await page.getByTestId('run').click()
  await expect(page.getByTestId('landmark-firstGoal')).toBeVisible()
}

/** The keys that begin a presentation behind that door. */
const presentKeys = ({ kind }: Stage) => (kind === 'desktop' ? 'F5' : 'Control+Alt+f')

async function zoomOfStage(page: Page): Promise<string> {
  return page.getByTestId('presenter').locator('.react-flow__viewport').evaluate((view) => (view as HTMLElement).style.transform) // as: an element of HTML
}

export const PRESENT_SCENES: readonly Scene[] = [
  {
    name: 'scenes are made of what is shown, written, put in order and presented with the mouse, and undone one by one',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await rehearsed(stage)
      // Room for all of them beside each other.
      for (const panel of ['left', 'inspector']) await page.getByTestId(`toggle-${panel}`).click()
      await page.getByTestId('more').click()
      await page.getByTestId('menu-scenes').click()
      await page.getByTestId('take-own-scenes').click()
      await expect(page.getByTestId('scene-5')).toBeVisible()
      expect(names(await stage.document())).toEqual(['The shop', 'First', 'Later', 'How people went through it', 'What came of it'])

      await page.getByTestId('landmark-firstGoal').click()
      await page.getByTestId('scene-5').click()
      await page.getByTestId('landmark-firstGoal').click()
      await page.getByTestId('add-scene').click()
      await page.getByTestId('scene-6').hover()
      await page.getByTestId('edit-scene-6').click()
      await page.getByTestId('scene-name').fill('The first order')
      await page.getByTestId('scene-caption').fill('Here the **first** one buys.')
      await page.getByTestId('scene-numbers').click({ force: true })
      await page.getByTestId('scene-left').click()
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('scene-form')).toBeHidden()
      await page.getByTestId('scene-5').dragTo(page.getByTestId('scene-1'))
      await expect(page.getByTestId('scene-1')).toContainText('The first order')
      const [first] = ((await stage.document()).layout!['presentation'] as Record<string, unknown>[]) // as: a list of scenes
      expect(first).toMatchObject({ name: 'The first order', caption: 'Here the **first** one buys.', numbers: false, at: Date.UTC(2026, 10, 2) })

      await page.getByTestId('present').click()
      await expect(page.getByTestId('presenter')).toBeVisible()
      await expect(caption(page)).toHaveText(/The first orderHere the first one buys\./)
      await expect(page.getByTestId('present-moment')).toContainText('2 Nov 2026, 00:00')
      await expect(page.getByTestId('presenter').getByTestId('numbers-look')).toBeHidden()
      const before = await zoomOfStage(page)
      await page.getByTestId('present-dot-3').click()
      await expect(place(page)).toHaveText('3 / 6')
      await expect(caption(page)).toContainText('40 people came here')
      await expect(page.getByTestId('presenter').getByTestId('numbers-look')).toBeAttached()
      await expect.poll(() => zoomOfStage(page)).not.toBe(before)
      // A press on the picture goes on, and the presenter may play what is shown.
      await page.getByTestId('presenter').locator('.react-flow__pane').click({ position: { x: 30, y: 30 } })
      await expect(place(page)).toHaveText('4 / 6')
      await page.getByTestId('present-play').click()
      await expect(page.getByTestId('present-moment')).not.toContainText('whole')
      await page.getByTestId('present-end').click()
      await expect(page.getByTestId('presenter')).toBeHidden()
      // What was shown before is shown again.
      await expect(page.getByTestId('numbers-look')).toContainText('25')

      const steps = ['Move scene', 'Move scene', 'Hide numbers in the scene', 'Write caption', 'Rename scene', 'Add scene', 'Add 5 scenes']
      for (const step of steps) {
        await expect(page.getByTestId('undo')).toHaveAttribute('aria-label', `Undo ${step}`)
        await page.getByTestId('undo').click()
      }
      expect((await stage.document()).layout).not.toHaveProperty('presentation')
    },
  },
  {
    name: 'a presentation is made, put in order and shown by keyboard alone; without scenes it shows some of its own',
    only: 'desktop',
    async play(stage) {
      const { page } = stage
      await rehearsed(stage)
      await page.keyboard.press(presentKeys(stage))
      await expect(place(page)).toHaveText('1 / 5')
      await expect(caption(page)).toContainText('The shop')
      for (const key of ['ArrowRight', ' ', 'PageDown']) await page.keyboard.press(key)
      await expect(place(page)).toHaveText('4 / 5')
      await page.keyboard.press('ArrowLeft')
      await expect(place(page)).toHaveText('3 / 5')
      await page.keyboard.press('b')
      await expect(page.getByTestId('presenter-black')).toBeVisible()
      await page.keyboard.press('b')
      await expect(page.getByTestId('presenter-black')).toBeHidden()
      await page.keyboard.press('End')
      await expect(caption(page)).toContainText('4 of 40 reached the goal: 10.0 %')
      await page.keyboard.press('j')
      await expect(page.getByTestId('present-moment')).not.toContainText('whole')
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('presenter')).toBeHidden()
      await expect(page.getByTestId('playback-instant')).toHaveValue('')
      expect((await stage.document()).layout).not.toHaveProperty('presentation')

      await page.keyboard.press('Control+Alt+a')
      await expect(page.getByTestId('scene-1')).toBeVisible()
      await page.keyboard.press('Shift+Home')
      await page.keyboard.press('Control+Alt+a')
      await expect(page.getByTestId('scene-2')).toBeVisible()
      while (!(await page.evaluate(() => (document.activeElement?.closest('[data-part="scenes"]') ?? null) !== null))) await page.keyboard.press('F6')
      while (!(await page.evaluate(() => document.activeElement?.hasAttribute('data-scene')))) await page.keyboard.press('Tab')
      await page.keyboard.press('F2')
      await expect(page.getByTestId('scene-name')).toBeFocused()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('The beginning')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Nobody is there yet.')
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('scene-form')).toBeHidden()
      while (!(await page.evaluate(() => document.activeElement?.hasAttribute('data-scene')))) await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Alt+ArrowLeft')
      await expect(page.getByTestId('scene-1')).toContainText('The beginning')
      expect(names(await stage.document())).toEqual(['The beginning', 'Scene 1'])

      await page.keyboard.press(presentKeys(stage))
      await expect(caption(page)).toContainText('Nobody is there yet.')
      await page.keyboard.press('Escape')
    },
  },
  {
    name: 'a run is saved as a web page, by keys, with what was chosen',
    async play(stage) {
      const { page } = stage
      await rehearsed(stage)
      await page.keyboard.press('Control+Alt+e')
      await expect(page.getByTestId('html-save')).toBeFocused()
      await page.keyboard.press('Shift+Tab')
      while (!(await page.getByTestId('html-texts').evaluate((field) => field === document.activeElement))) await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Space')
      await expect(page.getByTestId('html-texts')).not.toBeChecked()
      while (!(await page.getByTestId('html-save').evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab')
      const { name, content } = await stage.saved(() => page.keyboard.press('Enter'))
      await expect(page.getByTestId('html-made')).toContainText('all 40 passes')
      expect(name).toBe('The shop.html')
      expect(content.length).toBeLessThan(3_000_000)
      const text = content.toString('utf8')
      expect(text).toContain('<title>The shop</title>')
      expect(text).not.toContain('"title":"Hello"')
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('html-dialog')).toBeHidden()
    },
  },
]
