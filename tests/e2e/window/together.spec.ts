import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { dropJourney } from './forms.ts'
import { expect, test } from './served-window.ts'
import { SHOP, writeShopEvents } from './shop-events.ts'

const greets = (id: string, name: string, rest: object = {}) => ({
  format: 'journey',
  formatVersion: 1,
  id,
  name,
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', template: { title: 'Hello' }, next: 'out' }, out: { kind: 'exit' } },
  ...rest,
})

async function importFile(page: Page, path: string): Promise<void> {
  await page.getByTestId('dataset-chip').click()
  await page.getByTestId('chip-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-files').click()
  await (await chooser).setFiles(path)
  await page.getByTestId('import-start').click()
  await page.getByTestId('import-done').click()
}

test('journeys that run together share their caps; what they did together and what was not sent is shown', async ({ window, folder }) => {
  await dropJourney(window, greets('welcome', 'Welcome'))
  await expect(window.getByTestId('journey-name')).toHaveValue('Welcome')
  await dropJourney(window, greets('offer', 'Offer', { policies: { caps: [{ channel: '*', count: 1, within: 'P1D' }], priority: -1 } }))
  await expect(window.getByTestId('journey-name')).toHaveValue('Offer')

  await importFile(window, writeShopEvents(folder))

  await window.getByTestId('run').click()
  await expect(window.getByTestId('numbers-hi')).toHaveText(/^40/)
  await window.getByTestId('tab-together').click()
  await expect(window.getByTestId('choose-together')).toContainText('Welcome')
  await expect(window.getByTestId('suppressed-hi')).toHaveCount(0)

  await window.getByTestId('run-together').click()
  await window.getByTestId('together-welcome').click()
  await expect(window.getByTestId('together-welcome')).toHaveAttribute('aria-checked', 'true')
  await window.keyboard.press('Escape')
  await expect(window.getByTestId('stale-hint')).toBeVisible()
  await window.getByTestId('run').click()

  // The other journey is first by priority, so the cap of this one is full before its message.
  await expect(window.getByTestId('suppressed-hi')).toHaveAccessibleName(`${SHOP.people} not sent, ${SHOP.people} over a cap, show who`)
  await window.getByTestId('tab-together').click()
  await expect(window.getByTestId('together-row-welcome')).toContainText(String(SHOP.people))
  await expect(window.getByTestId('together')).toContainText('this one')
  await expect(window.getByTestId('pressure')).toContainText('No day is over the cap of 1 a day')
  await expect(window.getByTestId('pressure-chart')).toBeVisible()
  await window.getByTestId('tab-messages').click()
  await expect(window.getByTestId('messages-hi')).toContainText(`${SHOP.people} over a cap`)
  await expect(window.getByTestId('stale-hint')).toHaveCount(0)
})

test('a journey a step goes through runs along by itself', async ({ window, folder }) => {
  await dropJourney(window, greets('child', 'The child'))
  await expect(window.getByTestId('journey-name')).toHaveValue('The child')
  await dropJourney(window, greets('parent', 'The parent', { steps: { hi: { kind: 'journey', journey: 'child', next: 'out' }, out: { kind: 'exit' } } }))
  await expect(window.getByTestId('journey-name')).toHaveValue('The parent')
  await window.getByTestId('run-together').click()
  await expect(window.getByTestId('together-child')).toHaveAttribute('aria-checked', 'true')
  await expect(window.getByTestId('together-child')).toContainText('a step goes through it')
  await window.keyboard.press('Escape')

  await importFile(window, writeShopEvents(folder))
  await window.getByTestId('run').click()
  await window.getByTestId('tab-together').click()
  await expect(window.getByTestId('together-row-child')).toContainText('The child')
})

test('who was held back stands beside the goals, and a time zone nobody knows is reported', async ({ window, folder }) => {
  await dropJourney(window, greets('held', 'Held', {
    goals: [{ id: 'bought', event: 'purchase', value: 'price', window: 'P7D' }],
    policies: { holdout: { share: 1 } },
    steps: {
      hi: { kind: 'message', channel: 'push', template: { title: 'Hello' }, next: 'morning' },
      morning: { kind: 'delay', until: { time: '09:00' }, next: 'out' },
      out: { kind: 'exit' },
    },
  }))
  await expect(window.getByTestId('journey-name')).toHaveValue('Held')
  const path = join(folder, 'zones.csv')
  const rows = ['ann', 'bob', 'cem'].flatMap((who) => [`${who},2026-11-01T00:00:00Z,$set,Mars/Olympus,`, `${who},2026-11-01T01:00:00Z,signup,,`])
  writeFileSync(path, ['profileId,at,name,timeZone,price', ...rows, 'ann,2026-11-03T01:00:00Z,purchase,,20'].join('\n'))
  await importFile(window, path)
  await window.getByTestId('run').click()
  await expect(window.getByTestId('suppressed-hi')).toHaveAccessibleName('3 not sent, 3 held back, show who')
  await expect(window.getByTestId('run-notice')).toHaveText('The time zones of 3 people are not known by their names; the journey’s was taken (UTC).')
  await window.getByTestId('tab-goals').click()
  await expect(window.getByTestId('holdout-holdout')).toHaveText('Held back: no message3133.3 %6.67')
  await expect(window.getByTestId('holdout-others')).toHaveText('Everybody else00––')
})
