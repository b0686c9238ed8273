import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

/** How the tests start Chromium: the system's own where there is one (the shell without a window is a quarter lighter), else the one Playwright manages (`npx playwright install chromium`). */
export function chromiumLaunchOptions(): LaunchOptions {
  const candidates = [process.env['REHEARSAL_CHROMIUM'], '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path))
  return {
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...(executablePath === undefined ? {} : { executablePath }),
  }
}
