import { expect, type Page } from '@playwright/test'
import { dropJourney, expectUndo } from '../window/forms.ts'
import type { Scene, Stage } from './scene.ts'

/** signup → pause → vip? → hello → done, with a segment, a goal and a stage of its own */
const WELCOME = {
  format: 'journey',
  formatVersion: 1,
  id: 'welcome',
  name: 'Welcome',
  stages: [{ id: 'aware', name: 'Awareness' }],
  segments: { vip: { name: 'VIP', when: { attribute: 'tier', op: 'eq', value: 'gold' } } },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P7D' }],
  steps: {
    pause: { kind: 'delay', for: 'P1D', name: 'Pause', next: 'vip' },
    vip: { kind: 'branch', name: 'VIP?', stage: 'aware', branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'hello' }], else: 'done' },
    hello: { kind: 'message', channel: 'push', name: 'Hello', stage: 'aware', template: { title: 'Hi', body: 'Take 10 % off' }, next: 'done' },
    done: { kind: 'exit', outcome: 'done', name: 'Done' },
  },
  layout: { 'entry:in': { x: 0, y: 0 }, pause: { x: 304, y: 0 }, vip: { x: 608, y: 0 }, hello: { x: 960, y: 0 }, done: { x: 1264, y: 160 } },
}

async function open({ page }: Stage): Promise<void> {
  await dropJourney(page, WELCOME)
  await expect(page.getByTestId('step-hello')).toBeVisible()
}

/** Says another title in the form of the message, by typing. */
async function retitle(page: Page, title: string): Promise<void> {
  await page.getByTestId('journey-name').fill(title)
  await page.getByTestId('journey-name').press('Enter')
}

/** The part of a card that is in view beside the inspector. */
const IN_VIEW = { x: 24, y: 10 }

async function deleteStep(page: Page, id: string): Promise<void> {
  await page.getByTestId(`step-${id}`).click({ position: IN_VIEW })
  await expect(page.getByTestId(`step-${id}`)).toHaveAttribute('data-selected', 'true')
  await page.keyboard.press('Delete')
  await expect(page.getByTestId(`step-${id}`)).toHaveCount(0)
}

/** What another program would be given to paste. */
function clipboardText(page: Page): Promise<string> {
  return page.evaluate(() => (globalThis.window as { rehearsalDesktop?: { readClipboardText(): Promise<string> } }).rehearsalDesktop?.readClipboardText() ?? navigator.clipboard.readText())
}

const saveState = (page: Page) => page.getByTestId('save-state')
const name = (page: Page) => page.getByTestId('journey-name')

export const VERSIONS_SCENES: readonly Scene[] = [
  {
    name: 'the last steps are listed by name, one of them is gone back to, and what comes back is shown',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      await retitle(page, 'Welcome all')
      await deleteStep(page, 'hello')
      await page.getByTestId('step-pause').click()
      await page.keyboard.press('ArrowDown')
      await page.getByTestId('history').click()
      await expect(page.getByTestId('undo-to-0')).toHaveText('Move step')
      await expect(page.getByTestId('undo-to-1')).toHaveText('Delete Hello')
      await page.getByTestId('undo-to-2').click()
      await expectUndo(page, 'Rename journey')
      await expect(page.getByTestId('step-hello')).toHaveAttribute('data-selected', 'true')
      await page.getByTestId('history').click()
      await page.getByTestId('redo-to-2').click()
      await expectUndo(page, 'Move step')
      await page.getByTestId('history').click()
      await page.getByTestId('undo-all').click()
      expect((await stage.document()).name).toBe('Welcome')
      expect((await stage.document()).steps).toEqual(WELCOME.steps)
    },
  },
  {
    name: 'changes are kept as a draft: leaving asks nothing, and opening the journey again goes on with them',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      await deleteStep(page, 'hello')
      await expect(saveState(page)).toHaveText(/^Draft kept \d\d:\d\d$/)
      await page.getByTestId('rail-start').click()
      await expect(page.getByTestId('drafts')).toHaveCount(0) // what is open is not left behind
      await page.getByTestId('start-new').click()
      await expect(name(page)).not.toHaveValue('Welcome')
      await page.getByTestId('rail-start').click()
      await expect(page.getByTestId('drafts')).toContainText('Changed since version 1')
      await page.getByTestId('journeys').getByRole('button', { name: /Welcome/ }).first().click()
      await expect(page.getByTestId('recovered')).toContainText('not saved since version 1')
      await expect(page.getByTestId('step-hello')).toHaveCount(0)
      await expectUndo(page, 'Recovered changes')
      await page.getByTestId('undo').click()
      await expect(page.getByTestId('step-hello')).toBeVisible()
      await expect(saveState(page)).toHaveText('Version 1')
      await page.getByTestId('redo').click()
      await page.getByTestId('save').click()
      await expect(saveState(page)).toHaveText('Version 2')
    },
  },
  {
    name: 'a version is named, pinned, compared, taken back in part and restored with the mouse',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      await deleteStep(page, 'hello')
      await retitle(page, 'Welcome, shorter')
      await page.getByTestId('more').click()
      await page.getByTestId('name-version').click()
      await page.getByTestId('version-name').fill('Without a greeting')
      await page.getByTestId('version-note').fill('As legal asked')
      await page.getByTestId('save-version').click()
      await expect(saveState(page)).toHaveText('Version 2')

      await page.getByTestId('more').click()
      await page.getByTestId('versions-of-open').click()
      const rows = page.getByTestId('versions').locator('li')
      await expect(rows.first()).toContainText('Without a greeting')
      await expect(rows.first()).toContainText('Delete Hello, Rename journey')
      await expect(rows.last()).toContainText('from the file dropped.journey.json')
      await page.getByTestId('pin-version-1').click()
      await expect(rows.first()).toContainText('Version 1')
      await page.getByTestId('compare-version-1').click()

      await expect(page.getByTestId('compare-counts')).toBeVisible()
      await expect(page.getByTestId('diff-card-hello')).toHaveAttribute('data-mark', 'removed')
      await expect(page.getByTestId('change-journey:name')).toContainText('Welcome, shorter')
      await page.getByTestId('change-step:hello').click()
      await expect(page.getByTestId('diff-card-hello')).toHaveAttribute('data-current', 'true')
      await page.getByTestId('take-back-step:hello').click()
      await expect(page.getByTestId('change-step:hello')).toHaveCount(0)
      await page.getByTestId('compare-shown').getByText('Before').click()
      await expect(page.getByTestId('diff-card-hello')).toHaveAttribute('data-mark', 'same')
      await page.keyboard.press('Escape')
      await expectUndo(page, /^Take back: Hello/)
      expect((await stage.document()).steps['hello']).toEqual(WELCOME.steps.hello)

      await page.getByTestId('undo').click()
      await page.getByTestId('more').click()
      await page.getByTestId('versions-of-open').click()
      await page.getByTestId('restore-version-1').click()
      await expect(page.getByTestId('versions')).toContainText('restored from version 1')
      await page.keyboard.press('Escape')
      await expect(saveState(page)).toHaveText(/^Version \d$/)
      expect((await stage.document()).name).toBe('Welcome')
    },
  },
  {
    name: 'versions are named, compared and gone through with the keyboard alone',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      const { keyboard } = page
      await deleteStep(page, 'hello')
      await keyboard.press('Control+Alt+s')
      await expect(page.getByTestId('version-name')).toBeFocused()
      await keyboard.type('Short')
      await keyboard.press('Enter')
      await expect(saveState(page)).toHaveText('Version 2')
      await keyboard.press('Control+Alt+d')
      await expect(page.getByTestId('compare-position')).toHaveText('– of 2')
      await keyboard.press('F7')
      await expect(page.getByTestId('change-step:hello')).toHaveAttribute('aria-current', 'true')
      await keyboard.press('n')
      await expect(page.getByTestId('change-connection:vip:yes')).toHaveAttribute('aria-current', 'true')
      await keyboard.press('Shift+F7')
      await expect(page.getByTestId('compare-position')).toHaveText('1 of 2')
      await page.getByTestId('change-step:hello').focus()
      await keyboard.press('ArrowDown')
      await keyboard.press('ArrowUp')
      await keyboard.press('Tab')
      await expect(page.getByTestId('take-back-step:hello')).toBeFocused()
      await keyboard.press('Enter')
      await expect(page.getByTestId('change-step:hello')).toHaveCount(0)
      await keyboard.press('Escape')
      await expectUndo(page, /^Take back: Hello/)
      await keyboard.press('Control+z')
      await expectUndo(page, 'Delete Hello')
      await keyboard.press('Control+Alt+v')
      await expect(page.getByTestId('version-2')).toContainText('Short')
      await page.getByTestId('restore-version-1').focus()
      await keyboard.press('Enter')
      await expect(page.getByTestId('version-3')).toBeVisible()
      await keyboard.press('Escape')
      await expect(saveState(page)).toHaveText('Version 3')
      expect((await stage.document()).steps['hello']).toEqual(WELCOME.steps.hello)
    },
  },
  {
    name: 'steps bring along the segments, stages and goals they name, and a whole journey is pasted as JSON',
    play: async (stage) => {
      const { page } = stage
      await open(stage)
      await page.getByTestId('step-vip').click({ position: IN_VIEW })
      await page.getByTestId('step-hello').click({ position: IN_VIEW, modifiers: ['Shift'] })
      await expect(page.getByTestId('several')).toBeVisible()
      await page.keyboard.press('Control+c')
      await page.keyboard.press('Control+Alt+n')
      await expect(page.getByTestId('step-vip')).toHaveCount(0)
      await page.keyboard.press('Control+v')
      await expect(page.getByTestId('step-vip')).toBeVisible()
      const pasted = await stage.document()
      expect({ stages: pasted.stages, segments: pasted.segments, vip: pasted.steps['vip'] }).toEqual({
        stages: WELCOME.stages, segments: WELCOME.segments, vip: { ...WELCOME.steps.vip, branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'hello' }], else: undefined },
      })
      await page.getByTestId('step-vip').click()
      await page.keyboard.press('Control+z')
      const undone = await stage.document()
      expect([undone.stages, undone.segments, undone.steps]).toEqual([undefined, undefined, {}])

      await page.evaluate(() => navigator.clipboard.writeText('a shopping list'))
      await page.getByTestId('canvas').click({ position: { x: 40, y: 300 } })
      await page.keyboard.press('Control+v')
      await expect(page.getByText('What is on the clipboard is no part of a journey')).toBeVisible()
      await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify({ ...WELCOME, name: 'Pasted' }))
      await page.keyboard.press('Control+v')
      await expect(name(page)).toHaveValue('Pasted')
      await expect(page.getByTestId('step-hello')).toBeVisible()
      await page.keyboard.press('Control+Alt+c')
      await expect(page.getByText('Copied “Pasted” as JSON')).toBeVisible()
      expect(JSON.parse(await clipboardText(page))).toMatchObject({ format: 'journey', name: 'Pasted', steps: WELCOME.steps })
    },
  },
]
