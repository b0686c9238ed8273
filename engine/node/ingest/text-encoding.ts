import { isAscii, isUtf8 } from 'node:buffer'
import { StringDecoder } from 'node:string_decoder'
import type { ImportOptions } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'

export type Encoding = NonNullable<ImportOptions['encoding']>

/** Bytes that are letters of Turkish in ISO-8859-9 (Ğ İ Ş ğ ı ş) and, but for ý, rare Icelandic ones in Windows-1252. */
const turkishBytes: ReadonlySet<number> = new Set([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe])
const turkishLetters: Readonly<Record<string, string>> = { Ð: 'Ğ', Ý: 'İ', Þ: 'Ş', ð: 'ğ', ý: 'ı', þ: 'ş' }
/** What Windows puts at 0x80 to 0x9F, where ISO has control characters nobody writes; both encodings are read with it, as browsers do. */
const windowsCharacters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** The encoding of a text by its first bytes, and why. `cut`: more follows, so that the last character may be half. */
export function detectEncoding(head: Buffer, cut: boolean): { encoding: Encoding; why: string } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', why: 'its byte order mark says so' }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', why: 'its byte order mark says so' }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', why: 'its byte order mark says so' }
  const [even, odd] = zerosOf(head.subarray(0, 4096))
  if (odd > 0.3 && even < 0.05) return { encoding: 'utf-16le', why: 'every second byte is zero' }
  if (even > 0.3 && odd < 0.05) return { encoding: 'utf-16be', why: 'every second byte is zero' }
  if (isUtf8(cut ? wholeCharacters(head) : head)) return { encoding: 'utf-8', why: isAscii(head) ? 'its first bytes are plain ASCII' : 'its bytes are valid UTF-8' }
  const turkish = head.some((byte) => turkishBytes.has(byte))
  return turkish
    ? { encoding: 'iso-8859-9', why: 'its bytes are not UTF-8, and some are letters of Turkish' }
    : { encoding: 'windows-1252', why: 'its bytes are not UTF-8' }
}

/** Shares of zeros at even and at odd places. */
function zerosOf(bytes: Buffer): [even: number, odd: number] {
  const zeros = [0, 0]
  bytes.forEach((byte, index) => byte === 0 && zeros[index & 1]!++)
  const half = Math.max(1, bytes.length / 2)
  return [zeros[0]! / half, zeros[1]! / half]
}

/** Without the bytes of a character that was cut: at most three, each 10xxxxxx, behind a first one. */
function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && bytes.length - end < 3 && (bytes[end - 1]! & 0xc0) === 0x80) end--
  return end > 0 && bytes[end - 1]! >= 0xc0 ? bytes.subarray(0, end - 1) : bytes
}

export function isByteWise(encoding: Encoding): boolean {
  return encoding !== 'utf-16le' && encoding !== 'utf-16be'
}

/** Turns a file's bytes, piece by piece, into text without the byte order mark. `path` is for the message. */
export class TextReader {
  readonly #encoding: Encoding
  readonly #strict: boolean
  readonly #path: string
  readonly #decoder: StringDecoder
  #half: number | undefined
  #whole = true
  #first = true

  /** `strict`: bytes that are not UTF-8 are an error; else they become U+FFFD. */
  constructor(encoding: Encoding, path: string, strict: boolean) {
    this.#encoding = encoding
    this.#strict = strict
    this.#path = path
    this.#decoder = new StringDecoder(isByteWise(encoding) ? 'utf8' : 'utf16le')
  }

  /** `ends`: the piece ends with a line, so that no character goes over its end. Throws E_ENCODING. */
  write(bytes: Buffer, ends: boolean): string {
    const text = this.#decode(bytes, ends)
    if (!this.#first || text === '') return text
    this.#first = false
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }

  end(): string {
    return this.#decoder.end()
  }

  #decode(bytes: Buffer, ends: boolean): string {
    switch (this.#encoding) {
      case 'windows-1252':
        return windowsText(bytes)
      case 'iso-8859-9':
        return isAscii(bytes) ? bytes.toString('latin1') : windowsText(bytes).replace(/[ÐÝÞðýþ]/g, (letter) => turkishLetters[letter]!)
      case 'utf-16be':
        return this.#decoder.write(this.#swapped(bytes))
      case 'utf-16le':
        return this.#decoder.write(bytes)
      case 'utf-8': {
        const alone = this.#whole && ends
        this.#whole = ends
        // Plain ASCII, nearly always: several times faster than looking for longer characters. After a piece that was cut anywhere the
        // decoder may hold half a character, so it must see what follows.
        if (alone && isAscii(bytes)) return bytes.toString('latin1')
        if (alone && this.#strict && !isUtf8(bytes)) throw notUtf8(this.#path, bytes)
        return this.#decoder.write(bytes)
      }
    }
  }

  #swapped(bytes: Buffer): Buffer {
    const all = this.#half === undefined ? Buffer.from(bytes) : Buffer.concat([Buffer.of(this.#half), bytes])
    this.#half = all.length % 2 === 1 ? all[all.length - 1] : undefined
    return all.subarray(0, all.length & ~1).swap16()
  }
}

function windowsText(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  return isAscii(bytes) ? text : text.replace(/[\x80-\x9f]/g, (character) => windowsCharacters[character.charCodeAt(0) - 0x80]!)
}

function notUtf8(path: string, piece: Buffer): RehearsalError {
  const lines = piece.toString('latin1').split('\n')
  const line = lines.find((one) => !isUtf8(Buffer.from(one, 'latin1'))) ?? ''
  const place = line.search(/[\x80-\xff]/)
  return new RehearsalError(
    'E_ENCODING',
    `${path}: it begins as UTF-8, but further down bytes are not: near ${JSON.stringify(line.slice(Math.max(0, place - 20), place + 20).replace(/[\x80-\xff]/g, '?'))}.`,
    'Name its encoding with --encoding windows-1252 or iso-8859-9; with --encoding utf-8 it is read as it is, and what is no character becomes �.',
    { unusable: true },
  )
}
