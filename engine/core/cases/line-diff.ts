/** `lines`: `  ` both, `- ` expected only, `+ ` actual only. `partsAt`: where in `actual` they first part; -1: nowhere. */
export interface ListDiff { lines: string[]; partsAt: number }

/** Compares two lists of some dozen items, the longest common part kept together. `same` tells what matches, `show` writes an item. */
export function diffLists<E, A>(expected: readonly E[], actual: readonly A[], same: (expected: E, actual: A) => boolean, show: { expected: (item: E) => string; actual: (item: A) => string }): ListDiff {
  // lengths[i][j]: longest common part of what begins at expected i and actual j
  const lengths = Array.from({ length: expected.length + 1 }, () => new Array<number>(actual.length + 1).fill(0))
  for (let i = expected.length - 1; i >= 0; i--) {
    for (let j = actual.length - 1; j >= 0; j--) {
      lengths[i]![j] = same(expected[i]!, actual[j]!) ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  const diff: ListDiff = { lines: [], partsAt: -1 }
  let i = 0
  let j = 0
  while (i < expected.length || j < actual.length) {
    if (i < expected.length && j < actual.length && same(expected[i]!, actual[j]!)) {
      diff.lines.push(`  ${show.actual(actual[j]!)}`)
      i++
      j++
      continue
    }
    if (diff.partsAt < 0) diff.partsAt = j
    const takesExpected = j >= actual.length || (i < expected.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)
    diff.lines.push(takesExpected ? `- ${show.expected(expected[i++]!)}` : `+ ${show.actual(actual[j++]!)}`)
  }
  return diff
}
