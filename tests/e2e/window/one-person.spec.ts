import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { dropJourney, openForm, write } from './forms.ts'
import { expect, test } from './served-window.ts'
import { writeShopEvents } from './shop-events.ts'

// Everybody signs up, the first at midnight, one an hour; every second looks at a product half an hour later: too late for this wait.
const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'late',
  name: 'Late lookers',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'look' }],
  policies: { quietHours: { from: '22:00', to: '08:00' } },
  steps: {
    look: { kind: 'waitFor', name: 'A look', branches: [{ id: 'looked', event: 'product_view', next: 'thanks' }], timeout: { after: 'PT20M', next: 'asked' } },
    thanks: { kind: 'exit', name: 'Thanks' },
    asked: { kind: 'branch', name: 'Any purchase?', branches: [{ id: 'buyer', when: { did: 'purchase' }, next: 'thanks' }], else: 'hi' },
    hi: { kind: 'message', name: 'Come and look', channel: 'push', template: { title: 'Hello' }, next: 'out' },
    out: { kind: 'exit', name: 'The end', outcome: 'asked' },
  },
}

async function runOnShop(page: Page, folder: string, journey: object = JOURNEY): Promise<void> {
  await dropJourney(page, journey)
  await expect(page.getByTestId('step-out')).toBeVisible()
  await page.getByTestId('dataset-chip').click()
  await page.getByTestId('chip-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-files').click()
  await (await chooser).setFiles(writeShopEvents(folder))
  await page.getByTestId('import-start').click()
  await page.getByTestId('import-done').click()
  await page.getByTestId('run').click()
  await expect(page.getByTestId('run-facts')).toBeVisible()
}

const happenings = (page: Page) => page.getByTestId('happening')
const visitsOf = (page: Page, nodeId: string) => page.getByTestId(`step-${nodeId}`).getByTestId('visits')

test('one person is picked from those there are, and told of with reasons and near misses, the way lit on the canvas', async ({ window, folder }) => {
  await runOnShop(window, folder)
  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await expect(window.getByTestId('person-empty')).toContainText('Pick one person of this run')
  await expect(window.getByTestId('person-empty').getByTestId('person-m0')).toBeVisible()

  await window.getByTestId('person-id').fill('m00')
  await window.getByTestId('person-id').press('Enter')
  await expect(window.getByTestId('person-unknown')).toContainText('Nobody in these data is called “m00”')
  await window.getByTestId('person-unknown').getByTestId('person-m0').click()
  await expect(window.getByTestId('person-id')).toHaveValue('m0')
  await expect(window.getByTestId('person-summary')).toContainText('This journey was entered once')
  await expect(window.getByTestId('person-summary')).toContainText('Ended as asked')

  // It came in at midnight, so the message waits for the morning.
  await expect(happenings(window).nth(0)).toContainText('Enters by in: signup came.')
  await expect(happenings(window).nth(2)).toContainText('Leaves A look by timeout after 20 min')
  await expect(window.getByTestId('near-miss')).toHaveText('Nearly It would have left by looked had product_view come 10 min earlier: it came on Sun 1 Nov 2026, 00:30.')
  await expect(happenings(window).filter({ hasText: 'is held back until Sun 1 Nov 2026, 08:00' })).toContainText('in the quiet hours from 22:00 to 08:00')
  await expect(happenings(window).filter({ hasText: 'Push Come and look is sent.' })).toBeVisible()

  const branch = happenings(window).filter({ hasText: 'Any purchase?' })
  await expect(branch).toContainText('goes by else, as nothing else holds.')
  await expect(branch.getByTestId('reasons')).toHaveCount(0)
  await branch.getByRole('button', { name: /^Why: / }).click()
  await expect(branch.getByTestId('reasons')).toContainText('not buyer')
  await expect(branch.getByTestId('reasons')).toContainText('does not hold no purchase; wanted: at least one')

  await expect(visitsOf(window, 'entry:in')).toHaveText('1')
  await expect(visitsOf(window, 'out')).toHaveText('5')
  await expect(window.getByTestId('step-thanks')).not.toHaveAttribute('data-lit')
  await expect(window.getByTestId('edge-look:timeout')).toHaveAttribute('data-lit', 'true')
  await expect(window.getByTestId('edge-look:looked')).not.toHaveAttribute('data-lit')

  await window.getByTestId('whole-way').click()
  await expect(window.getByTestId('step-entry:in')).toBeInViewport({ ratio: 0.99 })
  await expect(window.getByTestId('step-out')).toBeInViewport({ ratio: 0.99 })
  await branch.getByRole('button', { name: /^Any purchase/ }).click()
  await expect(window.getByTestId('step-asked')).toHaveAttribute('data-selected', 'true')
  await expect(window.getByTestId('step-asked')).toBeInViewport({ ratio: 0.99 })

  await window.getByTestId('group-results').click()
  await expect(window.getByTestId('visits')).toHaveCount(0)
  await expect(window.getByTestId('edge-look:timeout')).not.toHaveAttribute('data-lit')
  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await expect(visitsOf(window, 'look')).toHaveText('2')
})

test('somebody who came to the selected step is found; a step nobody came to offers nobody', async ({ window, folder }) => {
  await runOnShop(window, folder)
  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await expect(window.getByTestId('person-at')).toHaveCount(0)
  await openForm(window, 'hi')
  await window.getByTestId('person-at').click()
  await expect(happenings(window).filter({ hasText: 'Push Come and look is sent.' })).toBeVisible()
  const first = await window.getByTestId('person-id').inputValue()
  await window.getByTestId('person-other').click()
  await expect(window.getByTestId('person-id')).not.toHaveValue(first)
  await openForm(window, 'thanks')
  await expect(window.getByTestId('person-at')).toBeDisabled()
})

test('the document that was run is told of, whatever was edited since; another run tells of the same person anew', async ({ window, folder }) => {
  await runOnShop(window, folder)
  await openForm(window, 'hi')
  await write(window, 'step-name', 'Another name')
  await window.getByTestId('step-asked').click()
  await window.keyboard.press('Delete')
  await expect(window.getByTestId('stale-hint')).toBeVisible()

  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await window.getByTestId('person-m1').click()
  await expect(window.getByTestId('one-person')).toContainText('Told of the journey as it was run, before your last edits.')
  await expect(happenings(window).filter({ hasText: 'Come and look' }).first()).toBeVisible()
  // A step that is gone is told of, but cannot be gone to.
  await expect(happenings(window).filter({ hasText: 'Any purchase?' })).toBeVisible()
  await expect(window.getByTestId('person-timeline').getByRole('button', { name: /^Any purchase/ })).toHaveCount(0)
  await expect(window.getByTestId('person-timeline').getByRole('button', { name: /^Waits at/ })).toHaveCount(1)

  await window.getByTestId('run').click()
  await expect(window.getByTestId('stale-hint')).toHaveCount(0)
  await expect(window.getByTestId('person-id')).toHaveValue('m1')
  await expect(happenings(window).filter({ hasText: 'Any purchase?' })).toHaveCount(0)
})

test('of several journeys each entry says which it belongs to, and only the open one is lit', async ({ window, folder }) => {
  await dropJourney(window, {
    ...JOURNEY, id: 'other', name: 'The other', policies: {},
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'product_view' }, next: 'out' }],
    steps: { out: { kind: 'exit', name: 'Elsewhere' } },
  })
  await expect(window.getByTestId('journey-name')).toHaveValue('The other')
  await runOnShop(window, folder)
  await window.getByTestId('run-together').click()
  await window.getByTestId('together-other').click()
  await window.keyboard.press('Escape')
  await window.getByTestId('run').click()
  await expect(window.getByTestId('tab-together')).toBeVisible()
  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await window.getByTestId('person-m0').click()

  const elsewhere = happenings(window).filter({ hasText: 'Elsewhere' })
  await expect(elsewhere).toBeVisible()
  await expect(window.getByTestId('person-timeline')).toContainText('The other')
  await expect(elsewhere.getByRole('button')).toHaveCount(0)
  await expect(visitsOf(window, 'entry:in')).toHaveText('1')
  await expect(visitsOf(window, 'out')).toHaveText('5')

  await window.getByTestId('pass-other-1').click()
  await expect(happenings(window)).toHaveCount(2)
  await expect(window.getByTestId('visits')).toHaveCount(0)
  await window.getByTestId('pass-other-1').click()
  await expect(visitsOf(window, 'out')).toHaveText('5')
})

test('a question that takes long says so and can be stopped; one that fails says why and can be asked again', async ({ window, folder }) => {
  await runOnShop(window, folder)
  const held: (() => void)[] = []
  let answer: 'hold' | 'refuse' | 'pass' = 'pass'
  await window.routeWebSocket(/\/engine$/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const { id, method } = JSON.parse(String(message)) as { id: number; method: string } // as: what the window sends
      if (method !== 'runs.explain' || answer === 'pass') return server.send(message)
      if (answer === 'hold') return void held.push(() => server.send(message))
      socket.send(JSON.stringify({ id, ok: false, error: { code: 'E_NOT_FOUND', message: 'the data of this run are gone', help: 'import them again' } }))
    })
  })
  await window.reload()
  await window.getByTestId('journeys').getByRole('button', { name: /Late lookers/ }).first().click()
  await window.getByTestId('toggle-results').click()
  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await expect(window.getByTestId('person-m0')).toBeVisible()

  answer = 'hold'
  await window.getByTestId('person-m0').click()
  await expect(window.getByTestId('person-asking')).toContainText('Reading what happened to m0')
  await expect(window.getByTestId('person-asking').getByRole('progressbar')).toBeVisible()
  await window.getByTestId('person-stop').click()
  await expect(window.getByTestId('person-asking')).toHaveCount(0)
  answer = 'refuse'
  for (const release of held) release()
  await window.getByTestId('person-m2').click()
  await expect(window.getByTestId('person-problem')).toContainText('the data of this run are gone')
  await expect(window.getByTestId('person-problem')).toContainText('import them again')
  answer = 'pass'
  await window.getByTestId('person-problem').getByRole('button', { name: 'Try again' }).click()
  await expect(window.getByTestId('person-id')).toHaveValue('m2')
  await expect(happenings(window).first()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('the keyboard alone gets through a person’s story, and axe finds nothing serious in it', async ({ window, folder }) => {
      await runOnShop(window, folder)
      await window.keyboard.press('ControlOrMeta+Shift+E')
      await expect(window.getByTestId('person-id')).toBeFocused()
      await window.keyboard.type('m0')
      await window.keyboard.press('Enter')
      await expect(happenings(window).first()).toBeVisible()

      const sentences = window.locator('[data-sentence]')
      await sentences.first().focus()
      await window.keyboard.press('Enter')
      await expect(window.getByTestId('step-entry:in')).toHaveAttribute('data-selected', 'true')
      for (let down = 0; down < 3; down++) await window.keyboard.press('ArrowDown')
      await expect(sentences.nth(3)).toBeFocused()
      await window.keyboard.press('ArrowRight')
      await expect(window.getByTestId('reasons')).toHaveCount(1)
      await window.keyboard.press('ArrowLeft')
      await expect(window.getByTestId('reasons')).toHaveCount(0)
      // The arrow keys moved along the story, not the selected card.
      await expect(window.getByTestId('undo')).toBeDisabled()
      await expect(window.getByRole('group', { name: /On the way of the person who is shown: 1$/ })).toHaveCount(1)

      await window.getByTestId('open-reasons').click()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('person-id').fill('nobody')
      await window.keyboard.press('Enter')
      await expect(window.getByTestId('person-unknown')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
    })
  })
}
