const SHIPPED = 'Inter Variable'
const read = new Map<string, Promise<string>>()

/** The style that brings along the parts of our font which the text needs, so that a picture looks the same elsewhere; empty if they cannot be had. */
export async function fontsFor(text: string): Promise<string> {
  const characters = [...new Set(text)].map((character) => character.codePointAt(0)!)
  const parts = fontFaces().filter(({ ranges }) => characters.some((code) => ranges.some(([from, to]) => code >= from && code <= to)))
  const faces = await Promise.all(
    parts.map(async ({ address, unicodeRange }) => {
      const data = await embedded(address).catch(() => '')
      return data === '' ? '' : `@font-face{font-family:'${SHIPPED}';font-weight:100 900;font-display:swap;src:url(${data}) format('woff2');unicode-range:${unicodeRange}}`
    }),
  )
  return faces.join('')
}

interface FontPart { address: string; unicodeRange: string; ranges: (readonly [number, number])[] }

/** The parts of the font as the style sheets of the window name them. */
function fontFaces(): FontPart[] {
  return [...globalThis.document.styleSheets].flatMap((sheet) => {
    if (sheet.href !== null && !sheet.href.startsWith(globalThis.location.origin) && !sheet.href.startsWith('app:')) return []
    return [...sheet.cssRules].flatMap((rule): FontPart[] => {
      if (!(rule instanceof CSSFontFaceRule) || !rule.style.getPropertyValue('font-family').includes(SHIPPED)) return []
      const [, address] = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src')) ?? []
      const unicodeRange = rule.style.getPropertyValue('unicode-range')
      return address === undefined || unicodeRange === '' ? [] : [{ address: new URL(address, sheet.href ?? globalThis.location.href).href, unicodeRange, ranges: rangesOf(unicodeRange) }]
    })
  })
}

function rangesOf(unicodeRange: string): (readonly [number, number])[] {
  return unicodeRange.split(',').map((part) => {
    const [from = '0', to = from] = part.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
  })
}

function embedded(address: string): Promise<string> {
  const known = read.get(address)
  if (known) return known
  const reading = fetch(address).then(async (answer) => {
    const bytes = new Uint8Array(await answer.arrayBuffer())
    let binary = ''
    for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return `data:font/woff2;base64,${btoa(binary)}`
  })
  read.set(address, reading)
  return reading
}
