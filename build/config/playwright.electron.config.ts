import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '../../tests/e2e/electron',
  outputDir: '../../test-results/electron',
  // What hangs ends; how fast things are is measured in tests/bench. Machines differ by a factor of three.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  // An app of its own for each; most of a test is waiting for it.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // A test that passes only the second time is reported as flaky; on a busy machine it should not hold everything up.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list'], ['json']],
})
