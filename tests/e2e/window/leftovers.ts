import type { Page } from '@playwright/test'
import { templates } from '../../../engine/templates/index.ts'
import { SHOP_JOURNEY } from '../scenes/playback.ts'
import { WELCOME } from '../scenes/publish.ts'
import { JOURNEY } from './screens.ts'

/** Words that are the same in every language: names of products and formats, keys, and what the browser itself writes of dates and currencies. */
const SAME_EVERYWHERE = [
  'Rehearsal', 'Liquid', 'JSON', 'CSV', 'JSONL', 'NDJSON', 'SQL', 'UTC', 'HTML', 'PNG', 'SVG', 'PDF', 'XState', 'Mermaid', 'Markdown', 'URL', 'API', 'SMS', 'WhatsApp', 'webhook', 'widget', 'ISO', 'RFC', 'MCP', 'RAM', 'DuckDB', 'SQLite', 'MIT', 'GitHub', 'Chromium', 'Electron', 'Node',
  'Dittofeed', 'Braze', 'Klaviyo', 'OneSignal', 'PostHog', 'Customer.io', 'Iterable', 'Salesforce', 'Passo', 'Netmera', 'Insider', 'Adobe', 'MoEngage', 'CleverTap', 'Acme', 'Ada',
  'Ctrl', 'Shift', 'Alt', 'Enter', 'Esc', 'Escape', 'Tab', 'Home', 'End', 'Del', 'Delete', 'Backspace', 'Space', 'PgUp', 'PgDn', 'Page', 'Up', 'Down', 'Left', 'Right',
  'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Sept', 'Oct', 'Nov', 'Dec', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun',
  'January', 'February', 'March', 'April', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday',
  'ago', 'yesterday', 'minute', 'minutes', 'hour', 'hours', 'day', 'days', 'and', 'or', 'kB', 'MB', 'GB', 'Europe', 'Istanbul', 'Turkish Lira', 'Euro', 'English', 'Türkçe', 'Rehearse', 'localhost', 'http', 'https', 'ordered', 'null', 'true', 'false',
]

/** What the walks themselves type, and what the engine calls data it makes. */
const NAMES = ['Hi {{ profle.firstName | upcase }}', '{{ profle.firstName | upcase }}', 'Passo Dükkan, 20,000 synthetic members', 'More', 'Why', 'this', 'season', 'somebody', 'regular', 'passing', 'JSON Lines', 'Parquet', 'linux', 'POST', 'dropped', 'city', 'weeks', 'Ankara', 'other', 'Adobe Journey Optimizer', 'PostHog Workflows', 'Salesforce Marketing Cloud', 'HTTP service']

/** What the journeys and data of the walks call things: nobody translates these. */
const DOCUMENTS = [...templates.map(({ document, population, people, claim }) => ({ document, population, people, scenario: claim?.scenario, company: claim?.source?.company })), SHOP_JOURNEY, WELCOME, JOURNEY]
const OWN_WORDS = [...new Set([...DOCUMENTS.flatMap((one) => stringsOf(one)), ...NAMES])].filter((text) => text.length > 1 && /[a-z]/i.test(text))

function stringsOf(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value)
  else if (Array.isArray(value)) for (const one of value) stringsOf(one, found)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      found.push(key)
      stringsOf(member, found)
    }
  }
  return found
}

/**
 * Texts of the window in disguise (`pseudo`) that were never translated, and translated ones that are cut off with nothing to say the rest: each once, with where it
 * stands. A translated text has no plain letter left.
 */
export async function leftovers(page: Page): Promise<string[]> {
  const shown = await page.evaluate(textsShown)
  const plain = shown.flatMap(({ text, what, where }) => (restOf(text) === '' ? [] : [`${what}: ${text.slice(0, 120)}  <${where}>`]))
  return [...new Set([...plain, ...(await page.evaluate(cutTexts))])]
}

const owned = OWN_WORDS.toSorted((a, b) => b.length - a.length)
const same = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${SAME_EVERYWHERE.map((word) => word.replaceAll('.', String.raw`\.`)).join('|')})(?![\p{L}\p{N}_])`, 'gu')
const remembered = new Map<string, string>()

/** What of a text is plain words that nobody owns. */
function restOf(text: string): string {
  let rest = remembered.get(text)
  if (rest !== undefined) return rest
  rest = text
  if (/[A-Za-z]{2}/.test(rest)) for (const own of owned) if (rest.includes(own)) rest = withoutWord(rest, own)
  // Ids, codes, versions, paths and addresses are no words.
  rest = rest.replaceAll(same, ' ').replaceAll(/\S*[\d_/\\@$.{}=]\S*/g, ' ')
  const found = /(?<![\p{L}\p{N}])[A-Za-z]{3,}(?![\p{L}\p{N}])/u.test(rest) ? rest.trim() : ''
  remembered.set(text, found)
  return found
}

function withoutWord(text: string, word: string): string {
  let rest = text
  for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word, at + 1)) {
    const [before, after] = [rest.charAt(at - 1), rest.charAt(at + word.length)]
    if (!/[\p{L}\p{N}_]/u.test(before) && !/[\p{L}\p{N}_]/u.test(after)) rest = `${rest.slice(0, at)} ${rest.slice(at + word.length)}`
  }
  return rest
}

/** Runs in the page: every text that people see or hear, with where it stands. Notes and articles are somebody's own, titles of pages are in their language; code is the same in every one. */
function textsShown(): { text: string; what: string; where: string }[] {
  const OWN = 'a[lang], code, pre, kbd, .cm-content, [data-own], [data-testid^="article-"], [data-testid="notices"], [data-testid="payload-text"], [data-testid="report-text"], .react-flow__attribution, [data-testid^="note-"], [data-testid="comments"], [data-testid^="contents-"], [data-testid="journey-picture"], [data-testid="flow-chart"], [data-testid="case-failures"] li, time'
  const whereIs = (element: Element) => element.closest('[data-testid]')?.getAttribute('data-testid') ?? element.tagName.toLowerCase()
  const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('[aria-hidden="true"]')
  const found: { text: string; what: string; where: string }[] = []
  const add = (element: Element, what: string, text: string | null) => {
    if (text !== null && text.trim() !== '') found.push({ text: text.trim().replaceAll(/\s+/g, ' '), what, where: whereIs(element) })
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (element.matches('script, style') || element.closest(OWN) || !isShown(element)) continue
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) add(element, 'text', node.textContent)
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-description', 'alt']) add(element, name, element.getAttribute(name))
  }
  add(document.body, 'title of the page', document.title)
  return found
}

/** Runs in the page: translated texts that are cut off where nothing says the rest, and words of a button that stick out of it. */
function cutTexts(): string[] {
  const isTranslated = (text: string) => /[áƀçđéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýž]{2}|~/.test(text)
  const whereIs = (element: Element) => element.closest('[data-testid]')?.getAttribute('data-testid') ?? element.className.toString()
  const found: string[] = []
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '').join('').trim()
    if (own === '' || !isTranslated(own) || element.closest('svg, .cm-content') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const box = element.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    const style = getComputedStyle(element)
    const isCut = style.overflowX !== 'visible' && (element.scrollWidth > element.clientWidth + 1 || (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 3))
    const hint = element.closest('[title], [aria-label], [aria-describedby], [data-testid="save-state"]') // what has a hint of the window's own says the rest there
    if (isCut && !['auto', 'scroll'].includes(style.overflowX) && hint === null) found.push(`cut off: ${own.slice(0, 60)}  <${whereIs(element)}>`)
    const control = element.closest<HTMLElement>('button, [role="button"], [role="tab"], [role="menuitem"], label, input')
    // A letter or two of a day, with the whole name as a hint, have no room to grow and need none.
    if (control && control.title === '' && style.overflowX === 'visible') {
      const range = document.createRange()
      range.selectNodeContents(element)
      const [words, frame] = [range.getBoundingClientRect(), control.getBoundingClientRect()]
      if (words.right > frame.right + 2 || words.bottom > frame.bottom + 3 || words.left < frame.left - 2) found.push(`sticks out: ${own.slice(0, 60)}  <${whereIs(element)}>`)
    }
  }
  for (const control of document.body.querySelectorAll<HTMLElement>('button, input, [role="tab"]')) {
    if (control.closest('.react-flow, [role="tablist"]') || !control.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const { left, right, width } = control.getBoundingClientRect()
    if (width > 1 && left < innerWidth && left >= 0 && right > innerWidth + 2) found.push(`off the window: ${(control.textContent ?? '').slice(0, 40)}  <${whereIs(control)}>`)
  }
  return [...new Set(found)]
}
