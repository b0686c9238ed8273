import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './chromium.ts'

export default defineConfig({
  testDir: '../../tests/e2e/window',
  outputDir: '../../test-results/window',
  // What hangs ends; how fast things are is measured in tests/bench. Machines differ by a factor of three.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  // One plays while another waits for its door, a picture or a timer; more than the processors would only wait for each other.
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // A test that passes only the second time is reported as flaky; on a busy machine it should not hold everything up.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list'], ['json']],
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'on-first-retry', // recording every action of every test costs a twentieth of the time
    launchOptions: chromiumLaunchOptions(),
  },
})
