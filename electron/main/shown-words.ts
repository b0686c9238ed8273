const LONGEST = 80
// Control characters, marks that turn writing around, line separators and halves of characters.
const UNSEEN = /[\p{Cc}\p{Surrogate}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** A text of a document as a title bar or a menu shows it: one line of at most 80 characters, without what would turn it into something else. */
export function shownWords(text: string): string {
  const line = text.slice(0, 10 * LONGEST).replace(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim()
  const letters = Array.from(line)
  return letters.length > LONGEST || text.length > 10 * LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : line
}
