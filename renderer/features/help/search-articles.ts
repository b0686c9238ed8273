import { editDistance } from '../../../engine/core/lint/nearest.ts'

/** What can be found: by its title first, then by its keywords, then by what it says. */
export interface Findable {
  title: string
  keywords: string
  text: string
}

/** Points of a word by where it stands, the first where it is found counts. */
const IN_TITLE = { equal: 100, start: 70, within: 40, near: 28 }
const IN_KEYWORDS = { equal: 50, start: 36, within: 18, near: 14 }
const IN_TEXT = { equal: 12, start: 8, within: 4, near: 0 }
type Points = typeof IN_TITLE

/** Letters without accents and case, also the Turkish ones: somebody may type "kosul" for "koşul". */
export function plain(text: string): string {
  return text.toLocaleLowerCase('tr').normalize('NFD').replaceAll(/\p{Mn}/gu, '').replaceAll('ı', 'i')
}

export function wordsOf(text: string): string[] {
  return plain(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/**
 * What answers `query`, the best first: every word of it has to be found, whole, as a beginning, within a word or with a letter or two wrong.
 * All of them, in their order, where nothing is asked.
 */
export function search<T extends Findable>(all: readonly T[], query: string): readonly T[] {
  const asked = wordsOf(query)
  if (asked.length === 0) return all
  return all
    .map((one, place) => ({ one, place, points: pointsOf(one, asked) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.place - b.place)
    .map(({ one }) => one)
}

function pointsOf(one: Findable, asked: readonly string[]): number {
  const { title, places } = placesOf(one)
  let sum = 0
  for (const word of asked) {
    const best = Math.max(...places.map(([words, points]) => bestOf(word, words, points)))
    if (best === 0) return 0
    sum += best
  }
  // The whole question in the title says more than its words here and there; that it is the title, most.
  const question = asked.join(' ')
  return sum + (title === question ? 10 : title.includes(question) ? 1 : 0) * IN_TITLE.equal * asked.length
}

interface Places { title: string; places: readonly (readonly [words: readonly string[], points: Points])[] }

/** Words are taken apart once: every letter that is typed asks for all of them. */
const known = new WeakMap<Findable, Places>()

function placesOf(one: Findable): Places {
  const there = known.get(one)
  if (there !== undefined) return there
  // "Drop-off" is found by "dropoff", too.
  const words = (text: string) => [...new Set([...wordsOf(text), ...wordsOf(text.replaceAll(/(?<=\p{L})[-‑](?=\p{L})/gu, ''))])]
  const made: Places = { title: wordsOf(one.title).join(' '), places: [[words(one.title), IN_TITLE], [words(one.keywords), IN_KEYWORDS], [words(one.text), IN_TEXT]] }
  known.set(one, made)
  return made
}

function bestOf(word: string, words: readonly string[], points: Points): number {
  let best = 0
  for (const other of words) {
    if (other === word) return points.equal
    if (other.startsWith(word)) best = Math.max(best, points.start)
    else if (word.length > 2 && other.includes(word)) best = Math.max(best, points.within)
    else if (points.near > best && isNear(word, other)) best = points.near
  }
  return best
}

/** A letter wrong in four, two in eight; also in the beginning of a longer word. */
function isNear(word: string, other: string): boolean {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2
  if (most === 0 || other.length < word.length - most) return false
  return editDistance(word, other.slice(0, word.length)) <= most || (other.length <= word.length + most && editDistance(word, other) <= most)
}
