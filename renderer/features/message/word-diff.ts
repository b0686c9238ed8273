/** A stretch of text, and whether the other text has it, too. */
export interface Stretch { text: string; isOwn: boolean }

/** Longer texts are compared as one stretch: the table would not fit. */
const MOST_WORDS = 1500

/** What differs between two texts, word by word: the stretches of each, in order; put together they are the text again. */
export function wordDiff(a: string, b: string): { a: Stretch[]; b: Stretch[] } {
  const left = wordsOf(a)
  const right = wordsOf(b)
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return { a: whole(a, a !== b), b: whole(b, a !== b) }
  // common[i][j]: words both have from there to their ends, in order.
  const common = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) common[i]![j] = left[i] === right[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  }
  const result: { a: Stretch[]; b: Stretch[] } = { a: [], b: [] }
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      add(result.a, left[i++]!, false)
      add(result.b, right[j++]!, false)
    } else if (j >= right.length || (i < left.length && common[i + 1]![j]! >= common[i]![j + 1]!)) add(result.a, left[i++]!, true)
    else add(result.b, right[j++]!, true)
  }
  return { a: joined(result.a), b: joined(result.b) }
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

function whole(text: string, isOwn: boolean): Stretch[] {
  return text === '' ? [] : [{ text, isOwn }]
}
