import { join } from 'node:path'
import type { Page, WebSocket } from '@playwright/test'
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

/** Cancels what is under way, and waits until the engine has taken note. */
async function cancel(page: Page, socket: WebSocket): Promise<void> {
  const heard = socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes('"cancelled":true'))
  await page.getByTestId('publish-cancel').click()
  await heard
}

test('what was done although it was cancelled is shown as it is: how far a publication came, and that a journey was activated', async ({ page, door }) => {
  const stub = await startStub('dittofeed')
  try {
    const connecting = page.waitForEvent('websocket')
    await page.goto(door.address)
    const socket = await connecting
    await expect(page.getByTestId('start')).toBeVisible()
    await openWelcome(page)
    const last = stub.hold({ method: 'PUT', path: /journeys/ })
    await publishTo(page, stub)
    await last.arrived
    await cancel(page, socket)
    last.release()
    await expect(page.getByTestId('apply-interrupted')).toContainText('3 of 3 things are done.')
    await page.getByTestId('go-on').click()
    await expect(page.getByTestId('apply-done')).toBeVisible()

    await page.getByTestId('to-live').click()
    await expect(page.getByTestId('no-drift')).toBeVisible()
    await page.getByTestId('action-activate').click()
    const activating = stub.hold({ method: 'PUT', path: /journeys/ })
    await page.getByTestId('confirm-action').click()
    await activating.arrived
    await cancel(page, socket)
    activating.release()
    await expect(page.getByTestId('action-stopped')).toContainText(/may have been done before that\.\s*What it does there now: Live/)
    await expect(page.getByTestId('confirm-action')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('platform-status')).toHaveText('Live')
  } finally {
    await stub.close()
  }
})

test('what was published once is planned again as it was, whatever is open, until the open journey is asked for', async ({ window: page }) => {
  const stub = await startStub('dittofeed')
  try {
    await openWelcome(page)
    await publishTo(page, stub)
    await expect(page.getByTestId('apply-done')).toBeVisible()
    await page.getByTestId('publish-to-history').click()
    await page.getByTestId('roll-back').click()
    await expect(page.getByTestId('plan')).toBeVisible()
    await page.getByTestId('make-plan').click()
    await expect(page.getByTestId('plan')).toBeVisible()
    await expect(page.getByTestId('plan-origin')).toContainText('as it was on')
    await page.getByTestId('plan-open').click()
    await expect(page.getByTestId('plan')).toBeVisible()
    await expect(page.getByTestId('plan-origin')).toHaveCount(0)
  } finally {
    await stub.close()
  }
})
