import type { TextPiece } from './journey-diff.ts'

/** Above so many pairs of words the middle is told as replaced as a whole: a comparison must not take longer than reading. */
const MOST_PAIRS = 250_000

/** What was taken out of and put into a text, word by word; what joins the same words stays together. */
export function textPieces(before: string, after: string): TextPiece[] {
  return piecesOf(wordsOf(before), wordsOf(after))
}

/** The same for texts that were cut into words otherwise; put together, the words are the texts. */
export function piecesOf(old: readonly string[], now: readonly string[]): TextPiece[] {
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  const pieces: TextPiece[] = []
  add(pieces, 'same', old.slice(0, start))
  middle(pieces, old.slice(start, old.length - end), now.slice(start, now.length - end))
  add(pieces, 'same', old.slice(old.length - end))
  return pieces
}

// Words, the space between them and each other sign are units of their own.
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? []
}

function middle(pieces: TextPiece[], old: readonly string[], now: readonly string[]): void {
  if (old.length * now.length > MOST_PAIRS) {
    add(pieces, 'removed', old)
    add(pieces, 'added', now)
    return
  }
  const width = now.length + 1
  // kept[i * width + j]: longest common part of what begins at old i and now j
  const kept = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      kept[i * width + j] = old[i] === now[j] ? kept[(i + 1) * width + j + 1]! + 1 : Math.max(kept[(i + 1) * width + j]!, kept[i * width + j + 1]!)
    }
  }
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add(pieces, 'same', [old[i++]!])
      j++
    } else if (j >= now.length || (i < old.length && kept[(i + 1) * width + j]! >= kept[i * width + j + 1]!)) add(pieces, 'removed', [old[i++]!])
    else add(pieces, 'added', [now[j++]!])
  }
}

function add(pieces: TextPiece[], kind: TextPiece['kind'], words: readonly string[]): void {
  if (words.length === 0) return
  const last = pieces.at(-1)
  if (last?.kind === kind) last.text += words.join('')
  else pieces.push({ kind, text: words.join('') })
}
