let context: CanvasRenderingContext2D | null | undefined
const FAMILY = "'Inter Variable', Inter, system-ui, sans-serif, 'Noto Color Emoji'"

/** How wide a text is in our font, in pixels of its size. */
export function textWidth(text: string, size: number, weight = 400): number {
  context ??= globalThis.document.createElement('canvas').getContext('2d')
  if (!context) return text.length * size * 0.56
  context.font = `${weight} ${size}px ${FAMILY}`
  return context.measureText(text).width
}

/** A text as lines that are no wider than that; the last of `most` lines says by "…" that there is more. Words too long for a line are cut. */
export function linesOf(text: string, width: number, { size, weight = 400, most }: { size: number; weight?: number; most: number }): string[] {
  const fits = (line: string) => textWidth(line, size, weight) <= width
  const lines: string[] = []
  const words = text.split(/\s+/).filter((word) => word !== '')
  let line = ''
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (lines.length === most - 1) return [...lines, shortened(longer, fits)]
    if (line !== '') lines.push(line)
    line = fits(word) ? word : shortened(word, fits)
  }
  return line === '' ? lines : [...lines, line]
}

/** As much of the text as fits, with "…". */
function shortened(text: string, fits: (line: string) => boolean): string {
  const characters = [...text]
  let [low, high] = [0, characters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(`${characters.slice(0, middle).join('')}…`)) low = middle
    else high = middle - 1
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`
}
