import { expect } from '@playwright/test'
import type { DesktopEngine } from '../../../engine/api/desktop.ts'
import { methods } from '../../../engine/api/contract.ts'
import { test } from './desktop-app.ts'

interface DesktopWindow {
  rehearsal: DesktopEngine
  restarts: string[]
}

test('the bridge has one function for each method of the contract', async ({ shared: { window } }) => {
  const names = await window.evaluate(() => Object.keys((window as unknown as DesktopWindow).rehearsal))
  expect(names.toSorted()).toEqual([...Object.keys(methods), 'on'].toSorted())
})

test('the engine answers the window, and refuses with a code and a message', async ({ shared: { window } }) => {
  const info = await window.evaluate(() => (window as unknown as DesktopWindow).rehearsal['app.info']({}))
  expect(info.platform).toBe(process.platform)

  const error = await window.evaluate(() =>
    (window as unknown as DesktopWindow).rehearsal['journeys.get']({ id: 'not-there' }).then(
      () => null,
      (reason: { code: string; message: string; help: string }) => reason,
    ),
  )
  expect(error).toEqual({ code: expect.any(String), message: expect.any(String), help: expect.any(String) })
})

test('a crash of the engine is reported to the window, the engine is restarted and the window keeps its state', async ({ desktop: { app, window } }) => {
  await window.evaluate(() => {
    const page = window as unknown as DesktopWindow
    page.restarts = []
    page.rehearsal.on('host.restarted', ({ reason }) => page.restarts.push(reason))
    document.body.dataset['kept'] = 'yes'
  })
  await window.evaluate(() => (window as unknown as DesktopWindow).rehearsal['app.info']({}))

  const engineProcess = () =>
    app.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().find((metric) => metric.name === 'Rehearsal engine')?.pid)
  const before = await engineProcess()
  if (before === undefined) throw new Error('The engine host is not running.')
  // Stopped first, so that the call is certainly under way when it dies.
  process.kill(before, 'SIGSTOP')
  const underWay = window.evaluate(() =>
    (window as unknown as DesktopWindow).rehearsal['app.info']({}).then(
      () => 'answered',
      (error: { code: string }) => error.code,
    ),
  )
  await window.evaluate(() => undefined)
  process.kill(before, 'SIGKILL')
  expect(await underWay).toBe('HOST_CRASHED')

  await expect.poll(() => window.evaluate(() => (window as unknown as DesktopWindow).restarts.length)).toBe(1)
  const info = await window.evaluate(() => (window as unknown as DesktopWindow).rehearsal['app.info']({}))
  expect(info.platform).toBe(process.platform)
  expect(await engineProcess()).not.toBe(before)
  expect(await window.evaluate(() => document.body.dataset['kept'])).toBe('yes')
})
