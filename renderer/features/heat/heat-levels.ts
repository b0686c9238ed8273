import type { Overlay, StepNumbers } from '../../../engine/core/report/overlay.ts'

/** What cards can be coloured by. */
export const METRICS = ['people', 'share', 'dropOff', 'waiting', 'dwell', 'sent', 'suppressed', 'credited'] as const
export type Metric = (typeof METRICS)[number]

/** A card's figure, and how far it is from 0 to the largest: 0 to 1. */
export interface Heat { value: number; level: number }

/** Counts grow by orders of magnitude from step to step; on a square root scale small ones can still be told apart. Shares and times are as they are. */
const BY_ROOT: ReadonlySet<Metric> = new Set<Metric>(['people', 'dropOff', 'waiting', 'sent', 'credited'])

/** By node id; a node the metric says nothing of is not listed. `most`: the largest value, 0 if there is none. */
export function heatLevels(metric: Metric, { steps, dropOffs }: Overlay): { nodes: Readonly<Record<string, Heat>>; most: number } {
  const values = Object.entries(steps).flatMap(([id, numbers]): [string, number][] => {
    const value = valueOf(metric, numbers, Object.hasOwn(dropOffs, id) ? dropOffs[id]! : 0)
    return value === undefined ? [] : [[id, value]]
  })
  const most = values.reduce((largest, [, value]) => Math.max(largest, value), 0)
  const level = (value: number) => (most === 0 ? 0 : BY_ROOT.has(metric) ? Math.sqrt(value / most) : value / most)
  return { nodes: Object.fromEntries(values.map(([id, value]) => [id, { value, level: level(value) }])), most }
}

function valueOf(metric: Metric, numbers: StepNumbers, dropOff: number): number | undefined {
  const { entered, shareOfEntrants, waiting, medianDwellMs, sent, suppressed, credited, asked } = numbers
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0)
  // Entries let people in and do nothing else; only messages are sent.
  if (metric === 'people') return entered
  if (metric === 'share') return shareOfEntrants
  if (asked !== null) return undefined
  const due = sent + sum(suppressed)
  switch (metric) {
    case 'dropOff': return dropOff
    case 'waiting': return waiting
    case 'dwell': return medianDwellMs ?? undefined
    case 'sent': return due === 0 ? undefined : sent
    case 'suppressed': return due === 0 ? undefined : sum(suppressed) / due
    case 'credited': return due === 0 ? undefined : sum(credited)
  }
}
