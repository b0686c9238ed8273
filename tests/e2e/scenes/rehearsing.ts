import { expect } from '@playwright/test'
import { numbersOf } from '../window/canvas.ts'
import { expectUndo } from '../window/forms.ts'
import { Person } from './person.ts'
import type { Scene } from './scene.ts'

const LIMIT = '$.steps["cart-filled"].timeout.after'
const ORDERS = 616

const byMouse: Scene = {
  name: 'somebody new opens the funnel, plays it, sees what an hour for the cart would do to orders, asks why somebody was lost, and undoes it, in seven clicks',
  async play({ page, document }) {
    const person = new Person(page)
    await person.click(page.getByTestId('open-sample'))
    await expect(page.getByTestId('run-facts')).toBeVisible()
    await person.click(page.getByTestId('playback-play'))
    await expect(page.getByTestId('playback-whole')).toBeVisible()

    // The sample is listed step by step: the cart is found without moving the canvas.
    await person.click(page.getByRole('treeitem', { name: /^Cart filled/ }).first())
    await expect(page.getByTestId('timeout-after')).toHaveValue('15 minutes')
    await person.click(page.getByTestId('try-values'))
    await expect(page.getByTestId(`slider-${LIMIT}`)).toBeFocused()
    await page.keyboard.type('60 min')
    await person.key('Enter')
    await expect(page.getByTestId(`value-${LIMIT}`)).toHaveValue('1 h')

    // Orders stay the same, and it says what does not. Figures of an instant would not belong beside those of the whole run.
    const summary = page.getByTestId('what-if-summary')
    await expect(summary).toContainText(`Goal: ordered${ORDERS} → ${ORDERS}`)
    await expect(page.getByTestId('what-if-otherwise')).toHaveText(/^At Cart filled, at least \d+ people go another way; it comes to the same\.$/)
    await expect(page.getByTestId('playback-whole')).toHaveCount(0)
    await expect(page.getByTestId('edge-difference-cart-filled:timeout')).toContainText('▼')
    await person.click(page.getByTestId('apply-turned'))
    await expect(page.getByText(`Cart filled · time limit: 1 h is in the journey now. Goal: ordered: ${ORDERS}, the same`)).toBeVisible()
    await expectUndo(page, 'Try 1 h in Cart filled')
    await expect(page.getByTestId('timeout-after')).toHaveValue('1 hour')
    await expect(numbersOf(page, 'cart-filled')).toContainText('1 h')

    // One of those who came to the step that is selected.
    await person.click(page.getByTestId('why-lost'))
    await expect(page.getByTestId('people-place')).toContainText('1 of')
    await expect(page.getByTestId('one-person')).toContainText('Cart filled')
    await expect(page.getByTestId('one-person')).toContainText('Leaves')

    await person.click(page.getByTestId('undo'))
    await expect(page.getByTestId('timeout-after')).toHaveValue('15 minutes')
    await expect(numbersOf(page, 'cart-filled')).toContainText('15 min')
    await expect(page.getByTestId('stale-hint')).toHaveCount(0)
    expect((await document()).steps['cart-filled']).toMatchObject({ timeout: { after: 'PT15M' } })

    // 12 before somebody walked it and took away what was in the way.
    expect(person.effort).toMatchObject({ clicks: 7, keys: 1 })
    expect(person.effort.scrolls).toBeLessThanOrEqual(2)
  },
}

export const REHEARSING_SCENES: readonly Scene[] = [byMouse]
