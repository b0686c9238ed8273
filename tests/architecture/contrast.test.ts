import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sheet = readFileSync(new URL('../../renderer/theme/tokens.css', import.meta.url), 'utf8')

/** The colours that a rule of the sheet sets, by token. */
function tokensOf(selector: string): Map<string, string> {
  const start = sheet.indexOf(`\n${selector} {`)
  const rule = sheet.slice(start, sheet.indexOf('\n}', start))
  return new Map([...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]))
}

const LIGHT = ":root[data-mantine-color-scheme='light']"
const DARK = ":root[data-mantine-color-scheme='dark']"
const MORE = ":root[data-contrast='more']"
const APPEARANCES = { light: [LIGHT], dark: [DARK], 'light, high contrast': [LIGHT, MORE], 'dark, high contrast': [DARK, MORE, `${MORE}[data-mantine-color-scheme='dark']`] }

/** What is written on what, a button that is pointed at included: that is drawn on no screen that axe looks at. */
const WRITTEN: readonly (readonly [text: string, ground: string])[] = [
  ...['accent', 'accent-hover', 'red-fill', 'red-fill-hover'].map((ground) => ['on-accent', ground] as const),
  ...['text', 'text-2', 'text-3', 'accent-text', 'red'].flatMap((text) => ['surface', 'surface-raised', 'surface-hover', 'surface-active', 'surface-sunken'].map((ground) => [text, ground] as const)),
  ['accent-text', 'accent-soft'], ['red', 'red-soft'],
]

/** WCAG 2.2, 1.4.3: relative luminance of `#rrggbb`, 0 to 1. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter! + 0.05) / (darker! + 0.05)
}

describe.each(Object.entries(APPEARANCES))('in %s', (name, selectors) => {
  const tokens = new Map(selectors.flatMap((selector) => [...tokensOf(selector)]))
  it.each(WRITTEN)(`%s can be read on %s`, (text, ground) => {
    expect(contrast(tokens.get(text)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(name.includes('high') ? 7 : 4.5)
  })
})
