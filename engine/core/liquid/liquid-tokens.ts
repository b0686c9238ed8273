/** A stretch of a Liquid text that is markup, by what it is. */
export interface LiquidToken { from: number; to: number; kind: 'mark' | 'name' | 'filter' | 'keyword' | 'string' | 'number' }

const MARKUP = /\{\{-?|\{%-?/g
const INSIDE = /"[^"]*"|'[^']*'|\|\s*[A-Za-z_]\w*|[A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:"[^"]*"|'[^']*'|-?\d+)\])*|-?\d+(?:\.\d+)?/g
const KEYWORDS = new Set(['and', 'or', 'not', 'contains', 'in', 'true', 'false', 'nil', 'null', 'blank', 'empty', 'with', 'as', 'reversed'])
/** Tags whose inside is no Liquid, or has a grammar of its own. */
const OPAQUE: Readonly<Record<string, RegExp>> = { raw: /\{%-?\s*endraw/g, comment: /\{%-?\s*endcomment/g }

/** Stretches in order; text outside `{{ … }}` and `{% … %}` has none. Markup that is not closed ends at the end of its line. Time grows with the text. */
export function liquidTokens(text: string): LiquidToken[] {
  const tokens: LiquidToken[] = []
  const ends = { '}}': nextOf(text, '}}'), '%}': nextOf(text, '%}'), '\n': nextOf(text, '\n') }
  MARKUP.lastIndex = 0
  for (let open = MARKUP.exec(text); open; open = MARKUP.exec(text)) {
    const isTag = open[0].startsWith('{%')
    const start = open.index + open[0].length
    const close = ends[isTag ? '%}' : '}}'](start)
    const line = ends['\n'](start)
    const end = close >= 0 ? close : line >= 0 ? line : text.length
    const isTrimmed = close > start && text[close - 1] === '-'
    tokens.push({ from: open.index, to: start, kind: 'mark' })
    const word = addInside(tokens, text, start, isTrimmed ? end - 1 : end, isTag)
    if (close >= 0) tokens.push({ from: isTrimmed ? close - 1 : close, to: close + 2, kind: 'mark' })
    MARKUP.lastIndex = close >= 0 ? close + 2 : end
    const until = OPAQUE[word]
    if (until === undefined || !Object.hasOwn(OPAQUE, word)) continue
    until.lastIndex = MARKUP.lastIndex
    const over = until.exec(text)
    MARKUP.lastIndex = over ? over.index : text.length
  }
  return tokens
}

/** Adds what stands between the marks; answers the tag's own name, '' outside of a tag. */
function addInside(tokens: LiquidToken[], text: string, start: number, end: number, isTag: boolean): string {
  let tag = ''
  for (const match of text.slice(start, end).matchAll(INSIDE)) {
    const word = match[0]
    const from = start + match.index
    const to = from + word.length
    if (word.startsWith('|')) tokens.push({ from: from + word.search(/[A-Za-z_]/), to, kind: 'filter' })
    else if (/^["']/.test(word)) tokens.push({ from, to, kind: 'string' })
    else if (/^-?\d/.test(word)) tokens.push({ from, to, kind: 'number' })
    else if (isTag && tag === '') {
      tag = word
      tokens.push({ from, to, kind: 'keyword' })
    } else tokens.push({ from, to, kind: KEYWORDS.has(word) || /^\s*:/.test(text.slice(to, to + 4)) ? 'keyword' : 'name' })
  }
  return tag
}

/** Where something comes next, asked from left to right: what is not there is looked for once. */
function nextOf(text: string, what: string): (from: number) => number {
  let at = text.indexOf(what)
  return (from) => {
    while (at >= 0 && at < from) at = text.indexOf(what, from)
    return at
  }
}
