const INHERITED = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'paint-order', 'font-family', 'font-size', 'font-weight', 'opacity', 'dominant-baseline', 'font-variant-numeric'] as const
const SCALE = 2
const PADDING = 16

/** A chart of the window as a PNG of twice its size, in the colours of the theme it is shown in. */
export async function pictureOf(chart: SVGSVGElement): Promise<Blob> {
  const { width, height } = chart.getBoundingClientRect()
  const copy = chart.cloneNode(true) as SVGSVGElement // as: a clone of an svg element
  // A picture has no style sheet: every shape takes its looks along.
  const originals = chart.querySelectorAll<SVGElement>('*')
  copy.querySelectorAll<SVGElement>('*').forEach((element, index) => {
    const style = getComputedStyle(originals[index]!)
    for (const property of INHERITED) element.setAttribute(property, style.getPropertyValue(property))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const canvas = globalThis.document.createElement('canvas')
  canvas.width = (width + 2 * PADDING) * SCALE
  canvas.height = (height + 2 * PADDING) * SCALE
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this window cannot draw pictures')
  context.fillStyle = getComputedStyle(globalThis.document.documentElement).getPropertyValue('--surface')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, PADDING * SCALE, PADDING * SCALE, width * SCALE, height * SCALE)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came out'))), 'image/png'))
}
