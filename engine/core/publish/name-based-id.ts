/**
 * An id made of names: the same names, the same id, on any machine, so that making a thing twice makes one. It has the shape of a UUID of version 4, which
 * platforms ask for, and is the SHA-1 of the names underneath (as UUID version 5 would be), so that two that meet by chance are not to be feared.
 */
export function nameBasedId(...names: readonly string[]): string {
  const hash = sha1(new TextEncoder().encode(JSON.stringify(['rehearsal', ...names])))
  const bytes = hash.flatMap((word) => [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff]).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** FIPS 180-4. Only ever names things; nothing rests on its being hard to forge. */
function sha1(bytes: Uint8Array): number[] {
  const length = bytes.length
  const blocks = Math.ceil((length + 9) / 64)
  const words = new Uint32Array(blocks * 16)
  for (let index = 0; index < length; index++) words[index >> 2]! |= bytes[index]! << (24 - 8 * (index & 3))
  words[length >> 2]! |= 0x80 << (24 - 8 * (length & 3))
  words[words.length - 1] = length * 8
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  const schedule = new Uint32Array(80)
  for (let block = 0; block < blocks; block++) {
    for (let round = 0; round < 80; round++) {
      schedule[round] = round < 16 ? words[block * 16 + round]! : rotated(schedule[round - 3]! ^ schedule[round - 8]! ^ schedule[round - 14]! ^ schedule[round - 16]!, 1)
    }
    let [a, b, c, d, e] = state as [number, number, number, number, number] // as: five words, as written above
    for (let round = 0; round < 80; round++) {
      const [mixed, constant] = round < 20 ? [(b & c) | (~b & d), 0x5a827999] : round < 40 ? [b ^ c ^ d, 0x6ed9eba1] : round < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc] : [b ^ c ^ d, 0xca62c1d6]
      const next = (rotated(a, 5) + mixed + e + constant + schedule[round]!) >>> 0
      ;[e, d, c, b, a] = [d, c, rotated(b, 30), a, next]
    }
    for (const [index, word] of [a, b, c, d, e].entries()) state[index] = (state[index]! + word) >>> 0
  }
  return state
}

function rotated(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0
}
