import { expect, type Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { dropShop } from '../window/drop-data.ts'
import { dropJourney, write } from '../window/forms.ts'
import type { Scene } from './scene.ts'

/**
 * Forty people sign up, one an hour. Half of them look at a product within the hour, think for a while and leave; the others are dealt one of two texts.
 * Four buy a day later; the data end 54 hours after the first came, so only of seven are the two days of the goal over.
 */
const JOURNEY: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'behind', name: 'Behind the numbers', reentry: { kind: 'once' },
  stages: [{ id: 'first', name: 'First' }, { id: 'later', name: 'Later' }],
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'look' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P2D' }],
  steps: {
    look: { kind: 'waitFor', name: 'A look', stage: 'first', branches: [{ id: 'looked', event: 'product_view', next: 'think' }], timeout: { after: 'PT2H', next: 'texts' } },
    think: { kind: 'delay', name: 'Think it over', stage: 'first', for: 'PT5H' },
    texts: { kind: 'split', name: 'Which text?', stage: 'later', variants: [{ id: 'a', name: 'Short', weight: 1, next: 'hi' }, { id: 'b', name: 'Long', weight: 1, next: 'ho' }] },
    hi: { kind: 'message', name: 'Short push', stage: 'later', channel: 'push', template: { title: 'Hello' }, next: 'out' },
    ho: { kind: 'message', name: 'Long push', stage: 'later', channel: 'push', template: { title: 'Hello there' }, next: 'out' },
    out: { kind: 'exit', name: 'The end', stage: 'later' },
  },
}

async function opened(page: Page, folder: string): Promise<void> {
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-out')).toBeAttached()
  await dropShop(page, folder)
}

async function rehearsed(page: Page, folder: string): Promise<void> {
  await opened(page, folder)
  await page.getByTestId('run').click()
  await expect(page.getByTestId('run-facts')).toBeVisible()
}

const title = (page: Page) => page.getByTestId('people-title')
const rows = (page: Page) => page.getByTestId('people-list').getByRole('option')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.getAttribute('data-id'))

export const PEOPLE_SCENES: readonly Scene[] = [
  {
    name: 'a number that is pressed lists its people; one is chosen, told of, and the next; then back to the number',
    only: 'browser',
    async play({ page, folder }) {
      await rehearsed(page, folder)
      await page.getByTestId('drop-off-think').click()
      await expect(title(page)).toContainText('20 people who left at Think it over without a goal')
      await expect(rows(page).first()).toBeVisible()
      await page.getByTestId('people-search').fill('m1')
      await expect(page.getByTestId('people')).toContainText('5 of them fit')
      await expect(rows(page)).toHaveCount(5)
      await page.getByTestId('people-search').fill('nobody')
      await expect(page.getByTestId('people')).toContainText('None of them has “nobody” in the id.')
      await page.getByTestId('people-search').fill('m1')
      await page.getByTestId('people-row-m12').click()
      await expect(page.getByTestId('person-timeline')).toContainText('m12')
      await expect(page.getByTestId('people-place')).toHaveText(/^\d of 5$/)
      const place = await page.getByTestId('people-place').innerText()
      await page.getByTestId(place.startsWith('5') ? 'person-previous' : 'person-next').click()
      await expect(page.getByTestId('people-place')).not.toHaveText(place)
      await expect(page.getByTestId('person-timeline')).not.toContainText('What happened to m12')
      await page.getByTestId('back-to-list').click()
      await expect(rows(page)).toHaveCount(5)
      await page.getByTestId('people-back').click()
      await expect(page.getByTestId('funnel')).toBeVisible()
      await expect.poll(() => focused(page)).toBe('drop-off-think')
      // The same from a connection, a stage, and in one press to somebody who was lost.
      await page.getByTestId('people-look:timeout').click()
      await expect(title(page)).toContainText('20 people who left A look by “After 2 h”')
      await page.getByTestId('stage-people-first').click()
      await expect(title(page)).toContainText('40 people who came to First')
      await page.getByTestId('why-think').click()
      await expect(page.getByTestId('person-timeline')).toBeVisible()
      await expect(page.getByTestId('people-walk')).toContainText('20 people who left at Think it over without a goal')
    },
  },
  {
    name: 'without a mouse: from a card to its number, its people, a story, the next, and back to the card',
    only: 'desktop',
    async play({ page, folder }) {
      await opened(page, folder)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.locator('.react-flow__node[data-id="think"]').focus()
      await page.keyboard.press('Space')
      await expect(page.getByTestId('step-think')).toHaveAttribute('data-selected', 'true')
      await page.keyboard.press('Tab')
      for (let times = 0; times < 6 && (await focused(page)) !== 'people-think'; times++) await page.keyboard.press('Tab')
      await expect(page.getByRole('button', { name: '20 people, show who' }).first()).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(title(page)).toContainText('20 people who came to Think it over')
      await expect(page.getByTestId('people-list')).toBeFocused()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('people-place')).toHaveText('2 of 20')
      await expect(page.getByTestId('person-timeline')).toBeVisible()
      await page.keyboard.press('.')
      await expect(page.getByTestId('people-place')).toHaveText('3 of 20')
      await page.keyboard.press(',')
      await expect(page.getByTestId('people-place')).toHaveText('2 of 20')
      await page.keyboard.press('ControlOrMeta+Alt+i')
      await expect(page.getByTestId('people-list')).toBeFocused()
      await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true')
      await page.keyboard.press('Escape')
      await expect.poll(() => focused(page)).toBe('people-think')
    },
  },
  {
    name: 'whose time was not up is told from who was lost, in the funnel and the goals',
    only: 'browser',
    async play({ page, folder }) {
      await rehearsed(page, folder)
      await expect(page.getByTestId('undecided-note')).toContainText('33 came in less than 2 days, the goal’s window, before the end; 30 of them (striped) may still convert.')
      await expect(page.getByTestId('undecided-note')).toContainText('Of the 7 whose time is up, 14.3 % converted.')
      await expect(page.getByTestId('drop-off-think')).toHaveAccessibleName(/^20 left without a goal, 1\d of them may still reach a goal: their time is not up, show who$/)
      await page.getByTestId('tab-goals').click()
      await expect(page.getByTestId('final-bought')).toHaveText('14.3 %')
      await page.getByTestId('conversions-bought').click()
      await expect(title(page)).toContainText('4 people who reached bought')
      await expect(rows(page)).toHaveCount(4)
    },
  },
  {
    name: 'heat colours the cards by a number, with a gauge beside each, by mouse and by key',
    only: 'browser',
    async play({ page, folder }) {
      await rehearsed(page, folder)
      await page.getByTestId('heat-menu').click()
      await page.getByTestId('heat-by-people').click()
      await expect(page.getByTestId('heat-legend')).toHaveAccessibleName('Heat by People: from 0 to 40')
      await expect(page.getByTestId('heat-look')).toHaveAttribute('data-level', '1.00')
      await expect(page.getByTestId('heat-think')).toHaveAccessibleName('People: 20')
      await page.getByTestId('heat-menu').click()
      await page.getByTestId('heat-by-dropOff').click()
      await expect(page.getByTestId('heat-think')).toHaveAttribute('data-level', '1.00')
      await expect(page.getByTestId('heat-look')).toHaveAttribute('data-level', '0.00')
      await page.getByTestId('heat-off').click()
      await expect(page.getByTestId('heat-think')).toHaveCount(0)
      await page.locator('.react-flow__node[data-id="think"]').focus()
      await page.keyboard.press('h')
      await expect(page.getByTestId('heat-legend')).toContainText('Drop-off')
      await page.keyboard.press('h')
      await expect(page.getByTestId('heat-legend')).toHaveCount(0)
    },
  },
  {
    name: 'a split names no winner: chance without assumptions, and with them one’s own assumption; every figure of it carries the badge',
    only: 'browser',
    async play({ page, folder }) {
      await rehearsed(page, folder)
      await page.getByTestId('tab-splits').click()
      await expect(page.getByTestId('split-headline')).toContainText('No response assumed: arms differ only by chance.')
      await expect(page.getByTestId('reading-texts')).toContainText('a real test would find')
      const badges = (testId: string) => page.getByTestId(testId).locator('[data-basis="assumed"]')
      await expect(badges('splits')).toHaveCount(0)

      await page.getByTestId('assumptions-chip').click()
      await write(page, 'assume-hi-opened', '100')
      await write(page, 'assume-hi-clicked', '100')
      await page.getByTestId('assume-hi-add-effect').click()
      await write(page, 'assume-hi-effect-0-share', '100')
      await expect(page.getByTestId('assumptions-state')).not.toContainText('Saving')
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('assumptions')).toHaveCount(0)
      await page.getByTestId('run').click()
      await expect(page.getByTestId('split-headline')).toContainText('This is your assumption.')
      await expect(page.getByTestId('reading-texts')).toContainText(/Your assumptions add \+\d+\.\d points to Short and \+0\.0 points to Long/)
      await expect(page.getByTestId('reading-texts')).toContainText('A real test of')
      await expect(page.getByTestId('splits')).not.toContainText(/winner|wins|better/i)

      for (const step of ['look', 'hi', 'out']) await expect(badges(`what-if-${step}`)).toBeVisible()
      await expect(badges('splits')).toBeVisible()
      for (const [tab, table] of [['funnel', 'outcomes'], ['goals', 'goals'], ['messages', 'messages']] as const) {
        await page.getByTestId(`tab-${tab}`).click()
        await expect(badges(table).first(), tab).toBeVisible()
      }
      await page.getByTestId('tab-funnel').click()
      await page.getByTestId('number-completed').click()
      await expect(badges('people-title')).toBeVisible()
      await expect(page.getByTestId('people-list')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(badges('people-walk')).toBeVisible()
    },
  },
]
