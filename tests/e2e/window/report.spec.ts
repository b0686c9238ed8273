import { expect, test } from './served-window.ts'

test.use({ colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' } })

test('the report prints as a document of its own: light, without the window around it, every page named and numbered', async ({ window }) => {
  await window.getByTestId('open-sample').click()
  await window.getByTestId('open-report').click()
  await expect(window.getByTestId('report-ways-table')).toBeVisible()
  await window.getByTestId('report-comment-field').fill('For the board')

  const scheme = () => window.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'))
  await window.evaluate(() => globalThis.dispatchEvent(new Event('beforeprint')))
  expect(await scheme()).toBe('light')
  await window.evaluate(() => globalThis.dispatchEvent(new Event('afterprint')))
  expect(await scheme()).toBe('dark')

  await window.emulateMedia({ media: 'print' })
  await expect(window.getByTestId('rail-report')).toBeHidden()
  await expect(window.getByTestId('report-panel')).toBeHidden()
  await expect(window.getByTestId('report-comment-field')).toBeHidden()
  await expect(window.getByText('For the board', { exact: true }).last()).toBeVisible()
  await expect(window.getByTestId('take-along').first()).toBeHidden()
  await window.emulateMedia({ media: null })

  const pdf = await window.pdf({ preferCSSPageSize: true, printBackground: true })
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(3)
})

test('printing asks the browser, and groups are chosen by what is known of people', async ({ window }) => {
  await window.getByTestId('open-sample').click()
  await window.getByTestId('open-report').click()
  await expect(window.getByTestId('parts-platform')).toBeVisible()
  await window.getByTestId('report-break-down').fill('source')
  await window.keyboard.press('Enter')
  await expect(window.getByTestId('parts-source')).toBeVisible()

  await window.evaluate(() => {
    globalThis.window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await window.getByTestId('report-print').click()
  await expect(window.locator('body')).toHaveAttribute('data-printed', 'yes')
})
