import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { largeJourney } from '../../bench/large-journey.ts'
import { chain, everywhere, HOSTILE_TEXTS } from '../../unit/hostile/documents.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './served-window.ts'

/** Opens a journey as a file that is dropped on the window. */
async function drop(page: Page, document: unknown, name = 'hostile.journey.json'): Promise<void> {
  const carried = await page.evaluateHandle(
    ([fileName, text]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], fileName))
      return transfer
    },
    [name, JSON.stringify(document)] as const,
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: carried })
  await page.dispatchEvent('body', 'drop', { dataTransfer: carried })
}

/** Fails the test on anything that texts must never do: dialogs, requests to elsewhere, scripts of theirs. What is logged fails it, too, by the fixture. */
async function watched(page: Page): Promise<() => Promise<void>> {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', (popup) => seen.push(`window ${popup.url()}`))
  const origin = new URL(page.url()).origin
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(origin) && !request.url().startsWith(origin.replace('http', 'ws'))) seen.push(`request ${request.url()}`)
  })
  return async () => {
    expect(seen).toEqual([])
    for (const frame of page.frames()) expect(await frame.evaluate(() => 'hacked' in globalThis).catch(() => false)).toBe(false)
    expect(await page.evaluate(() => document.querySelectorAll('script:not([src]), [onerror], [onload], base, object, embed').length)).toBe(0)
  }
}

// One text at a time where it could hide the others; all the rest at once.
const ALONE = ['a script', 'control characters', 'half a character']
const TOGETHER = Object.entries(HOSTILE_TEXTS).filter(([what]) => !ALONE.includes(what) && what !== 'a formula').map(([, text]) => text).join(' ')
const TEXTS = [...ALONE.map((what) => [what, HOSTILE_TEXTS[what]!] as const), ['everything else', TOGETHER] as const]

for (const [what, text] of TEXTS) {
  test(`${what} in every text of a journey is shown and never more`, async ({ window }) => {
    test.setTimeout(60_000)
    const nothingHappened = await watched(window)
    await drop(window, everywhere(text))
    await expect(window.locator('.react-flow__node-step')).toHaveCount(6)
    await window.keyboard.press('1')
    // Every form of the inspector, by way of each card; a message's has its previews.
    for (const card of await window.locator('.react-flow__node-step, .react-flow__node-entry').all()) {
      await card.focus()
      await window.keyboard.press('Enter')
      await expect(window.getByTestId('inspector')).toBeVisible()
    }
    for (const tab of ['outline', 'problems', 'steps']) await window.getByTestId(`tab-${tab}`).click()
    await window.keyboard.press('Control+s')
    await expect(window.getByTestId('save-state')).not.toHaveAttribute('data-dirty', 'true')
    await nothingHappened()
    // The start list tells the same texts, and every window after this one.
    await window.goto(new URL(window.url()).origin)
    await expect(window.getByTestId('start')).toBeVisible()
    await expect(window.locator('li[data-testid^="journey-"]')).toHaveCount(1)
    await nothingHappened()
  })
}

test('a journey of 1,000 steps opens at once, shows what is in view, and all of it can be reached', async ({ window }) => {
  await drop(window, largeJourney(1000))
  await expect(window.getByTestId('step-s1')).toBeVisible()
  expect(await window.locator('.react-flow__node').count()).toBeLessThan(200)
  await window.getByTestId('canvas').click({ position: { x: 300, y: 4 } })
  await window.keyboard.press('1')
  await expect(window.getByTestId('far-picture')).toBeVisible()
  expect(await seriousViolations(window)).toEqual([])
  // The card under the pointer is a card: it can be selected, and it opens its form.
  const canvas = (await window.getByTestId('canvas').boundingBox())!
  const zoom = await window.evaluate(() => document.querySelector('.react-flow__viewport')!.getBoundingClientRect().width / document.querySelector<HTMLElement>('.react-flow__viewport')!.offsetWidth)
  const at = await window.evaluate(() => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')!).transform).e)
  const down = await window.evaluate(() => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')!).transform).f)
  const place = { x: canvas.x + at + zoom * (400 * 25 + 120), y: canvas.y + down + zoom * (220 * 10 + 42) }
  await window.mouse.move(place.x - 3, place.y)
  await window.mouse.move(place.x, place.y)
  await expect(window.getByTestId('step-s510')).toBeAttached()
  await window.mouse.click(place.x, place.y)
  await expect(window.getByTestId('step-s510')).toHaveAttribute('data-selected', 'true')
  // From the problems or the outline to a card that was not drawn.
  await window.getByTestId('tab-outline').click()
  await expect(window.getByRole('tree')).toBeVisible()
})

test('a journey of 100,000 steps says what the canvas cannot show, and the window answers all the while', async ({ window }) => {
  test.setTimeout(120_000)
  await window.evaluate(() => {
    const log = { longest: 0, last: performance.now() }
    Object.assign(globalThis, { answered: log })
    setInterval(() => {
      log.longest = Math.max(log.longest, performance.now() - log.last)
      log.last = performance.now()
    }, 20)
  })
  await drop(window, chain(100_000))
  await expect(window.getByTestId('too-large')).toContainText('100,000 steps', { timeout: 90_000 })
  await expect(window.getByTestId('journey-name')).toHaveValue('Chain')
  expect(await seriousViolations(window)).toEqual([])
  const { longest } = await window.evaluate(() => (globalThis as unknown as { answered: { longest: number } }).answered)
  test.info().annotations.push({ type: 'longest pause of the window', description: `${Math.round(longest)} ms` })
})

// What a run, the data and the other dialogs tell of a journey: its figures, one person's way, versions, comparisons, previews, comments.
const MARKUP = [HOSTILE_TEXTS['a script'], HOSTILE_TEXTS['an image'], HOSTILE_TEXTS['a vector picture'], HOSTILE_TEXTS['an address']].join(' ')

test('markup in the texts of a journey and of its data is text in results, versions, comparison, previews, comments and find', async ({ window, folder }) => {
  test.setTimeout(90_000)
  const nothingHappened = await watched(window)
  const journey = everywhere(MARKUP)
  const comment = { id: 'c', step: `message${MARKUP}`, text: `${MARKUP} **x** [y](javascript:globalThis.hacked=1)`, author: MARKUP, at: 0 }
  await drop(window, { ...journey, layout: { ...journey.layout, notes: [...(journey.layout!['notes'] as object[]), comment] } })
  await expect(window.locator('.react-flow__node-step')).toHaveCount(6)

  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = [MARKUP, `came${MARKUP}`, `goal${MARKUP}`].flatMap((event, hour) => ['<b>a</b>', 'm2'].map((person) => `${quoted(person)},2026-11-0${hour + 1}T00:00:00Z,${quoted(event)},${quoted(MARKUP)}`))
  const path = join(folder, 'hostile.csv')
  writeFileSync(path, `member,happened,action,${quoted(MARKUP)}\n${rows.join('\n')}\n`)
  await window.getByTestId('dataset-chip').click()
  await window.getByTestId('chip-import').click()
  const chooser = window.waitForEvent('filechooser')
  await window.getByTestId('choose-files').click()
  await (await chooser).setFiles(path)
  await window.getByTestId('import-start').click()
  await window.getByTestId('import-done').click()
  await window.getByTestId('run').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
  for (const tab of await window.locator('[data-testid="results"] [role="tab"]').all()) await tab.click()
  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await window.getByTestId('person-<b>a</b>').first().click()
  await expect(window.getByTestId('happening').first()).toBeVisible()
  await nothingHappened()

  // Find tells what it found; the comment is read in the form of its step, the message in its previews.
  await window.keyboard.press('Control+f')
  await window.keyboard.type('onerror')
  await expect(window.getByTestId('find-count')).toContainText('found')
  await window.keyboard.press('Escape')
  await window.getByTestId('tab-outline').click()
  await window.getByTestId(`outline-message${MARKUP}`).click()
  await window.getByTestId('fold-comments').click()
  await expect(window.getByTestId('inspector').getByText('onerror').first()).toBeAttached()
  await window.getByTestId('open-preview').click()
  await expect(window.getByTestId('preview-dialog').getByRole('dialog')).toBeVisible()
  await nothingHappened()
  await window.keyboard.press('Escape')

  // Two versions that differ in a step, side by side: the run has saved the first.
  await window.getByTestId(`outline-update${MARKUP}`).click()
  await window.getByTestId('step-name').fill(`${MARKUP} again`)
  await window.keyboard.press('Control+s')
  await expect(window.getByTestId('save-state')).toHaveText(/^Version \d+$/)
  await window.getByTestId('more').click()
  await window.getByTestId('versions-of-open').click()
  await window.getByTestId('compare-version-1').click()
  await expect(window.getByTestId('compare-counts')).toBeVisible()
  await window.locator('[data-testid^="change-step:"]').first().click()
  await nothingHappened()
})
