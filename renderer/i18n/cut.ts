/** Characters of a name or a sentence that a list, a card or a notice shows: no text of a document may fill the window, or keep it busy. */
const LONGEST = 300

/** A text as long as it is read in passing; the whole stands in its own field. */
export function cut(text: string, longest = LONGEST): string {
  return text.length > longest ? `${text.slice(0, longest).replace(/\p{Surrogate}/gu, '')}…` : text
}
