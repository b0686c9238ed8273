/** Colours the cards, or takes the colour away. */
export const HEAT_KEYS = 'H'
