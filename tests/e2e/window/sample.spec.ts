import { expect, test } from './served-window.ts'
import { numbersOf } from './canvas.ts'

test('the sample opens rehearsed: numbers on every card, a funnel that falls, outcomes that add up', async ({ window }) => {
  await window.getByTestId('open-sample').click()

  await expect(window.getByTestId('journey-name')).toHaveValue(/Passo Dükkan/)
  await expect(window.getByTestId('run-facts')).toContainText('kernel')
  await expect(numbersOf(window, 'entry:signed-up')).toContainText('20.0 k')
  await expect(numbersOf(window, 'first-hour')).toContainText('100.0 %')

  const bars = await window.getByTestId('funnel').getAttribute('aria-label')
  const reached = [...(bars ?? '').matchAll(/ ([\d,]+) \(/g)].map(([, count]) => Number(count?.replaceAll(',', '')))
  expect(reached).toHaveLength(5)
  expect(reached[0]).toBe(20_000)
  expect(reached).toEqual([...reached].sort((a, b) => b - a))
  expect(reached[4]).toBeGreaterThan(0)

  await window.getByTestId('copy-figures').click()
  await window.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await window.getByTestId('copy-csv').click()
  await expect(window.getByText('Copied')).toBeVisible()
  const csv = await window.evaluate(() => navigator.clipboard.readText())
  const outcomes = csv.split('\n').filter((line) => line.startsWith('outcome,')).map((line) => Number(line.split(',')[3]))
  expect(outcomes.reduce((sum, count) => sum + count, 0)).toBe(20_000)
})

test('the results show goals, variants and messages beside the funnel', async ({ window }) => {
  await window.getByTestId('open-sample').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
  const results = window.getByTestId('results')

  await results.getByRole('tab', { name: 'Goals' }).click()
  await expect(window.getByTestId('goal-ordered')).toContainText('within 14 days')
  await results.getByRole('tab', { name: 'Splits' }).click()
  await expect(window.getByTestId('split-reminder-text')).toContainText('A: cart is waiting')
  await results.getByRole('tab', { name: 'Messages' }).click()
  await expect(window.getByTestId('messages-push-welcome')).toContainText('Welcome discount')
})

test('making the sample can be cancelled and leaves nothing behind', async ({ window }) => {
  // Both clicks in the page: on a fast machine the data are made before a second message from here arrives.
  await window.getByTestId('open-sample').evaluate((open: HTMLElement) => {
    const watch = new MutationObserver(() => {
      const cancel = document.querySelector<HTMLElement>('[data-testid="making"] button')
      if (!cancel) return
      watch.disconnect()
      cancel.click()
    })
    watch.observe(document.body, { childList: true, subtree: true })
    open.click()
  })

  await expect(window.getByTestId('open-sample')).toBeVisible()
  await expect(window.getByTestId('template-error')).toHaveCount(0)
  await window.getByTestId('rail-data').click()
  await expect(window.getByTestId('no-data')).toBeVisible()
})
