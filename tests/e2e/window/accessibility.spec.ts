import { seriousViolations, weakContrasts } from './axe.ts'
import { dropJourney, openForm } from './forms.ts'
import { JOURNEY, SCREENS } from './screens.ts'
import { expect, test } from './served-window.ts'

test.describe('in the light, and its colours in the dark', () => {
  test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } })

  for (const { name, isSlow, walk } of SCREENS) {
    test(`${name}: no serious accessibility violations`, async ({ window, folder }) => {
      if (isSlow) test.slow() // a large canvas is looked through many times
      await walk({ window, folder, look: async (screen = '') => expect(await seriousViolations(window), screen).toEqual([]) })
    })
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} with more contrast`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce', contrast: 'more' } })

    test('every text stands out by 7:1, and what is selected or filled as well', async ({ window }) => {
      await expect(window.getByTestId('sample')).toBeVisible()
      expect(await weakContrasts(window)).toEqual([])
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      expect(await weakContrasts(window)).toEqual([])
      await dropJourney(window, JOURNEY)
      await expect(window.getByTestId('step-wait')).toBeVisible()
      for (const id of ['entry:in', 'wait', 'deal', 'hi', 'until', 'call']) {
        await openForm(window, id)
        expect(await weakContrasts(window), id).toEqual([])
      }
      await window.getByTestId('tab-problems').click()
      expect(await weakContrasts(window)).toEqual([])
      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('catalogue')).toBeVisible()
      expect(await weakContrasts(window)).toEqual([])
    })
  })
}

test('high contrast is chosen in the menu, kept over a reload, and given up again', async ({ window }) => {
  const contrast = () => window.evaluate(() => document.documentElement.dataset['contrast'])
  await window.getByTestId('start-new').click()
  await window.getByTestId('more').click()
  await window.getByTestId('high-contrast').click()
  await expect.poll(contrast).toBe('more')
  await window.reload()
  await expect(window.getByTestId('start')).toBeVisible()
  expect(await contrast()).toBe('more')
  await window.keyboard.press('Control+k')
  await expect(window.locator('input.mantine-Spotlight-search')).toBeFocused()
  await window.keyboard.type('high contrast')
  await window.keyboard.press('Enter')
  await expect.poll(contrast).toBeUndefined()
})
