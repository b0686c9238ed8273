/** C0 and C1 controls but tab and line feed, what turns the direction of writing around, and halves of characters. */
const UNSEEN = /(?![\t\n])\p{Cc}|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|\p{Surrogate}/gu

/** Text as a terminal may have it: names from a document or a file cannot clear the screen, recolour it, or write over what stands there. */
export function terminalText(text: string): string {
  return text.replace(UNSEEN, (unit) => {
    const code = unit.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** Text that is one line among others: a name with a line break in it must not look like a line that is ours. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\n\r\v\f\u0085\u2028\u2029]\s*/g, ' ')
}

/** A path or a name as a shell takes it: in quotes where it would be taken for several words, or for more than a word. */
export function typed(text: string): string {
  const isWindows = process.platform === 'win32'
  if ((isWindows ? /^[\p{L}\p{N}_@+=:,./\\-]+$/u : /^[\p{L}\p{N}_@%+=:,./-]+$/u).test(text)) return text
  return isWindows ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`
}

/**
 * Has the command line outlive whoever reads it: a reader that closes the pipe has had enough (`| head -1`), and the work goes on to its
 * end. What else keeps stdout from being written is handed to `onFailure`; without stderr there is nobody to tell.
 */
export function outliveReaders(onFailure: (error: Error) => void): void {
  process.stderr.on('error', () => {})
  process.stdout.on('error', (error) => {
    if (!('code' in error && error.code === 'EPIPE')) onFailure(error)
  })
}

interface Writable { isTTY?: boolean; write(text: string | Uint8Array, ...rest: never[]): boolean }

/**
 * Has a stream of the command line write `terminalText`: always what is said to people (stderr, which logs show in colour too), and a
 * result (stdout) only where a terminal reads it, for a file or a program gets the bytes as they are. Line ends of Windows stay.
 */
export function guardTerminal(stream: Writable, when: 'always' | 'terminal'): void {
  if (when === 'terminal' && stream.isTTY !== true) return
  const write = stream.write.bind(stream)
  stream.write = (text, ...rest) => write(typeof text === 'string' && !isOurs(text) ? text.split('\r\n').map(terminalText).join('\r\n') : text, ...rest)
}

/** How a line of progress is wiped: the only controls the command line writes itself. */
export const WIPE_LINE = '\r\x1b[K'

function isOurs(text: string): boolean {
  return text.startsWith(WIPE_LINE) && terminalText(text.slice(WIPE_LINE.length)) === text.slice(WIPE_LINE.length)
}
