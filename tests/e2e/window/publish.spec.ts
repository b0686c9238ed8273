import { join } from 'node:path'
import { startStub } from '../../platforms/all-stubs.ts'
import { openWelcome, publishTo } from '../scenes/publish.ts'
import { expect, openDoor, test } from './served-window.ts'

test('what was ended in the middle is offered at the next start, goes on, and makes nothing twice', async ({ folder, page }) => {
  const stub = await startStub('dittofeed')
  const workspace = join(folder, 'left')
  const first = await openDoor(workspace)
  try {
    await page.goto(first.address)
    await expect(page.getByTestId('start')).toBeVisible()
    await openWelcome(page)
    const held = stub.hold({ method: 'PUT', path: /templates/ })
    await publishTo(page, stub)
    await held.arrived
    first.kill()
    held.commitAndDrop()
    const second = await openDoor(workspace)
    await page.goto(second.address)
    await expect(page.getByTestId('interrupted-notice')).toContainText('stopped in the middle')
    await page.getByTestId('interrupted-notice').getByRole('button').click()
    await expect(page.getByTestId('publication')).toHaveAttribute('data-state', 'interrupted')
    await page.getByTestId('resume-publication').click()
    await expect(page.getByTestId('apply-done')).toBeVisible()
    expect([stub.things('segment').length, stub.things('template').length, stub.journeys().length]).toEqual([1, 1, 1])
    await expect(page.getByTestId('rail-publish')).toHaveAttribute('aria-label', 'Publishing')
    await second.stop()
  } finally {
    await first.stop()
    await stub.close()
  }
})
