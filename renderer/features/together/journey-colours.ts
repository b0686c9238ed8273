/** How each journey is drawn, by its place among those that ran: a colour and, so that nothing rests on colour alone, its place in the stack and its name. */
export const JOURNEY_COLOURS = ['var(--edge-traffic)', 'var(--entry)', 'var(--time)', 'var(--logic)', 'var(--end)'] as const

export function colourOfJourney(index: number): string {
  return JOURNEY_COLOURS[index % JOURNEY_COLOURS.length]!
}
