/** Told the share done (0 to 1) after every few hundredths of a second of work, and awaited: others have their turn then, and may stop the work by throwing. */
export type Step = (share: number) => Promise<void>

const runLength = 1 << 15
/** Comparisons, rows or people between two steps. */
export const turnLength = 1 << 16

/** The codes in the order that `compare` (of which no two are equal) asks for: runs, then merges of two. `codes` are used up. */
export async function sortedInTurns(codes: Uint32Array<ArrayBuffer>, compare: (a: number, b: number) => number, step: Step): Promise<Uint32Array<ArrayBuffer>> {
  const { length } = codes
  const rounds = 1 + Math.max(0, Math.ceil(Math.log2(length / runLength)))
  for (let start = 0; start < length; start += runLength) {
    const run = codes.subarray(start, start + runLength).sort(compare)
    await step((start + run.length) / length / rounds)
  }
  let from = codes
  let to = new Uint32Array(length > runLength ? length : 0)
  for (let width = runLength, round = 1; width < length; width *= 2, round++) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length)
      const end = Math.min(start + 2 * width, length)
      for (let left = start, right = middle, at = start; at < end; ) {
        for (const pause = Math.min(end, at + turnLength); at < pause; at++) {
          to[at] = right >= end || (left < middle && compare(from[left]!, from[right]!) < 0) ? from[left++]! : from[right++]!
        }
        await step((round + at / length) / rounds)
      }
    }
    ;[from, to] = [to, from]
  }
  return from
}

/** Does something with the numbers from 0 up to `count`, so many at a time. */
export async function inTurns(count: number, each: (first: number, end: number) => void, step: Step): Promise<void> {
  for (let first = 0; first < count; first += turnLength) {
    const end = Math.min(count, first + turnLength)
    each(first, end)
    await step(end / count)
  }
}
