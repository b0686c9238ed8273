// Pictures of windows have few colours: kept as a palette of 256 a picture takes a third of the room, and nobody sees a difference.
import { deflateSync, inflateSync, crc32 } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256

/** The same picture with a palette. `png`: eight bits a channel, RGB or RGBA, not interlaced, as browsers write it; what lies behind is left out. */
export function withFewColours(png) {
  const { width, height, pixels } = read(png)
  const counts = new Map()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const boxes = cut([...counts])
  const place = new Map()
  boxes.forEach((box, index) => box.forEach(([colour]) => place.set(colour, index)))
  const palette = Buffer.concat(boxes.map(meanOf))
  const rows = Buffer.alloc(height * (width + 1)) // each row begins with its filter, none
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + x + 1] = place.get(pixels[y * width + x])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8) // eight bits, palette
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** Colours with their counts in at most 256 boxes: that with the widest channel, weighted by how much of the picture it is, is cut at its middle pixel, again and again. */
function cut(colours) {
  const boxes = [boxOf(colours)]
  while (boxes.length < COLOURS) {
    const next = boxes.reduce((most, box) => (box.weight > most.weight ? box : most))
    if (next.weight === 0) break
    const sorted = next.colours.toSorted(([a], [b]) => channel(a, next.widest) - channel(b, next.widest))
    const half = next.total / 2
    let seen = 0
    let index = 0
    while (index < sorted.length - 1 && (index === 0 || seen + sorted[index][1] <= half)) seen += sorted[index++][1]
    boxes.splice(boxes.indexOf(next), 1, boxOf(sorted.slice(0, index)), boxOf(sorted.slice(index)))
  }
  return boxes.map((box) => box.colours)
}

function boxOf(colours) {
  let total = 0
  const low = [255, 255, 255]
  const high = [0, 0, 0]
  for (const [colour, count] of colours) {
    total += count
    for (const part of [0, 1, 2]) {
      low[part] = Math.min(low[part], channel(colour, part))
      high[part] = Math.max(high[part], channel(colour, part))
    }
  }
  const widths = high.map((top, part) => top - low[part])
  const widest = widths.indexOf(Math.max(...widths))
  // Rare colours far apart (an icon, a line) count nearly as much as large plain areas.
  return { colours, total, widest, weight: colours.length < 2 ? 0 : widths[widest] ** 2 * Math.sqrt(total) }
}

function meanOf(colours) {
  const total = colours.reduce((sum, [, count]) => sum + count, 0)
  return Buffer.from([0, 1, 2].map((part) => Math.round(colours.reduce((sum, [colour, count]) => sum + channel(colour, part) * count, 0) / total)))
}

/** `part`: 0 red, 1 green, 2 blue of a colour as 0xRRGGBB. */
function channel(colour, part) {
  return (colour >> (16 - 8 * part)) & 255
}

/** `pixels`: colours as 0xRRGGBB, row by row. */
function read(png) {
  const data = []
  let header
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    if (type === 'IHDR') header = png.subarray(at + 8, at + 8 + length)
    if (type === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (header[8] !== 8 || (header[9] !== 2 && header[9] !== 6) || header[12] !== 0) throw new Error('a PNG of eight bits a channel without interlacing is needed')
  const bytes = header[9] === 2 ? 3 : 4
  const lines = unfiltered(inflateSync(Buffer.concat(data)), width * bytes, height, bytes)
  const pixels = new Uint32Array(width * height)
  for (let index = 0; index < pixels.length; index++) pixels[index] = (lines[index * bytes] << 16) | (lines[index * bytes + 1] << 8) | lines[index * bytes + 2]
  return { width, height, pixels }
}

/** Takes back what each row was filtered with: its left neighbour, that above, both, or whichever of three is nearest. */
function unfiltered(raw, stride, height, bytes) {
  const lines = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= bytes ? lines[at - bytes] : 0
      const above = y > 0 ? lines[at - stride] : 0
      const corner = x >= bytes && y > 0 ? lines[at - stride - bytes] : 0
      const guess = filter === 1 ? left : filter === 2 ? above : filter === 3 ? (left + above) >> 1 : filter === 4 ? nearest(left, above, corner) : 0
      lines[at] = raw[y * (stride + 1) + 1 + x] + guess
    }
  }
  return lines
}

function nearest(left, above, corner) {
  const sum = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)]
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
