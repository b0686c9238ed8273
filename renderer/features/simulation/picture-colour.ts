/** A colour that every program knows, and how much of it covers what is below. */
export interface PlainColour {
  /** `#rrggbb`, or `none`. */
  colour: string
  /** 0 to 1. */
  alpha: number
}

const known = new Map<string, PlainColour>()
let context: CanvasRenderingContext2D | null | undefined

/** A CSS colour such as `oklch(…)` or `rgb(… / 6%)`, which browsers draw and most other programs do not, as they all do. */
export function plainColour(css: string): PlainColour {
  if (css === 'none' || css === 'transparent' || css === '') return { colour: 'none', alpha: 1 }
  let plain = known.get(css)
  if (plain === undefined) known.set(css, (plain = measured(css)))
  return plain
}

/** A browser tells what a colour is by drawing it. */
function measured(css: string): PlainColour {
  context ??= globalThis.document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) return { colour: css, alpha: 1 }
  context.clearRect(0, 0, 1, 1)
  context.fillStyle = css
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data
  if (alpha === 0) return { colour: 'none', alpha: 1 }
  return { colour: `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`, alpha: Math.round((alpha / 255) * 1000) / 1000 }
}
