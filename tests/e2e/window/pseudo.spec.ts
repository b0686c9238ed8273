import { leftovers } from './leftovers.ts'
import { SCREENS } from './screens.ts'
import { expect, test as base } from './served-window.ts'

/** The window in disguise: English with other letters, a third longer. */
const test = base.extend({
  page: async ({ page }, use) => {
    await page.addInitScript(() => localStorage.setItem('rehearsal-language', 'pseudo'))
    await use(page)
  },
})

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const { name, isSlow, walk } of SCREENS) {
  test(`${name}: nothing is left untranslated, and nothing is cut off in a longer language`, async ({ window, folder }) => {
    if (isSlow) test.slow()
    const found = new Map<string, string>()
    await walk({ window, folder, look: async (screen = '') => (await leftovers(window)).forEach((one) => found.has(one) || found.set(one, screen)) })
    expect([...found].map(([one, screen]) => (screen === '' ? one : `${one} (${screen})`)), 'texts that are plain English or have no room').toEqual([])
  })
}
