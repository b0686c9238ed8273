import type { RunReport } from './report-store.ts'

type WayFlow = RunReport['ways']['bySteps']

/** A node of the streams as it is drawn, in pixels of the picture. */
export interface FlowBox { column: number; index: number; kind: WayFlow['columns'][number][number]['kind']; id: string; passes: number; x: number; y: number; height: number }
export interface FlowBand { key: string; from: FlowBox; to: FlowBox; passes: number; path: string }

export const FLOW_WIDTH = 800
export const NODE_WIDTH = 10
/** Room for the names right of the last column. */
export const LAST_NAMES = 128
/** From line to line of a name. */
export const NAME_LINE = 17
/** What two lines of a name and the count take; a thin stream is given that much room. */
const LEAST_ROW = 3 * NAME_LINE
const TALLEST = 300

/** Places nodes in their columns, as high as their passes, and the streams between them in an order in which they cross little. */
export function flowLayout({ columns, links }: WayFlow): { boxes: FlowBox[]; bands: FlowBand[]; height: number } {
  const most = Math.max(1, ...columns.map((nodes) => nodes.reduce((sum, { passes }) => sum + passes, 0)))
  const scale = TALLEST / most
  const step = columns.length < 2 ? 0 : (FLOW_WIDTH - NODE_WIDTH - LAST_NAMES) / (columns.length - 1)
  const placed: FlowBox[][] = []
  columns.forEach((nodes, column) => {
    const into = (index: number) => links.filter((link) => link.column === column - 1 && link.to === index)
    // Beside what most of them come from: the mean of the places before, by passes.
    const pull = (index: number) => {
      const all = into(index)
      const total = all.reduce((sum, { passes }) => sum + passes, 0)
      return total === 0 ? 0 : all.reduce((sum, { from, passes }) => sum + middle(placed[column - 1]!.find((box) => box.index === from)!) * passes, 0) / total
    }
    const order = nodes.map((_, index) => ({ index, pull: column === 0 ? index : pull(index) })).sort((a, b) => a.pull - b.pull || a.index - b.index)
    let floor = 0
    placed[column] = order.map(({ index }) => {
      const { kind, id, passes } = nodes[index]!
      const height = Math.max(2, passes * scale)
      const box: FlowBox = { column, index, kind, id, passes, x: column * step, y: floor, height }
      floor += Math.max(height, LEAST_ROW) + 6
      return box
    })
  })
  const boxes = placed.flat()
  const boxAt = (column: number, index: number) => placed[column]!.find((box) => box.index === index)!
  const leaving = new Map<FlowBox, number>()
  const arriving = new Map<FlowBox, number>()
  const pairs = links.map(({ column, from, to, passes }) => ({ from: boxAt(column, from), to: boxAt(column + 1, to), passes }))
  const starts = new Map(pairs.toSorted((a, b) => a.to.y - b.to.y).map((pair) => [pair, take(leaving, pair.from, pair.passes * scale)]))
  const ends = new Map(pairs.toSorted((a, b) => a.from.y - b.from.y).map((pair) => [pair, take(arriving, pair.to, pair.passes * scale)]))
  const bands = pairs.map((pair): FlowBand => {
    const { from, to, passes } = pair
    const width = Math.max(1, passes * scale)
    const [y1, y2] = [from.y + starts.get(pair)! + width / 2, to.y + ends.get(pair)! + width / 2]
    const [x1, x2] = [from.x + NODE_WIDTH, to.x]
    const bend = (x1 + x2) / 2
    const half = width / 2
    // An area and no thick line: a line that is wider than it is long bulges at its bends.
    const path = `M${x1} ${y1 - half}C${bend} ${y1 - half} ${bend} ${y2 - half} ${x2} ${y2 - half}V${y2 + half}C${bend} ${y2 + half} ${bend} ${y1 + half} ${x1} ${y1 + half}Z`
    return { key: `${from.column} ${from.index} ${to.index}`, from, to, passes, path }
  })
  return { boxes, bands, height: Math.max(LEAST_ROW, ...boxes.map(({ y, height }) => y + Math.max(height, LEAST_ROW))) }
}

function middle({ y, height }: FlowBox): number {
  return y + height / 2
}

function take(used: Map<FlowBox, number>, box: FlowBox, width: number): number {
  const at = used.get(box) ?? 0
  used.set(box, at + width)
  return at
}
