import type { Differences } from '../../../engine/core/report/differences.ts'

/** What happens where the figure that is looked at stays the same: people leave a step by another port, other figures change, or nothing at all does. */
export type Otherwise = { kind: 'way'; nodeId: string; people: number } | { kind: 'figures' } | { kind: 'nothing' }

/**
 * What a change does beside the figure that stays the same. `people`: how many at least leave that step by another port than before, the step with the most
 * of them; only counts of both sides are known, so those who changed places with each other are not among them.
 */
export function otherwise({ nodes, edges, rows }: Differences): Otherwise {
  const moved = new Map<string, { more: number; fewer: number }>()
  for (const [id, { people }] of Object.entries(edges)) {
    const change = (people.after ?? 0) - (people.before ?? 0)
    const nodeId = id.slice(0, id.lastIndexOf(':'))
    const { more, fewer } = moved.get(nodeId) ?? { more: 0, fewer: 0 }
    moved.set(nodeId, { more: more + Math.max(0, change), fewer: fewer + Math.max(0, -change) })
  }
  const [most] = [...moved].map(([nodeId, { more, fewer }]) => ({ nodeId, people: Math.min(more, fewer) })).sort((a, b) => b.people - a.people)
  if (most !== undefined && most.people > 0) return { kind: 'way', ...most }
  const differs = ({ before, after }: { before: number | null; after: number | null }) => before !== after
  const isOther = rows.some(differs) || [...Object.values(nodes), ...Object.values(edges)].some(({ people }) => differs(people))
  return { kind: isOther ? 'figures' : 'nothing' }
}
