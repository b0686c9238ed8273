import { inflateRawSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { dropJourney } from './forms.ts'
import { numbersOf } from './canvas.ts'
import { dropFile } from './drop-data.ts'
import { seriousViolations } from './axe.ts'
import { openShop, SHOP_JOURNEY } from '../scenes/playback.ts'
import { expect, test } from './served-window.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Saves the run of the open journey as a page, as a person does; answers the path. */
async function savedPage(window: Page, folder: string, ...choices: string[]): Promise<string> {
  await window.keyboard.press('Control+Alt+e')
  for (const choice of choices) await window.getByTestId(`html-${choice}`).click()
  const download = window.waitForEvent('download')
  await window.getByTestId('html-save').click()
  const path = join(folder, `page-${choices.join('-')}.html`)
  await (await download).saveAs(path)
  await expect(window.getByTestId('html-made')).toBeVisible()
  await window.getByTestId('html-close').click()
  return path
}

/** The labels of the timeline's axis may be small. */
const violations = async (page: Page) => (await seriousViolations(page)).filter((line) => !line.startsWith('text of 12px: SPAN'))

/** The page opened from the disk by somebody without a network; what it complains of, and what it asks for, fails the test. */
async function opened(browser: Browser, path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<{ page: Page; done(): Promise<void> }> {
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } })
  await context.setOffline(true)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`)
  })
  await page.goto(`file://${path}`)
  await expect(page.getByTestId('viewer')).toBeVisible()
  return {
    page,
    done: async () => {
      expect(complaints).toEqual([])
      await context.close()
    },
  }
}

test('a saved page opens from a file without a network, replays by mouse and by keys, and its numbers are those of the run', async ({ window, folder, browser }) => {
  await openShop(window, folder)
  await window.getByTestId('run').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
  const { page, done } = await opened(browser, await savedPage(window, folder))

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The shop')
  await expect(numbersOf(page, 'look')).toContainText('40')
  await expect(page.getByTestId('outcome-completed').or(page.getByTestId('report-outcomes-table'))).toContainText('40')
  await expect(page.getByTestId('report-funnel')).toContainText('Later')
  await expect(page.getByTestId('heat-chart')).toBeAttached()
  await expect(page.getByTestId('viewer-about')).toContainText('they name no winner')

  // Half a day after the first one: twelve came in, and the thirteenth at noon sharp.
  const instant = page.getByTestId('playback-instant')
  await instant.fill('1 Nov 2026 12:00')
  await instant.press('Enter')
  await expect(numbersOf(page, 'look')).toContainText('13')
  await page.getByTestId('playback-start').click()
  await expect(numbersOf(page, 'look')).toContainText('1')
  await page.getByTestId('playback-play').click()
  await expect(page.getByTestId('playback-play')).toHaveAttribute('aria-label', 'Pause')
  await expect(numbersOf(page, 'look')).not.toContainText(/^1\b/)
  await page.getByTestId('playback-play').click()

  // By keys alone: to the end, a step back, play and pause, and the picture moved and zoomed.
  await page.getByTestId('viewer-canvas').focus()
  await page.keyboard.press('Shift+End')
  await expect(numbersOf(page, 'look')).toContainText('40')
  await page.keyboard.press('j')
  const before = await instant.inputValue()
  await page.keyboard.press('j')
  await expect(instant).not.toHaveValue(before)
  await page.keyboard.press('p')
  await expect(page.getByTestId('playback-play')).toHaveAttribute('aria-label', 'Pause')
  await page.keyboard.press('k')
  const view = page.locator('[data-testid="viewer-canvas"] .react-flow__viewport')
  const placed = await view.getAttribute('style')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => view.getAttribute('style')).not.toBe(placed)
  const moved = await view.getAttribute('style')
  await page.keyboard.press('+')
  await expect.poll(() => view.getAttribute('style')).not.toBe(moved)
  await page.keyboard.press('1')
  // The wheel scrolls the page; with Ctrl it zooms the picture.
  const fitted = await view.getAttribute('style')
  await page.getByTestId('viewer-canvas').hover()
  await page.mouse.wheel(0, 200)
  await expect.poll(() => page.getByTestId('viewer').evaluate((scrolled) => scrolled.scrollTop)).toBeGreaterThan(50)
  expect(await view.getAttribute('style')).toBe(fitted)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -200)
  await page.keyboard.up('Control')
  await expect.poll(() => view.getAttribute('style')).not.toBe(fitted)

  await page.getByTestId('viewer-numbers').click({ force: true })
  await expect(page.getByTestId('numbers-look')).toBeHidden()
  await page.getByTestId('viewer-theme').getByText('Dark').click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')

  await page.getByTestId('viewer-present').click()
  await expect(page.getByTestId('caption')).toContainText('The shop')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('present-place')).toHaveText('2 / 5')
  await page.getByTestId('present-end').click()
  await expect(page.getByTestId('presenter')).toBeHidden()
  await done()
})

const PERSONAL = ['Quillfeather', 'zanzibar-17', 'secret-note', '4711.13', 'kestrel']

test('a page saved from a Turkish window speaks Turkish, from a file and by itself', async ({ window, folder, browser }) => {
  await window.evaluate(() => localStorage.setItem('rehearsal-language', 'tr'))
  await window.reload()
  await expect(window.getByTestId('start')).toBeVisible()
  await openShop(window, folder)
  await window.getByTestId('run').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
  const { page, done } = await opened(browser, await savedPage(window, folder))

  await expect(page.locator('html')).toHaveAttribute('lang', 'tr')
  await expect(page).toHaveTitle('The shop · Rehearsal provası')
  await expect(page.getByTestId('viewer-present')).toHaveText('Sun')
  await expect(page.getByTestId('viewer-about')).toContainText('Anlar şu hassasiyetle söylenir: 1 dk.')
  await expect(page.getByTestId('step-think')).toContainText('5 sa')
  // Shares, days and instants as the language writes them; what is typed is understood.
  await expect(page.getByTestId('report-funnel')).toContainText('%')
  await expect(page.getByTestId('report-funnel')).not.toContainText(/\d %/)
  const instant = page.getByTestId('playback-instant')
  await instant.fill('1 Kas 2026 12:00')
  await instant.press('Enter')
  await expect(instant).toHaveValue('1 Kas Paz, 12:00')
  await expect(numbersOf(page, 'look')).toContainText('13')
  expect(await violations(page)).toEqual([])
  await done()
})

test('no id, attribute or property of anybody is in a page, not even in its replay', async ({ window, folder, browser }) => {
  const lines = Array.from({ length: 40 }, (_, number) => {
    const who = `Quillfeather-${number}`
    const at = Date.UTC(2026, 10, 1) + number * 3_600_000 + 12_345
    return [
      { profileId: who, at, name: '$set', properties: { town: `zanzibar-17-${number}` } }, { profileId: who, at, name: 'signup', properties: { how: `secret-note-${number}` } },
      ...(number % 2 === 0 ? [{ profileId: who, at: at + 60_000, name: 'product_view', properties: { bird: 'kestrel' } }] : []),
      ...(number % 10 === 0 ? [{ profileId: who, at: at + 86_400_000, name: 'purchase', properties: { price: 4711.13 } }] : []),
    ]
  }).flat()
  const { writeFileSync } = await import('node:fs')
  const events = join(folder, 'people.jsonl')
  writeFileSync(events, lines.map((line) => JSON.stringify(line)).join('\n'))
  const hostile = '</script><script>window.ran = true</script><!--\u2028'
  const journey: JourneyDocument = {
    ...SHOP_JOURNEY, name: hostile, description: `<img src=x onerror="window.ran = true">`, goals: [{ id: 'bought', event: 'purchase', value: 'price', window: 'P3D' }],
    layout: { notes: [{ id: 'n', text: hostile, x: 0, y: -300, width: 240, height: 120 }, { id: 'c', step: 'look', text: 'said by Jane', author: 'Jane', at: 1 }] },
  }
  await dropJourney(window, journey)
  await expect(window.getByTestId('step-out')).toBeAttached()
  await dropFile(window, events)
  await window.getByTestId('import-start').click()
  await window.getByTestId('import-done').click()
  await window.getByTestId('run').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()

  const path = await savedPage(window, folder, 'notes')
  const text = readFileSync(path, 'utf8')
  const film = inflateRawSync(Buffer.from(/id="film">([^<]*)</.exec(text)![1]!, 'base64')).toString('latin1')
  for (const word of [...PERSONAL, 'people.jsonl', 'said by Jane']) {
    expect(text, word).not.toContain(word)
    expect(film, word).not.toContain(word)
  }
  expect(text).not.toContain('18844.52') // four values together are as good as one
  const { page, done } = await opened(browser, path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(hostile)
  await expect(numbersOf(page, 'look')).toContainText('40')
  expect(await page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined()
  await done()
})

test('the sample as a page is smaller than 5 MB, and opens with its scenes where there are some', async ({ window, folder, browser }) => {
  await window.getByTestId('open-sample').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
  await window.keyboard.press('Control+Alt+g')
  await window.getByTestId('take-own-scenes').click()
  const path = await savedPage(window, folder)
  const { size } = (await import('node:fs')).statSync(path)
  expect(size).toBeLessThan(5_000_000)
  const { page, done } = await opened(browser, path)
  await expect(page.getByTestId('presenter')).toBeVisible()
  await expect(page.getByTestId('caption')).toContainText('Passo')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('viewer-basis')).toContainText('Assumed')
  await expect(page.getByTestId('report-assumptions-table')).toContainText('Assumed')
  await expect(page.getByTestId('playback-activity')).toBeVisible()
  await done()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a saved page, its presentation and the strip of scenes have no serious accessibility violations in ${colorScheme}`, async ({ window, folder, browser }) => {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openShop(window, folder)
    await window.getByTestId('run').click()
    await expect(window.getByTestId('run-facts')).toBeVisible()
    await window.mouse.move(2, 400)
    await window.keyboard.press('Control+Alt+e')
    await expect(window.getByTestId('html-dialog')).toBeVisible()
    expect(await violations(window), 'what goes into a page').toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('Control+Alt+g')
    expect(await violations(window), 'no scenes').toEqual([])
    await window.getByTestId('take-own-scenes').click()
    expect(await violations(window), 'scenes').toEqual([])
    await window.getByTestId('scene-1').hover()
    await window.getByTestId('edit-scene-1').click()
    await expect(window.getByTestId('scene-form')).toBeVisible()
    expect(await violations(window), 'the form of a scene').toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('present').click()
    await expect(window.getByTestId('caption')).toBeVisible()
    expect(await violations(window), 'presenting').toEqual([])
    await window.keyboard.press('Escape')
    const { page, done } = await opened(browser, await savedPage(window, folder, 'present'), colorScheme)
    expect(await violations(page), 'the page').toEqual([])
    await done()
  })
}
