import * as z from 'zod'

const count = z.int().min(0)

/** One way, while it is counted. `outcomes`: passes by how they ended, "active" for those under way. */
export interface CountedWay { steps: readonly string[]; isCut: boolean; passes: number; converted: number; outcomes: Map<string, number>; tookMs: number[] }

/**
 * Ways as streams from column to column: a pass stands in column n with the n-th place (step or stage) it came to, and at last with how it ended.
 * `kind` other: the rarer places of a column together; `more`: places beyond the last column.
 */
export const flowSchema = z.strictObject({
  columns: z.array(z.array(z.strictObject({ kind: z.enum(['place', 'end', 'other', 'more']), id: z.string(), passes: count }))),
  /** From a node of column `column` (its place in the list) to one of the next. */
  links: z.array(z.strictObject({ column: count, from: count, to: count, passes: count })),
})
export type WayFlow = z.infer<typeof flowSchema>
type FlowNode = WayFlow['columns'][number][number]

/** Columns that fit on a page, the ends included. */
export const MOST_COLUMNS = 7
/** Streams of a column that can be told apart. */
export const MOST_IN_COLUMN = 8

/** The streams of these ways; a step without a place is passed over, and so is one in the same place as the step before. */
export function flowOf(ways: readonly CountedWay[], placeOf: (step: string) => string | undefined): WayFlow {
  const walked = ways.flatMap(({ steps, isCut, outcomes }) => {
    const places = shownPlaces(steps, isCut, placeOf)
    return [...outcomes].map(([outcome, passes]) => ({ nodes: [...places, { kind: 'end' as const, id: outcome }], passes }))
  })
  const columns = Array.from({ length: MOST_COLUMNS }, (_, column) => columnOf(walked, column))
  const links = new Map<string, WayFlow['links'][number]>()
  for (const { nodes, passes } of walked) {
    for (let column = 0; column + 1 < nodes.length; column++) {
      const [from, to] = [indexIn(columns[column]!, nodes[column]!), indexIn(columns[column + 1]!, nodes[column + 1]!)]
      const key = `${column} ${from} ${to}`
      const link = links.get(key)
      if (link) link.passes += passes
      else links.set(key, { column, from, to, passes })
    }
  }
  return { columns: columns.filter((nodes) => nodes.length > 0), links: [...links.values()].sort((a, b) => a.column - b.column || a.from - b.from || a.to - b.to) }
}

type Place = Pick<FlowNode, 'kind' | 'id'>

function shownPlaces(steps: readonly string[], isCut: boolean, placeOf: (step: string) => string | undefined): Place[] {
  const places: Place[] = []
  for (const step of steps) {
    const id = placeOf(step)
    if (id !== undefined && places.at(-1)?.id !== id) places.push({ kind: 'place', id })
  }
  if (places.length < MOST_COLUMNS && !isCut) return places
  return [...places.slice(0, MOST_COLUMNS - 2), { kind: 'more', id: '' }]
}

/** Places of a column by falling passes, ends after them; the rarest together. */
function columnOf(walked: readonly { nodes: readonly Place[]; passes: number }[], column: number): FlowNode[] {
  const counts = new Map<string, FlowNode>()
  for (const { nodes, passes } of walked) {
    const node = nodes[column]
    if (node === undefined) continue
    const key = `${node.kind} ${node.id}`
    const known = counts.get(key)
    if (known) known.passes += passes
    else counts.set(key, { ...node, passes })
  }
  const sorted = [...counts.values()].sort((a, b) => Number(a.kind === 'end') - Number(b.kind === 'end') || b.passes - a.passes || (a.id < b.id ? -1 : 1))
  if (sorted.length <= MOST_IN_COLUMN) return sorted
  const kept = new Set([...sorted].sort((a, b) => b.passes - a.passes).slice(0, MOST_IN_COLUMN - 1))
  const passes = sorted.reduce((total, node) => (kept.has(node) ? total : total + node.passes), 0)
  return [...sorted.filter((node) => kept.has(node)), { kind: 'other', id: '', passes }]
}

function indexIn(column: readonly FlowNode[], { kind, id }: Place): number {
  const own = column.findIndex((node) => node.kind === kind && node.id === id)
  return own >= 0 ? own : column.findIndex((node) => node.kind === 'other')
}
