import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '../../tests/e2e/electron',
  outputDir: '../../test-results/electron',
  timeout: 90_000,
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json']],
})
