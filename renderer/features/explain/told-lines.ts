/** A line of what the engine tells, with the lines that belong to it. `mark`: whether the part of a condition in it holds; null: it is no such part. */
export interface ToldLine {
  text: string
  mark: 'holds' | 'fails' | null
  below: ToldLine[]
}

const MARKS: Record<string, ToldLine['mark']> = { '✓': 'holds', '✗': 'fails' }
const INDENT = 2

/** Lines as the engine indents them, as the tree they mean. */
export function toldLines(lines: readonly string[]): ToldLine[] {
  const top: ToldLine[] = []
  const open: { depth: number; below: ToldLine[] }[] = [{ depth: -1, below: top }]
  for (const line of lines) {
    const words = line.trimStart()
    const depth = (line.length - words.length) / INDENT
    const mark = MARKS[words.charAt(0)] ?? null
    const told: ToldLine = { text: mark === null ? words : words.slice(2), mark, below: [] }
    while (open.at(-1)!.depth >= depth) open.pop()
    open.at(-1)!.below.push(told)
    open.push({ depth, below: told.below })
  }
  return top
}

/** A sentence that goes on in its reasons, without them. */
export function closed(sentence: string): string {
  return sentence.replace(/(,? (?:because|çünkü))?:$/, '.')
}

/** Text with the names in it, which stand in quotes, told apart. */
export function namesIn(text: string): { text: string; isName: boolean }[] {
  return text
    .split(/["“]([^"“”]*)["”]/)
    .map((part, index) => ({ text: part, isName: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}
