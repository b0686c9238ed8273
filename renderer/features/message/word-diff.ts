import { piecesOf } from '../../../engine/core/diff/text-pieces.ts'

/** A stretch of text, and whether the other text has it, too. */
export interface Stretch { text: string; isOwn: boolean }

/** What differs between two texts, word by word: the stretches of each, in order; put together they are the text again. */
export function wordDiff(a: string, b: string): { a: Stretch[]; b: Stretch[] } {
  const pieces = piecesOf(wordsOf(a), wordsOf(b))
  const side = (own: 'removed' | 'added') => joined(pieces.filter(({ kind }) => kind === 'same' || kind === own).map(({ kind, text }) => ({ text, isOwn: kind === own })))
  return { a: side('removed'), b: side('added') }
}

/** Blanks between two words of its own belong to them: "10 % off" is one stretch. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = []
  stretches.forEach(({ text, isOwn }, index) => add(whole, text, isOwn || (text.trim() === '' && stretches[index - 1]?.isOwn === true && stretches[index + 1]?.isOwn === true)))
  return whole.flatMap(({ text, isOwn }) => {
    const words = text.trimEnd()
    return isOwn && words !== '' && words !== text ? [{ text: words, isOwn }, { text: text.slice(words.length), isOwn: false }] : [{ text, isOwn }]
  }).reduce<Stretch[]>((merged, { text, isOwn }) => (add(merged, text, isOwn), merged), [])
}

/** Words with the blanks behind them, markup as one word each. */
function wordsOf(text: string): string[] {
  return text.match(/\{\{[^}]*\}\}|\{%[^%]*%\}|[^\s{]+|\s+|\{/g) ?? []
}

function add(stretches: Stretch[], text: string, isOwn: boolean): void {
  const last = stretches.at(-1)
  if (last?.isOwn === isOwn) last.text += text
  else stretches.push({ text, isOwn })
}
