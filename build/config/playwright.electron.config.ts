import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '../../tests/e2e/electron',
  outputDir: '../../test-results/electron',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json']],
})
