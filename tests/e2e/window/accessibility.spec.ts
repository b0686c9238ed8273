import { seriousViolations } from './axe.ts'
import { addCondition, choose, dropJourney, openForm } from './forms.ts'
import { expect, test } from './served-window.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('the start screen, the data page and the editor with results have no serious accessibility violations', async ({ window }) => {
      await expect(window.getByTestId('sample')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])

      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('no-data')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('import-data').click()
      await expect(window.getByTestId('choose-files')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.keyboard.press('Escape')

      await window.getByTestId('make-people').click()
      await window.getByTestId('population-example').click()
      await expect(window.getByTestId('population-summary')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.keyboard.press('Escape')

      await window.getByTestId('rail-start').click()
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])

      await window.getByTestId('rail-start').click()
      await expect(window.getByTestId('journeys')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('catalogue')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
    })

    test('the forms, with errors in them, and the help have no serious accessibility violations', async ({ window }) => {
      await dropJourney(window, JOURNEY)
      await expect(window.getByTestId('step-wait')).toBeVisible()
      for (const part of ['reentry', 'exits', 'segments', 'stages', 'quiet', 'caps', 'consent', 'holdout', 'calendar']) await window.getByTestId(`fold-${part}`).click()
      await window.getByTestId('fold-segment-loyal').click()
      expect(await seriousViolations(window)).toEqual([])

      await openForm(window, 'entry:in')
      await choose(window, 'trigger-kind', 'A time comes')
      await window.getByTestId('recurrence-time').fill('noonish')
      await addCondition(window, 'abandoned')
      expect(await seriousViolations(window)).toEqual([])
      for (const id of ['wait', 'deal', 'hi', 'until', 'call']) {
        await openForm(window, id)
        expect(await seriousViolations(window), id).toEqual([])
      }
      await window.getByTestId('tab-problems').click()
      await window.getByTestId('rail-help').click()
      await window.getByTestId('help-checks').click()
      await expect(window.getByTestId('checks')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
    })
  })
}

const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'forms',
  name: 'Forms',
  stages: [{ id: 'first', name: 'First' }],
  segments: { loyal: { name: 'Loyal', when: { all: [{ did: 'purchase', within: 'P1Y', sum: { property: 'price', op: 'gte', value: 500 } }, { not: { attribute: 'country', op: 'in', value: ['TR', 'DE'] } }] } } },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }, { id: 'again', trigger: { kind: 'api', name: 'again' }, next: 'wait' }],
  reentry: { kind: 'afterExit', cooldown: 'P1D', limit: { count: 3, within: 'P30D' } },
  goals: [{ id: 'ordered', event: 'purchase', value: 'price', window: 'P7D' }],
  exits: [{ id: 'left', segment: 'loyal' }, { id: 'unsubscribed', event: 'unsubscribe' }],
  policies: { quietHours: { from: '22:00', to: '08:00' }, caps: [{ channel: '*', count: 3, within: 'P1M', calendar: true }], consent: { push: 'pushOptIn' }, holdout: { share: 0.05 }, priority: 1 },
  steps: {
    wait: { kind: 'waitFor', stage: 'first', branches: [{ id: 'view', event: 'view', where: { weekday: [1, 2] } }, { id: 'loyal', segment: 'loyal', next: 'deal' }], next: undefined, look: 'P1D', timeout: { after: 'PT1H', next: 'until' } },
    deal: { kind: 'split', variants: [{ id: 'a', weight: 2, next: 'hi' }, { id: 'b', weight: 1 }], autoWinner: { after: 'P7D', metric: 'ordered', minimum: 100 } },
    hi: { kind: 'message', channel: 'push', variants: [{ id: 'a', weight: 1, template: { title: 'Hi', image: 'x.png' } }, { id: 'b', weight: 1 }] },
    until: { kind: 'delay', until: { time: '09:00', weekday: 1 }, next: 'call' },
    call: { kind: 'webhook', url: 'https://example.com', body: { id: 1 } },
  },
}
