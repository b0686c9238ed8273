// Makes the pictures of the README, build/pictures/*.png, from the built app: `npm run pictures` (after `npm run build`). A served window in Chromium opens
// the sample, stands at an instant of its run, and is photographed, light and dark, with the words, clock and zone of one place, so that the same app gives the same pictures.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { openDoor } from '../../tests/bench/door.mjs'
import { chromiumLaunchOptions } from '../config/chromium.ts'
import { withFewColours } from './png-with-few-colours.mjs'
import { root } from './prepare.mjs'

const SIZE = { width: 1440, height: 900 }
/** Of the editor, in which more of the journey is to be seen. */
const WIDE = { width: 1760, height: 1100 }
/** An instant at which people stand and walk in every stage of the sample. */
const INSTANT = '4 Nov 12:00'

const pictures = join(root, 'build', 'pictures')
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-pictures-'))
mkdirSync(pictures, { recursive: true })
const browser = await chromium.launch(chromiumLaunchOptions())
try {
  for (const scheme of ['light', 'dark']) await photograph(scheme)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Every picture in that scheme, on a workspace of its own. */
async function photograph(scheme) {
  const door = await openDoor(folder)
  const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: 2, colorScheme: scheme, reducedMotion: 'no-preference', locale: 'en-GB', timezoneId: 'Europe/Istanbul' })
  const page = await context.newPage()
  const at = (testId) => page.getByTestId(testId)
  const keep = async (name) => {
    await page.mouse.move(page.viewportSize().width - 1, 1) // over nothing
    await page.evaluate(() => document.fonts.ready)
    const png = withFewColours(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
    writeFileSync(join(pictures, `${name}-${scheme}.png`), png)
    console.log(`build/pictures/${name}-${scheme}.png: ${Math.round(png.length / 1024)} KB`)
  }
  try {
    await page.goto(door.address)
    await at('sample').waitFor()
    await keep('start')

    await page.setViewportSize(WIDE)
    await at('open-sample').click()
    await at('run-facts').waitFor()
    await at('toggle-inspector').click() // it has nothing to tell while nothing is selected
    await page.getByRole('button', { name: 'Overview map' }).click() // all of the journey is in view, and cards lie under it
    await at('playback-activity').locator('path').first().waitFor({ state: 'attached' })
    await at('playback-instant').fill(INSTANT)
    await page.keyboard.press('Enter')
    await at('tokens').waitFor({ state: 'attached' })
    await at('people-first-hour').filter({ hasNotText: '20.0 k' }).waitFor() // fewer than at the end
    await page.evaluate(() => document.activeElement?.blur())
    await keep('passo')
  } finally {
    await context.close()
    await door.stop()
  }
}
