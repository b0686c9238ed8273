import { openShop } from '../scenes/playback.ts'
import { numbersOf } from './canvas.ts'
import { openForm } from './forms.ts'
import { expect, test } from './served-window.ts'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test.beforeEach(async ({ window, folder }) => {
  await openShop(window, folder)
  await window.getByTestId('run').click()
  await expect(window.getByTestId('landmark-firstGoal')).toBeVisible()
})

test('people move along the connections while a run is played, and one who stands still tells her story when clicked', async ({ window }) => {
  const tokens = window.getByTestId('tokens')
  await window.keyboard.press('p')
  await expect(tokens).toHaveAttribute('data-tokens', /^[1-9]/)
  await window.keyboard.press('p')
  await window.keyboard.press('Shift+Home')
  await expect(tokens).toHaveAttribute('data-tokens', '0')
  await window.keyboard.press('l')
  await window.keyboard.press('l')
  await window.keyboard.press('1')
  // m1 has come in, walks to the first card, and stays there.
  await expect(tokens).toHaveAttribute('data-tokens', '1')
  await expect(tokens).toHaveAttribute('data-lit', '0')
  await window.getByTestId('step-look').locator('.react-flow__handle.target').click({ force: true })
  await expect(window.getByTestId('person-id')).toHaveValue('m1')
  await expect(window.getByTestId('person-summary')).toBeVisible()
})

test('an edit that changes what happens pauses; the numbers of the instant stay until the next run', async ({ window }) => {
  await openForm(window, 'hi')
  await window.getByTestId('playback-timeline').click({ position: { x: 200, y: 12 } })
  const shown = await window.getByTestId('playback-instant').inputValue()
  await window.keyboard.press('p')
  await expect(window.getByTestId('playback-play')).toHaveAttribute('aria-label', 'Pause')
  await window.keyboard.press('Delete')
  await expect(window.getByTestId('playback-play')).toHaveAttribute('aria-label', 'Play what happened')
  await expect(window.getByTestId('stale-hint')).toBeVisible()
  await expect(window.getByTestId('playback-instant')).not.toHaveValue('')
  expect(shown).not.toBe('')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByTestId('playback-instant')).toHaveValue('')
  await expect(numbersOf(window, 'look')).toContainText('40')
})
