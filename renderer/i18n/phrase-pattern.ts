/** What a mark stands for: anything, a phrase, a number, one word, phrases in a row, or a piece of the kind that is named. */
export interface Mark { name: string; kind: '' | '!' | '#' | '@' | '~' | '*'; piece: string | undefined; optional: boolean }
export type Part = string | Mark

/** Says in the language of the window what a mark found, or undefined if it cannot be that. */
export type Judge = (mark: Mark, found: string) => string | undefined
/** Whether a piece of this kind can begin at this place; spares trying every end. */
export type CanBegin = (piece: string, text: string, at: number) => boolean

export const MARK = /\{(\w+)(?::(\w+))?([!#@~*]?)(\??)\}/g
const NUMBER = /[-+−]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?/y
const WORD = /[^\s,;()"]*[^\s,;:.()"]/y
/** What joins the parts of a sentence: a plain name or value mostly has none of it. */
const JOINING = / and | or |[()]| where | then | within \d| ending \d| not followed by | times?(?: |$)| for one |; /
/** Tries after which a text is taken for none of ours: no text may keep the window busy. */
const MOST_TRIES = 20_000

/** A phrase as it is looked for: literal texts and marks in turn. */
export function partsOf(english: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const mark of english.matchAll(MARK)) {
    const [whole, name = '', piece, kind = '', optional = ''] = mark
    if (mark.index > from) parts.push(english.slice(from, mark.index))
    parts.push({ name, piece, kind: kind as Mark['kind'], optional: optional !== '' }) // as: MARK takes no other
    from = mark.index + whole.length
  }
  if (from < english.length) parts.push(english.slice(from))
  return parts
}

/** The values of the marks if the whole text is this phrase; the shortest that fit, from the left. */
export function matched(parts: readonly Part[], text: string, judge: Judge, canBegin: CanBegin): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, { raw: string; value: string }>()
  let tries = 0

  function from(index: number, at: number): boolean {
    if (++tries > MOST_TRIES) return false
    const part = parts[index]
    if (part === undefined) return at === text.length
    if (typeof part === 'string') return text.startsWith(part, at) && from(index + 1, at + part.length)
    const before = found.get(part.name)
    if (before) return text.startsWith(before.raw, at) && from(index + 1, at + before.raw.length)
    for (const end of endsOf(part, index, at)) {
      const raw = text.slice(at, end)
      if (part.kind === '~' && JOINING.test(raw)) return false // a longer one has it, too
      const value = raw === '' ? '' : judge(part, raw)
      if (value === undefined) continue
      found.set(part.name, { raw, value })
      if (from(index + 1, end)) return true
      found.delete(part.name)
    }
    return false
  }

  function* endsOf(mark: Mark, index: number, at: number): Generator<number> {
    if (mark.optional) yield at
    if (mark.piece !== undefined && mark.kind === '' && !canBegin(mark.piece, text, at)) return
    if (mark.kind === '#' || mark.kind === '@') {
      const pattern = mark.kind === '#' ? NUMBER : WORD
      pattern.lastIndex = at
      const length = pattern.exec(text)?.[0].length
      if (length !== undefined) yield at + length
      return
    }
    const next = parts[index + 1]
    if (next === undefined) {
      if (at < text.length) yield text.length
    } else if (typeof next !== 'string') {
      for (let end = at + 1; end <= text.length; end++) yield end
    } else if (index + 2 === parts.length) {
      if (text.endsWith(next) && text.length - next.length > at) yield text.length - next.length
    } else {
      for (let end = text.indexOf(next, at + 1); end >= 0; end = text.indexOf(next, end + 1)) yield end
    }
  }

  return from(0, 0) ? new Map([...found].map(([name, { value }]) => [name, value])) : undefined
}
