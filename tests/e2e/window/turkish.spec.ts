import { structuralViolations } from './axe.ts'
import { SCREENS } from './screens.ts'
import { expect, test as base } from './served-window.ts'

const test = base.extend({
  page: async ({ page }, use) => {
    await page.addInitScript(() => localStorage.setItem('rehearsal-language', 'tr'))
    await use(page)
  },
})

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const { name, isSlow, walk } of SCREENS) {
  test(`${name}: no serious accessibility violations in Turkish`, async ({ window, folder }) => {
    if (isSlow) test.slow()
    await walk({ window, folder, look: async (screen = '') => expect(await structuralViolations(window), screen).toEqual([]) })
  })
}
