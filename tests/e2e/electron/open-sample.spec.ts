import { expect } from '@playwright/test'
import { templates } from '../../../engine/templates/index.ts'
import { endDesktopApp, launchDesktopApp, test } from './desktop-app.ts'

test('npm start opens the sample rehearsed, and the next start opens the same journey', async ({ home }) => {
  test.slow() // two launches, and 20,000 people to generate

  const first = await launchDesktopApp({ home, openSample: true })
  const entered = first.window.getByTestId('numbers-first-hour')
  await expect(entered).toContainText('20.0 k', { timeout: 60_000 })
  const numbers = (await entered.textContent())!
  await endDesktopApp(first.app)

  const second = await launchDesktopApp({ home, openSample: true })
  await expect(second.window.getByTestId('numbers-first-hour')).toHaveText(numbers, { timeout: 60_000 })
  const journeys = await second.window.evaluate(() => (window as unknown as { rehearsal: Record<string, (input: object) => Promise<unknown[]>> }).rehearsal['journeys.list']!({}))
  expect(journeys).toHaveLength(1)
  // What is not in view and what nobody waits for comes a moment later.
  const { entries, steps } = templates[0]!.document
  await expect(second.window.locator('.react-flow__node-step, .react-flow__node-entry')).toHaveCount(entries.length + Object.keys(steps).length)
  await second.window.getByTestId('rail-start').click()
  await expect(second.window.getByTestId(`template-${templates[1]!.id}`)).toBeVisible()
  await endDesktopApp(second.app)
})
