import { fontsFor } from './picture-fonts.ts'
import { plainColour } from './picture-colour.ts'
import { linesOf } from './picture-text.ts'

const INHERITED = [
  'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'paint-order', 'font-family', 'font-size', 'font-weight', 'font-style', 'opacity', 'fill-opacity', 'stroke-opacity',
  'dominant-baseline', 'text-anchor', 'letter-spacing', 'font-variant-numeric', 'display',
] as const
const SCALE = 2
const PADDING = 16
const LINE = 20
const MOST_NOTE_LINES = 4
/** Pictures of more pixels than this along a side no browser draws; they get a smaller scale. */
const LARGEST_SIDE = 16_000

/** What stands above and below a chart when it leaves the window. */
export interface PictureWords {
  title: string
  /** Where the figures come from; what they rest on if that is an assumption. */
  notes: readonly string[]
}

/** A chart of the window as an SVG document that needs nothing else, in the colours of the theme it is shown in. */
export async function svgOf(chart: SVGSVGElement, words?: PictureWords): Promise<Blob> {
  return new Blob([(await drawn(chart, words)).text], { type: 'image/svg+xml' })
}

/** The same as a PNG of twice its size. */
export async function pictureOf(chart: SVGSVGElement, words?: PictureWords): Promise<Blob> {
  const { text, width, height } = await drawn(chart, words)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = globalThis.document.createElement('canvas')
  const scale = Math.min(SCALE, LARGEST_SIDE / Math.max(width, height))
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this window cannot draw pictures')
  // A font is looked for where a letter of it is first drawn, and comes too late for that drawing: the second one has it.
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came out'))), 'image/png'))
}

async function drawn(chart: SVGSVGElement, words: PictureWords | undefined): Promise<{ text: string; width: number; height: number }> {
  const [width, height] = sizeOf(chart)
  const copy = withLooks(chart)
  const head = words === undefined ? 0 : LINE + 8
  const notes = (words?.notes ?? []).flatMap((note) => linesOf(note, width, { size: 14, most: MOST_NOTE_LINES }))
  const foot = notes.length === 0 ? 0 : notes.length * LINE + 4
  const whole = { width: width + 2 * PADDING, height: height + head + foot + 2 * PADDING }
  const [inner, picture] = [copy, svgElement('svg', { xmlns: 'http://www.w3.org/2000/svg', width: whole.width, height: whole.height, viewBox: `0 0 ${whole.width} ${whole.height}` })]
  for (const [name, value] of Object.entries({ x: PADDING, y: PADDING + head, width, height, overflow: 'visible' })) inner.setAttribute(name, String(value))
  const token = tokens()
  const text = (content: string, y: number, looks: Record<string, string | number>) => {
    const line = svgElement('text', { x: PADDING, y, 'font-family': token('--font'), 'font-size': 14, fill: plainColour(token('--text-2')).colour, ...looks })
    line.textContent = content
    return line
  }
  picture.append(
    svgElement('rect', { width: whole.width, height: whole.height, fill: plainColour(token('--surface')).colour }),
    ...(words === undefined ? [] : [text(linesOf(words.title, width, { size: 14, weight: 600, most: 1 })[0] ?? '', PADDING + 14, { 'font-weight': 600, fill: plainColour(token('--text')).colour })]),
    inner,
    ...notes.map((note, index) => text(note, PADDING + head + height + 4 + LINE * (index + 1) - 4, {})),
  )
  const fonts = await fontsFor(picture.textContent ?? '')
  if (fonts !== '') {
    const style = svgElement('style', {})
    style.textContent = fonts
    picture.prepend(style)
  }
  return { text: new XMLSerializer().serializeToString(picture), ...whole }
}

/** In its own pixels where it has a size of its own, however large it is shown. */
function sizeOf(chart: SVGSVGElement): [width: number, height: number] {
  const { width, height } = chart.viewBox.baseVal
  if (width > 0 && height > 0) return [width, height]
  const box = chart.getBoundingClientRect()
  return [box.width, box.height]
}

/** A copy in which every shape takes its looks along: a picture has no style sheet. */
function withLooks(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement // as: a clone of an svg element
  const originals = [chart, ...chart.querySelectorAll<SVGElement>('*')]
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  copies.forEach((element, index) => {
    const style = getComputedStyle(originals[index]!)
    for (const property of INHERITED) element.setAttribute(property, style.getPropertyValue(property))
    for (const property of ['fill', 'stroke'] as const) {
      const value = style.getPropertyValue(property)
      // A pattern or a gradient is named, not a colour.
      if (value.startsWith('url(')) continue
      const { colour, alpha } = plainColour(value)
      element.setAttribute(property, colour)
      if (alpha < 1) element.setAttribute(`${property}-opacity`, String(alpha * Number(style.getPropertyValue(`${property}-opacity`) || 1)))
    }
    element.removeAttribute('class')
    element.removeAttribute('style')
    for (const name of element.getAttributeNames()) if (name.startsWith('data-')) element.removeAttribute(name)
  })
  return copy
}

function tokens(): (name: string) => string {
  const style = getComputedStyle(globalThis.document.documentElement)
  return (name) => style.getPropertyValue(name).trim()
}

function svgElement(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = globalThis.document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
