import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Only what is wrong is told apart by element, and no style sheet is fetched again. */
const QUICK = { resultTypes: ['violations'], preload: false }

/** Rules about colours: all that can differ between light and dark. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds serious or critical, each with the elements it means; and text under 14 px, which it does not measure (axis labels: 12 px). Looked at as the window
 * is, and once more in the dark for what depends on colours.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  await loadAxe(page)
  const found = [...(await violationsOf(page, {})), ...(await page.evaluate(smallTexts))]
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  const inTheDark = await violationsOf(page, { runOnly: OF_COLOURS })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor()
  return [...found, ...inTheDark.map((one) => `in the dark: ${one}`)]
}

/** The same for another language, which has the same colours and sizes: names, roles, languages and order alone. */
export async function structuralViolations(page: Page): Promise<string[]> {
  await loadAxe(page)
  return violationsOf(page, { rules: Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }])) })
}

async function violationsOf(page: Page, options: object): Promise<string[]> {
  const { violations } = await page.evaluate((asked) => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(asked), { ...QUICK, ...options })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`))
}

/** Text that does not stand out from what is behind it by 7:1 (large text: 4.5:1), as high contrast asks. */
export async function weakContrasts(page: Page): Promise<string[]> {
  await loadAxe(page)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: ['color-contrast-enhanced'], rules: { 'color-contrast-enhanced': { enabled: true } } }),
  )
  return violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`))
}

/** The content security policy forbids script elements, not what the debugger evaluates. */
async function loadAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
}

/** Runs in the page: every element with text of its own that is set too small to read. */
function smallTexts(): string[] {
  const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 1
  const hasText = (element: Element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')
  return [...document.body.querySelectorAll('*')]
    .filter((element) => hasText(element) && isShown(element))
    .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < (element instanceof SVGElement ? 12 : 14))
    .map((element) => `text of ${getComputedStyle(element).fontSize}: ${element.tagName} ${(element.textContent ?? '').slice(0, 60)}`)
}
