/**
 * A text as searches compare it: in small letters, without accents, every i alike. So "iptal" finds "İptal", "sure" finds "Süre" and "cafe"
 * finds "Café"; lower-casing alone makes two letters of an İ, which no search finds.
 */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/[\u0300-\u036F]/g, '').toLowerCase().replaceAll('ı', 'i')
}

/** Writes `replacement` wherever a search for `wanted` would find it, accents and case aside. An empty `wanted` is nowhere. */
export function replacedFolded(text: string, wanted: string, replacement: string): string {
  const sought = folded(wanted)
  if (sought === '') return text
  // Where each letter of the folded text came from; a letter and the accents behind it go together.
  const letters = [...text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)].map(([letter]) => letter)
  const found: number[] = []
  let plain = ''
  for (const [index, letter] of letters.entries()) {
    const one = folded(letter)
    plain += one
    for (let unit = 0; unit < one.length; unit++) found.push(index)
  }
  let written = ''
  let done = 0
  for (let at = plain.indexOf(sought); at >= 0; at = plain.indexOf(sought, at + sought.length)) {
    const [first, last] = [found[at]!, found[at + sought.length - 1]!]
    if (first < done) continue // half of a letter that is replaced already
    written += letters.slice(done, first).join('') + replacement
    done = last + 1
  }
  return written + letters.slice(done).join('')
}
