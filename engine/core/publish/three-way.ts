import { canonicalJson } from '../json.ts'
import { diffJourneys } from '../diff/diff-journeys.ts'
import type { PartChange } from '../diff/journey-diff.ts'
import type { ThreeWayChange } from './plan.ts'
import type { ReadBack } from './read-back.ts'

/**
 * What changed since the last publication on either side, part by part, in the order of a diff: ours first, then what only they changed. All three are as the
 * platform tells them, so that what it cannot hold is no difference. `both`: the two made different things of one part; `bothAlike`: the same.
 */
export function threeWay(base: ReadBack, ours: ReadBack, theirs: ReadBack): ThreeWayChange[] {
  const [mine, their] = [changesOf(base, ours), changesOf(base, theirs)]
  const keys = [...new Set([...mine.keys(), ...their.keys()])]
  return keys.map((key): ThreeWayChange => {
    const [us, them] = [mine.get(key), their.get(key)]
    return { key, name: (us ?? them)!.name, by: us && them ? (us.said === them.said ? 'bothAlike' : 'both') : us ? 'us' : 'them', ours: us?.inWords ?? [], theirs: them?.inWords ?? [] }
  })
}

interface Side { name: string; inWords: string[]; said: string }

function changesOf(before: ReadBack, after: ReadBack): Map<string, Side> {
  const sides = new Map<string, Side>()
  for (const change of diffJourneys(before.document, after.document).changes) sides.set(change.key, { name: change.name, inWords: wordsOf(change), said: canonicalJson({ kind: change.kind, inWords: change.inWords, fields: change.fields.map(({ path, after: value }) => [path, value]) }) })
  // What a document has no words for, such as a kind of node only that platform has.
  for (const note of new Set(after.notes)) if (!before.notes.includes(note)) sides.set(`note:${note}`, { name: 'not in words of a journey', inWords: [note], said: note })
  for (const note of new Set(before.notes)) if (!after.notes.includes(note)) sides.set(`note:${note}`, { name: 'not in words of a journey', inWords: [`gone: ${note}`], said: `gone: ${note}` })
  return sides
}

function wordsOf({ kind, inWords, fields }: PartChange): string[] {
  if (kind === 'added') return [`added: ${inWords}`]
  if (kind === 'removed') return [`removed: ${inWords}`]
  return fields.length > 0 ? fields.map((field) => field.inWords) : [inWords]
}
