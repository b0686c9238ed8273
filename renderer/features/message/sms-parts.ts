// GSM 7-bit default alphabet and its extension table: 3GPP TS 23.038, section 6.2.1. A part holds 140 bytes; those of several lose six to
// the header that joins them (3GPP TS 23.040, section 9.2.3.24): 160 or 153 letters of 7 bits, 70 or 67 of 16 (UCS-2).
const BASIC = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
const EXTENDED = new Set('\f^{}\\[~]|€')

export interface SmsParts {
  encoding: 'GSM-7' | 'UCS-2'
  /** Messages that are sent, and paid for; 0 for an empty text. */
  parts: number
  /** What the text takes, in letters of the encoding. */
  used: number
  /** Letters that still fit into the last part. */
  left: number
  /** Characters that GSM-7 does not have, each once: they make every part shorter. */
  foreign: readonly string[]
}

/** How an SMS is cut up. A letter of two units is never split between parts. */
export function smsParts(text: string): SmsParts {
  const characters = [...text]
  const foreign = [...new Set(characters.filter((one) => !BASIC.has(one) && !EXTENDED.has(one)))]
  const isGsm = foreign.length === 0
  const [single, joined] = isGsm ? [160, 153] : [70, 67]
  const sizes = characters.map((one) => (isGsm ? (EXTENDED.has(one) ? 2 : 1) : one.length))
  const used = sizes.reduce((sum, size) => sum + size, 0)
  const encoding = isGsm ? 'GSM-7' : 'UCS-2'
  if (used <= single) return { encoding, parts: used === 0 ? 0 : 1, used, left: single - used, foreign }
  let parts = 1
  let inPart = 0
  for (const size of sizes) {
    if (inPart + size > joined) {
      parts++
      inPart = 0
    }
    inPart += size
  }
  return { encoding, parts, used, left: joined - inPart, foreign }
}
