import { expect, type Page } from '@playwright/test'
import { restingMiddle } from '../window/canvas.ts'
import { dropShop } from '../window/drop-data.ts'
import { dropJourney } from '../window/forms.ts'
import type { Scene, Stage } from './scene.ts'

/** Everybody signs up; who looks at a product within 20 minutes is thanked, the others get a push and leave. In the shop's data people look after 30. */
const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'lookers',
  name: 'Lookers',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'look' }],
  goals: [{ id: 'ordered', event: 'purchase', window: 'P7D' }],
  policies: { caps: [{ channel: 'push', count: 2, within: 'P1D' }] },
  steps: {
    look: { kind: 'waitFor', name: 'A look', branches: [{ id: 'looked', event: 'product_view', next: 'thanks' }], timeout: { after: 'PT20M', next: 'hi' } },
    hi: { kind: 'message', name: 'Come and look', channel: 'push', template: { title: 'Hello' }, next: 'out' },
    thanks: { kind: 'exit', name: 'Thanks', outcome: 'looked' },
    out: { kind: 'exit', name: 'Gone', outcome: 'gone' },
  },
}

const happenings = (page: Page) => page.getByTestId('happening')
const visitsOf = (page: Page, nodeId: string) => page.getByTestId(`step-${nodeId}`).getByTestId('visits')
const standing = (page: Page) => page.getByTestId('standing')
const cases = (page: Page) => page.getByTestId('case')
const views = (page: Page) => page.getByTestId('scratch-views')

async function openRun({ page, folder }: Stage): Promise<void> {
  await dropShop(page, folder)
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-out')).toBeVisible()
  await page.getByTestId('run').click()
  await expect(page.getByTestId('run-facts')).toBeVisible()
}

async function openAlone({ page }: Stage): Promise<void> {
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-out')).toBeVisible()
}

/** Goes along a group of choices with the arrow keys. */
async function turnByKey(page: Page, name: RegExp): Promise<void> {
  await views(page).getByRole('radio', { checked: true }).focus()
  for (let presses = 0; presses < 6; presses++) {
    if (await views(page).getByRole('radio', { name }).isChecked()) return
    await page.keyboard.press('ArrowRight')
  }
  throw new Error(`no view is called ${name}`)
}

async function showView(page: Page, name: RegExp): Promise<void> {
  await views(page).getByText(name).click()
}

async function expectUnchanged(stage: Stage): Promise<void> {
  const { entries, steps } = await stage.document()
  expect({ entries, steps }).toEqual({ entries: JOURNEY.entries, steps: JOURNEY.steps })
}

export const ONE_PERSON_SCENES: readonly Scene[] = [
  {
    name: 'one click shows somebody who was lost and why; their event is dragged to an earlier time and what changes is told, taken back and kept as a case',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await openRun(stage)
      await page.getByTestId('step-look').click({ button: 'right' })
      await page.getByTestId('context-run.lost').click()
      await expect(happenings(page).filter({ hasText: 'Leaves A look by timeout after 20 min' })).toBeVisible()
      await expect(page.getByTestId('people-place')).toContainText('of ')
      await page.getByTestId('person-id').fill('m2')
      await page.getByTestId('person-id').press('Enter')
      await expect(page.getByTestId('near-miss')).toContainText('It would have left by looked had product_view come 10 min earlier')

      await page.getByTestId('try-out').click()
      const look = page.getByTestId('lane-event-product_view')
      await expect(look).toBeVisible()
      await expect(page.getByTestId('scratch')).toContainText('m2, tried out')
      const from = await restingMiddle(page, look)
      const signup = await restingMiddle(page, page.getByTestId('lane-event-signup'))
      // Half way between the two is within the 20 minutes.
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(from.x - 6, from.y, { steps: 2 })
      await page.mouse.move((from.x + signup.x) / 2, from.y, { steps: 4 })
      await page.mouse.up()
      await showView(page, /^Changes/)
      await expect(page.getByTestId('changes')).toContainText('gone')
      await expect(page.getByTestId('changes').locator('[data-mark="now"]').filter({ hasText: 'looked' }).first()).toBeVisible()
      await expect(page.getByTestId('changes').locator('[data-mark="was"]').filter({ hasText: 'Come and look' }).first()).toBeVisible()
      await expect(visitsOf(page, 'thanks')).toHaveText('3')
      await expect(page.getByTestId('edge-look:looked')).toHaveAttribute('data-lit', 'true')
      await showView(page, /^Story/)
      await expect(happenings(page).filter({ hasText: 'Leaves A look by looked' })).toHaveAttribute('data-fresh', 'true')

      await page.getByTestId('scratch-undo').click()
      await expect(visitsOf(page, 'out')).toHaveText('4')
      await page.getByTestId('scratch-redo').click()
      await expect(visitsOf(page, 'thanks')).toHaveText('3')
      await page.getByTestId('keep-case').click()
      await expect(page.getByTestId('case-name')).toHaveValue('signup, A look by looked: ends as looked')
      await page.getByTestId('case-keep').click()
      await page.getByTestId('tab-cases').click()
      await expect(cases(page)).toHaveAttribute('data-status', 'passed')
      await expectUnchanged(stage)
    },
  },
  {
    name: 'the keyboard alone finds somebody lost, moves their event, deletes it, changes an attribute, and steps back',
    only: 'desktop',
    async play(stage) {
      const { page } = stage
      await openRun(stage)
      await page.keyboard.press('ControlOrMeta+Alt+U')
      await expect(happenings(page).first()).toBeVisible()
      await page.getByTestId('person-id').focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type('m4')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('near-miss')).toBeVisible()
      await page.getByTestId('try-out').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('scratch-clock')).toBeFocused()
      await page.getByTestId('lane-event-product_view').focus()
      for (let minutes = 0; minutes < 11; minutes++) await page.keyboard.press('ArrowLeft')
      await expect(visitsOf(page, 'thanks')).toHaveText('3')
      await page.keyboard.press('Delete')
      await expect(visitsOf(page, 'out')).toHaveText('4')
      await turnByKey(page, /^Events/)
      await expect(page.getByTestId('event-product_view')).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+Z')
      await expect(page.getByTestId('event-product_view')).toHaveAttribute('data-state', 'changed')
      await expect(page.getByTestId('undo')).toBeDisabled()

      await turnByKey(page, /^Who/)
      await page.getByTestId('attributes-name').focus()
      await page.keyboard.type('city')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Bursa')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('value-city')).toHaveValue('Bursa')
      await page.getByTestId('scratch-reset').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('value-city')).toHaveCount(0)
      await expect(visitsOf(page, 'out')).toHaveText('4')
      await expectUnchanged(stage)
    },
  },
  {
    name: 'a person is built by hand without data: events that are listened for are pressed, time passes to the next timer, the machine moves on the canvas, and steps back',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await openAlone(stage)
      await page.getByTestId('toggle-results').click()
      await page.getByTestId('by-hand').click()
      await expect(standing(page)).toContainText('Nothing has started it yet')
      await page.getByTestId('way-entry-in').click()
      await expect(page.getByTestId('step-look').getByTestId('standing-mark')).toBeVisible()
      await expect(page.getByTestId('standing-step')).toHaveText('A look')
      await expect(page.getByTestId('way-branch-looked')).toContainText('product_view → Thanks')
      await expect(page.getByTestId('way-timer')).toContainText('20 min → Come and look')
      await expect(page.getByTestId('way-goal-ordered')).toContainText('reaches ordered')
      await expect(page.getByTestId('standing-beside')).toContainText('Cap push: 0 of 2 in 1 day used')
      await expect(happenings(page).first()).toContainText('Enters by in: signup came.')

      await page.getByTestId('clock-next').click()
      await expect(standing(page)).toContainText('They have left the journey.')
      await expect(happenings(page).filter({ hasText: 'Push Come and look is sent.' })).toBeVisible()
      await expect(page.getByTestId('standing-mark')).toHaveCount(0)
      await expect(page.getByTestId('standing-beside')).toContainText('Cap push: 1 of 2 in 1 day used')
      await page.getByTestId('scratch-undo').click()
      await expect(page.getByTestId('step-look').getByTestId('standing-mark')).toBeVisible()
      await page.getByTestId('way-branch-looked').click()
      await expect(visitsOf(page, 'thanks')).toHaveText('3')

      await page.getByTestId('add-event').click()
      await page.getByTestId('event-name').fill('purchase')
      await page.getByTestId('event-at').fill('+2 h')
      await page.getByTestId('event-properties-name').fill('price')
      await page.getByTestId('event-properties-value').fill('49.90')
      await page.getByTestId('event-properties-add').click()
      await page.getByTestId('event-save').click()
      await expect(happenings(page).filter({ hasText: 'Reaches the goal ordered by purchase (price = 49.9)' })).toBeVisible()
      await page.getByTestId('keep-case').click()
      await page.getByTestId('case-keep').click()
      await page.getByTestId('tab-cases').click()
      await expect(cases(page)).toHaveAttribute('data-status', 'passed')
      await expect(page.getByTestId('cases-summary')).toContainText('One passed')
      await expectUnchanged(stage)
    },
  },
  {
    name: 'the keyboard alone builds a person: press, jump by half an hour, type an instant, run to the end',
    only: 'desktop',
    async play(stage) {
      const { page } = stage
      await openAlone(stage)
      await page.keyboard.press('ControlOrMeta+Alt+B')
      await expect(page.getByTestId('way-entry-in')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('standing-step')).toHaveText('A look')
      await page.getByTestId('clock-half-hour').focus()
      await page.keyboard.press('Enter')
      await expect(standing(page)).toContainText('They have left the journey.')
      await page.keyboard.press('ControlOrMeta+Z')
      await expect(page.getByTestId('standing-step')).toHaveText('A look')
      await page.getByTestId('scratch-clock').focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type('+5 min')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('way-timer')).toContainText('15 min')
      await page.getByTestId('clock-end').focus()
      await page.keyboard.press('Enter')
      await expect(visitsOf(page, 'out')).toHaveText('4')
      await page.keyboard.press('ControlOrMeta+Z')
      await page.getByTestId('way-branch-looked').focus()
      await page.keyboard.press('Enter')
      await expect(visitsOf(page, 'thanks')).toHaveText('3')
      await expectUnchanged(stage)
    },
  },
  {
    name: 'cases run by themselves after an edit, say why they part, are updated after the difference was seen, renamed and deleted, each with undo',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await openAlone(stage)
      await page.keyboard.press('ControlOrMeta+Alt+B')
      await page.getByTestId('way-entry-in').click()
      await page.getByTestId('clock-half-hour').click()
      await expect(visitsOf(page, 'out')).toHaveText('4')
      await page.getByTestId('keep-case').click()
      await page.getByTestId('case-name').fill('Who does not look gets the push')
      await page.getByTestId('case-keep').click()
      await page.getByTestId('tab-cases').click()
      await expect(cases(page)).toHaveAttribute('data-status', 'passed')

      await page.getByTestId('step-hi').click()
      await page.keyboard.press('Delete')
      await expect(page.getByTestId('tab-cases')).toContainText('1')
      await expect(cases(page)).toHaveAttribute('data-status', 'failed')
      await page.getByTestId('undo').click()
      await expect(cases(page)).toHaveAttribute('data-status', 'passed')

      // A longer wait: at the end of the case they still wait.
      await page.getByTestId('step-look').click()
      await page.getByTestId('timeout-after').fill('2 h')
      await page.keyboard.press('Tab')
      await expect(cases(page)).toHaveAttribute('data-status', 'failed')
      await expect(page.getByTestId('case-failures')).toContainText('hi:next')
      await page.getByTestId('case-update').click()
      await expect(page.getByTestId('case-update-dialog')).toContainText('hi:next')
      await page.getByTestId('case-update-do').click()
      await expect(cases(page)).toHaveAttribute('data-status', 'passed')
      await page.getByTestId('undo-offer').last().click()
      await expect(cases(page)).toHaveAttribute('data-status', 'failed')

      await page.getByTestId('case-more').click()
      await page.getByTestId('case-rename').click()
      await page.getByTestId('case-rename-field').fill('Another name')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('case-open')).toHaveText('Another name')
      await page.getByTestId('case-more').click()
      await page.getByTestId('case-delete').click()
      await expect(cases(page)).toHaveCount(0)
      await page.getByTestId('undo-offer').last().click()
      await expect(cases(page)).toHaveCount(1)
    },
  },
  {
    name: 'the keyboard alone opens a case as a person by hand and keeps the change in it',
    only: 'desktop',
    async play(stage) {
      const { page } = stage
      await openAlone(stage)
      await page.keyboard.press('ControlOrMeta+Alt+B')
      await expect(page.getByTestId('way-entry-in')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('standing-step')).toBeVisible()
      await page.getByTestId('keep-case').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('case-name')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('case-name')).toHaveCount(0)
      await page.getByTestId('scratch-close').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('ControlOrMeta+Alt+K')
      await expect(cases(page)).toHaveAttribute('data-status', 'passed')
      await page.getByTestId('case-open').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('scratch')).toContainText('Case “signup: is still under way”')
      await expect(page.getByTestId('scratch-clock')).toBeFocused()
      await page.getByTestId('way-branch-looked').focus()
      await page.keyboard.press('Enter')
      await expect(visitsOf(page, 'thanks')).toHaveText('3')
      await page.getByTestId('keep-case').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('case-name')).toBeFocused()
      await page.keyboard.type('Looks at once')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('case-name')).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+Alt+K')
      await expect(page.getByTestId('case-open')).toHaveText('Looks at once')
      await expect(cases(page)).toHaveAttribute('data-status', 'passed')
    },
  },
]
