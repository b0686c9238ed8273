#!/usr/bin/env node
// `npx rehearse` links the file that package.json names when it is first called and keeps that link, so it has to exist before the build.
import { existsSync } from 'node:fs'

const launcher = new URL('../../dist/cli/rehearse.js', import.meta.url)
if (existsSync(launcher)) await import(launcher.href)
else {
  console.error('rehearse is not built yet. Run: npm ci && npm run build')
  process.exitCode = 1
}
