// Draws build/icons/icon.svg, and icon-small.svg where there is little room, into the PNG sizes that the packages need. Run it after changing the drawing; the results are committed.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumLaunchOptions } from '../config/chromium.ts'
import { root } from './prepare.mjs'

const folder = join(root, 'build', 'icons')
const drawing = (name) => readFileSync(join(folder, name), 'utf8')
const large = drawing('icon.svg')
const small = drawing('icon-small.svg')
mkdirSync(join(folder, 'png'), { recursive: true })
const browser = await chromium.launch(chromiumLaunchOptions())
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${size <= 32 ? small : large}`)
  await page.screenshot({ path: join(folder, 'png', `${size}x${size}.png`), omitBackground: true })
  await page.close()
}
await browser.close()
