import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { numbersOf } from '../window/canvas.ts'
import { dropShop } from '../window/drop-data.ts'
import { dropJourney } from '../window/forms.ts'
import type { Scene } from './scene.ts'

/** Everybody signs up, one an hour from the midnight of 1 November on; half of them look at a product within the half hour, every tenth buys a day later. */
export const SHOP_JOURNEY: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'shop', name: 'The shop', reentry: { kind: 'once' },
  stages: [{ id: 'first', name: 'First' }, { id: 'later', name: 'Later' }],
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'look' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P3D' }],
  policies: { quietHours: { from: '22:00', to: '08:00' } },
  steps: {
    look: { kind: 'waitFor', name: 'A look', stage: 'first', branches: [{ id: 'looked', event: 'product_view', next: 'think' }], timeout: { after: 'PT2H', next: 'hi' } },
    think: { kind: 'delay', name: 'Think it over', stage: 'first', for: 'PT5H', next: 'out' },
    hi: { kind: 'message', name: 'Come and look', stage: 'later', channel: 'push', template: { title: 'Hello' }, next: 'out' },
    out: { kind: 'exit', name: 'The end', stage: 'later' },
  },
}

/** What a run of the journey finds that ends at that instant. */
function runUntil(folder: string, until: string) {
  const [, ...lines] = readFileSync(join(folder, 'shop.csv'), 'utf8').trim().split('\n')
  const events = lines.map((line) => line.split(',')).filter(([who, at]) => who !== '' && !Number.isNaN(Date.parse(at!)))
  const dataset = buildDataset(events.map(([who, at, name, price]) => ({ profileId: who!, at: Date.parse(at!), name: name!, properties: price ? { price: Number(price) } : {} })), [])
  return simulateWithKernel(SHOP_JOURNEY, dataset, { until: Date.parse(until) }).figures
}

/** People who came to a step, as its card says. */
const entered = async (page: Page, step: string) => Number((await numbersOf(page, step).innerText()).split('\n').find((word) => /^\d+$/.test(word.trim())))
const instant = (page: Page) => page.getByTestId('playback-instant')
const playButton = (page: Page) => page.getByTestId('playback-play')
const isPlaying = (page: Page) => expect(playButton(page)).toHaveAttribute('aria-label', 'Pause')
const isPaused = (page: Page) => expect(playButton(page)).toHaveAttribute('aria-label', 'Play what happened')

/** Every card and the funnel say what a run until then would have said. */
async function expectFiguresOf(page: Page, folder: string, until: string): Promise<void> {
  const { steps, instances } = runUntil(folder, until)
  for (const step of ['look', 'think', 'hi', 'out']) await expect.poll(() => entered(page, step), step).toBe(steps[step]!.entered)
  await expect(page.getByTestId('outcome-completed').getByRole('cell').nth(-2)).toHaveText(String(instances.outcomes['completed']))
}

/** The journey open, the shop's events chosen. */
export async function openShop(page: Page, folder: string): Promise<void> {
  await dropJourney(page, SHOP_JOURNEY)
  await expect(page.getByTestId('step-out')).toBeAttached()
  await dropShop(page, folder)
}

/** Goes to the bar with F6, if the keyboard is elsewhere, and in it from one to the next (or back) until that one has the focus. */
async function goTo(page: Page, testId: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let times = 0; times < 30; times++) {
    const { isInBar, here } = await page.evaluate(() => ({
      isInBar: Boolean(document.activeElement?.closest('[data-part="playback"]')),
      here: document.activeElement?.getAttribute('data-testid'),
    }))
    if (here === testId) return
    await page.keyboard.press(isInBar ? key : 'F6')
  }
  throw new Error(`no key leads to ${testId}`)
}

export const PLAYBACK_SCENES: readonly Scene[] = [
  {
    name: 'a run is played with the mouse: numbers run, stop, step back, and say at any instant what a run until then would say',
    async play({ page, folder }) {
      await openShop(page, folder)
      await page.getByTestId('run').click()
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await expect(page.getByTestId('landmark-firstGoal')).toBeVisible()
      expect(await entered(page, 'look')).toBe(40)

      await page.getByTestId('playback-speed').click()
      await page.getByRole('option', { name: '6 h / s' }).click()
      await playButton(page).click()
      await isPlaying(page)
      await expect.poll(() => entered(page, 'look')).toBeGreaterThan(4)
      await expect(page.getByTestId('tokens')).toBeAttached()
      await playButton(page).click()
      await isPaused(page)
      const [before, shown] = [await entered(page, 'look'), await instant(page).inputValue()]
      expect(before).toBeLessThan(40)
      expect(shown).toMatch(/^(Sun 1|Mon 2) Nov, \d\d:\d\d/)

      await page.getByTestId('playback-back').click()
      await expect(instant(page)).not.toHaveValue(shown)
      await page.getByTestId('playback-forward').click()
      await expect(page.getByTestId('playback-happening')).toContainText(/^m\d+ (leaves|comes|starts|gets|ends)/)
      // Nothing moves for people who want no motion: the way lights up.
      await expect(page.getByTestId('tokens')).toHaveAttribute('data-lit', /\d/)

      await instant(page).fill('1 Nov 12:30')
      await instant(page).press('Enter')
      await expect(instant(page)).toHaveValue('Sun 1 Nov, 12:30')
      await expectFiguresOf(page, folder, '2026-11-01T12:30Z')

      // A drag along the timeline, a third of the way, and its instant typed into a run.
      const track = (await page.getByTestId('playback-timeline').boundingBox())!
      await page.mouse.move(track.x + track.width * 0.8, track.y + 12)
      await page.mouse.down()
      await page.mouse.move(track.x + track.width / 3, track.y + 12, { steps: 8 })
      await expect(page.getByTestId('playback-hover')).toContainText('Nov 2026')
      await page.mouse.up()
      const dragged = Number(await page.getByTestId('playback-timeline').getAttribute('aria-valuenow'))
      await expectFiguresOf(page, folder, new Date(dragged).toISOString())

      await page.getByTestId('landmark-firstGoal').click()
      await expect(instant(page)).toHaveValue('Mon 2 Nov, 00:00')
      await page.getByTestId('tab-goals').click()
      await expect(page.getByTestId('goal-bought').getByRole('cell').nth(1)).toHaveText('1')
      await page.getByTestId('tab-funnel').click()
      await page.getByTestId('playback-whole').click()
      await expect(instant(page)).toHaveValue('')
      expect(await entered(page, 'look')).toBe(40)
    },
  },
  {
    name: 'a stretch is looped, and a run that is played to its end shows its own numbers again',
    only: 'browser',
    async play({ page, folder }) {
      await openShop(page, folder)
      await page.getByTestId('run').click()
      await expect(page.getByTestId('landmark-firstGoal')).toBeVisible()
      const track = (await page.getByTestId('playback-timeline').boundingBox())!
      await page.keyboard.down('Shift')
      await page.mouse.move(track.x + track.width * 0.3, track.y + 12)
      await page.mouse.down()
      await page.mouse.move(track.x + track.width * 0.4, track.y + 12, { steps: 6 })
      await page.mouse.up()
      await page.keyboard.up('Shift')
      await expect(page.getByTestId('playback-stretch')).toBeVisible()
      await expect(page.getByTestId('playback-loop')).toHaveAttribute('aria-pressed', 'true')
      await page.getByTestId('playback-speed').click()
      await page.getByRole('option', { name: '1 day / s' }).click()
      await playButton(page).click()
      const seen = new Set<number>()
      await expect.poll(async () => {
        seen.add(await entered(page, 'look'))
        return seen.size
      }).toBeGreaterThan(2)
      // 54 hours are played, one sign-up an hour.
      for (const people of seen) expect(people).toBeGreaterThanOrEqual(16)
      for (const people of seen) expect(people).toBeLessThanOrEqual(23)

      await page.getByTestId('playback-clear-stretch').click()
      await isPaused(page)
      await expect(instant(page)).toHaveValue('')
      expect(await entered(page, 'look')).toBe(40)
      expect(await entered(page, 'out')).toBe(40)
    },
  },
  {
    name: 'a run is played by keys alone: P runs and plays, J and L step, the timeline and the clock take keys',
    only: 'desktop',
    async play({ page, folder }) {
      await openShop(page, folder)
      await page.keyboard.press('p')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await isPlaying(page)
      await page.keyboard.press('k')
      await isPaused(page)

      await page.keyboard.press('Shift+Home')
      await expect(instant(page)).toHaveValue('Sun 1 Nov, 00:00')
      expect(await entered(page, 'look')).toBe(1)
      await page.keyboard.press('l')
      await expect(instant(page)).toHaveValue('Sun 1 Nov, 00:30')
      await expect(page.getByTestId('playback-happening')).toContainText('m0 leaves “A look” by “product_view”')
      await page.keyboard.press('l')
      await expect(instant(page)).toHaveValue('Sun 1 Nov, 01:00')
      expect(await entered(page, 'look')).toBe(2)
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await expect(instant(page)).toHaveValue('Sun 1 Nov, 00:00')
      await page.keyboard.press('Shift+L')
      await expect(instant(page)).toHaveValue('Mon 2 Nov, 00:00')
      await expectFiguresOf(page, folder, '2026-11-02T00:00Z')

      await goTo(page, 'playback-instant')
      await page.keyboard.type('soon')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('playback-instant-error')).toContainText('no day or time')
      await page.keyboard.press('Control+a')
      await page.keyboard.type('5 Dec 2030')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('playback-instant-error')).toContainText('Sun 1 Nov 2026, 00:00')
      await page.keyboard.press('Control+a')
      await page.keyboard.type('9:45')
      await page.keyboard.press('Enter')
      await expect(instant(page)).toHaveValue('Mon 2 Nov, 09:45')
      await expectFiguresOf(page, folder, '2026-11-02T09:45Z')

      await goTo(page, 'playback-timeline')
      await page.keyboard.press('Home')
      await expect(page.getByTestId('playback-timeline')).toHaveAttribute('aria-valuetext', 'Sun 1 Nov 2026, 00:00')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('PageUp')
      const there = Number(await page.getByTestId('playback-timeline').getAttribute('aria-valuenow'))
      await expectFiguresOf(page, folder, new Date(there).toISOString())
      await page.keyboard.press('Shift+ArrowRight')
      await expect(page.getByTestId('playback-stretch')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('playback-stretch')).toHaveCount(0)
      await page.keyboard.press('End')
      expect(await entered(page, 'look')).toBe(40)

      // Who that was, and why.
      await page.keyboard.press('j')
      await page.keyboard.press('l')
      await goTo(page, 'playback-why', 'Shift+Tab')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('person-summary')).toBeVisible()
    },
  },
]
