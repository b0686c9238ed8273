import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { RehearsalError } from '../core/errors.ts'
import { readError } from './columns/file-errors.ts'

/**
 * The text of a file that a person named, without its byte order mark: UTF-8, or UTF-16 with a mark, as some editors and shells of Windows
 * write it. Throws E_UNREADABLE or E_ENCODING (unusable): a letter read wrongly would stand in a message.
 */
export function readTextFile(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw readError(cause, file)
  }
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff') return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes)
  if (!isUtf8(bytes)) throw new RehearsalError('E_ENCODING', `${file}: it is not written in UTF-8.`, 'Save it as UTF-8; editors offer that under "Save as" or "Encoding".', { unusable: true })
  return new TextDecoder().decode(bytes)
}
