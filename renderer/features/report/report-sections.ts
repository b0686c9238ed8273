/** The parts of a report that can be left out and put into another order. */
export const SECTIONS = ['comment', 'headline', 'journey', 'funnel', 'outcomes', 'ways', 'time', 'goals', 'groups', 'weeks', 'messages', 'rhythm', 'pressure', 'splits', 'assumptions', 'notices'] as const
export type SectionId = (typeof SECTIONS)[number]

/** The sections in the order that was chosen; those it does not name, of a later version, come where they are by default. */
export function inOrder(chosen: readonly string[]): SectionId[] {
  const order = chosen.filter((id): id is SectionId => (SECTIONS as readonly string[]).includes(id)) // as: looked up among other texts
  for (const [place, id] of SECTIONS.entries()) if (!order.includes(id)) order.splice(Math.min(place, order.length), 0, id)
  return order
}

/** The order with a section one place up (-1) or down (1); the same at either end. */
export function moved(order: readonly SectionId[], id: SectionId, by: -1 | 1): SectionId[] {
  const from = order.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  const next = [...order]
  next.splice(from, 1)
  next.splice(to, 0, id)
  return next
}
