import { expect, type Page } from '@playwright/test'
import { dropShop } from '../window/drop-data.ts'
import { choose, dropJourney } from '../window/forms.ts'
import type { Scene, Stage } from './scene.ts'

/** Everybody signs up, one an hour; who did waits a day, is greeted, and may look on for two days. */
const JOURNEY = {
  format: 'journey', formatVersion: 1, id: 'greeter', name: 'The greeter',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P3D' }],
  steps: {
    pause: { kind: 'delay', name: 'Pause', for: 'P1D', next: 'hello' },
    hello: { kind: 'message', name: 'Hello', channel: 'push', template: { title: 'Hello' }, next: 'done' },
    done: { kind: 'exit', name: 'Done' },
  },
}

// The run ends with the last purchase, 54 hours after the first sign-up: two thirds through, at 36 h, those of hours 12 to 35 pause.
const PAUSING = 24

async function rehearsed({ page, folder }: Stage): Promise<void> {
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-pause')).toBeVisible()
  await dropShop(page, folder)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('run-facts')).toBeVisible()
}

const instant = (page: Page) => page.getByTestId('impact-instant')

/** Goes on with Tab until that is reached. */
async function tabTo(page: Page, testId: string): Promise<void> {
  const target = page.getByTestId(testId)
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${testId} is not reached with Tab`)
}

export const FLIGHT_SCENES: readonly Scene[] = [
  {
    name: 'a step is taken out, who stands in it is lost, is sent somewhere else, and a later instant finds fewer; undo leaves nobody lost',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await rehearsed(stage)
      await page.getByTestId('step-pause').click({ position: { x: 60, y: 12 } })
      await page.keyboard.press('Delete')
      await page.getByTestId('group-whatIf').click()
      await page.getByTestId('tab-impact').click()

      await expect(instant(page)).toHaveText('2 Nov 2026, 12:00 UTC')
      await expect(page.getByTestId('impact-lost')).toHaveText(`${PAUSING}lost`)
      await expect(page.getByTestId('impact-step-pause')).toContainText('Lost: the step is gone')
      // Going on as they were, those of hours 12 to 30 are greeted before the run ends.
      await expect(page.getByTestId('impact-row-messages').getByRole('cell')).toHaveText(['19', '0', '−19'])

      await page.getByTestId('impact-lost').click()
      await expect(page.getByTestId('flight-people')).toContainText(`${PAUSING} lost`)
      await expect(page.getByTestId('flight-person-m12')).toContainText('1 message')
      await page.getByTestId('flight-people-back').click()

      await choose(page, 'impact-move-pause', 'Hello')
      await expect(page.getByTestId('impact-moved')).toHaveText(`${PAUSING}moved`)
      await expect(page.getByTestId('impact-lost')).toHaveText('0lost')
      await expect(page.getByTestId('impact-row-messages').getByRole('cell')).toHaveText(['19', '24', '+5'])

      await page.getByTestId('impact-at').hover() // in view, and where it stays
      const line = (await page.getByTestId('impact-at').boundingBox())!
      await page.mouse.move(line.x + (line.width * 2) / 3, line.y + line.height / 2)
      await page.mouse.down()
      await page.mouse.move(line.x + line.width - 2, line.y + line.height / 2, { steps: 6 })
      await page.mouse.up()
      await expect(instant(page)).not.toHaveText('2 Nov 2026, 12:00 UTC')
      await expect(page.getByTestId('impact-moved')).not.toHaveText(`${PAUSING}moved`)

      await page.getByTestId('undo').click()
      await expect(page.getByTestId('impact-level')).toBeVisible()
      await expect(page.getByTestId('in-flight-pause')).toContainText('here')
      expect(Object.keys((await stage.document()).steps)).toEqual(['pause', 'hello', 'done'])
    },
  },
  {
    name: 'by keyboard: a timer is shortened, who waits longer than that already goes on at once, at the instant the arrow keys choose',
    only: 'desktop',
    async play(stage) {
      const { page } = stage
      await rehearsed(stage)
      await page.locator('.react-flow__node[data-id="pause"]').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('delay-for')).toBeVisible()
      await tabTo(page, 'delay-for')
      await page.keyboard.press('Control+a')
      await page.keyboard.type('6 hours')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Control+Alt+j')
      await expect(page.getByTestId('impact-step-pause')).toContainText('instead of 1 day')
      await tabTo(page, 'impact-at')
      const before = await instant(page).innerText()
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('ArrowLeft')
      await expect(instant(page)).not.toHaveText(before)
      await expect(page.getByTestId('impact-changed')).toContainText('in a changed step')
      await tabTo(page, 'impact-people-pause')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('flight-people')).toContainText('in "Pause"')
      await tabTo(page, 'flight-people-back')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('impact-steps')).toBeVisible()
    },
  },
]
