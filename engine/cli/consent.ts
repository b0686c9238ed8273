import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { userInfo } from 'node:os'
import { RehearsalError } from '../core/errors.ts'
import type { ApprovalDoor } from '../node/services/context.ts'
import { oneLine, terminalText } from './terminal.ts'

/** Set to `yes`, it stands for a person: nobody is asked, and the history says so. For pipelines whose own review is the person's consent. */
export const UNATTENDED = 'REHEARSAL_PUBLISH_UNATTENDED'

/** As whom this command may confirm what is published: a person at a terminal, the variable that stands for one, or nobody. */
export function doorOfTerminal(): ApprovalDoor {
  if (process.env[UNATTENDED] === 'yes') return 'unattended'
  const terminal = openTerminal()
  if (terminal === null) return 'none'
  terminal.close()
  return 'terminal'
}

/** Who is at the terminal, as the history names them: `--by`, else the user of this computer. */
export function whoConfirms(by: string | undefined): string {
  return by?.trim() || nameOfUser()
}

/** Throws E_APPROVAL where nobody can confirm, before anything is done in vain. */
export function assertSomebody(door: ApprovalDoor): void {
  if (door === 'none') throw nobody()
}

/**
 * Asks the person at the terminal to type a name, or a word where that cannot be typed, and shows them what it is about if stderr, where that was said, leads
 * elsewhere; what is piped into the command is no person. Unattended, nobody is asked. Throws E_APPROVAL if
 * something else is typed, or nobody is there.
 */
export function confirmBy(door: ApprovalDoor, name: string, question: string, shown: readonly string[] = []): void {
  if (door === 'unattended') return
  const terminal = openTerminal()
  if (terminal === null) throw nobody()
  try {
    const word = wordToType(name)
    if (!process.stderr.isTTY) terminal.write(shown.map((line) => `${terminalText(oneLine(line))}\n`).join(''))
    terminal.write(`${terminalText(oneLine(question))}\nType ${word} and press Enter to do it; anything else leaves it as it is.\n> `)
    if (terminal.readLine().trim().normalize() !== word.normalize()) throw new RehearsalError('E_APPROVAL', 'not confirmed', 'nothing was done; run the command again to be asked again')
  } finally {
    terminal.close()
  }
}

const LONGEST_TYPED = 60

/** The name, where a person can type it as it is shown; an empty one, which Enter alone would confirm, a long one or one with unseen characters is not asked for. */
function wordToType(name: string): string {
  const shown = name.trim()
  return shown !== '' && shown.length <= LONGEST_TYPED && !/[\p{C}\p{Zl}\p{Zp}]/u.test(shown) ? shown : 'yes'
}

interface Terminal { write(text: string): void; readLine(): string; close(): void }

/** The terminal itself, also where input and output are files or pipes; null where there is none. */
function openTerminal(): Terminal | null {
  const own = openOwn()
  if (own !== null) return { write: (text) => writeSync(own, text), readLine: () => lineFrom(own), close: () => closeSync(own) }
  if (process.platform !== 'win32' || !process.stdin.isTTY || !process.stderr.isTTY) return null
  return { write: (text) => process.stderr.write(text), readLine: () => lineFrom(0), close: () => {} }
}

function openOwn(): number | null {
  try {
    return openSync('/dev/tty', 'r+')
  } catch {
    return null
  }
}

/** Waits for a line without doing anything else meanwhile: nothing is under way while a person thinks. */
function lineFrom(descriptor: number): string {
  const bytes: number[] = []
  const one = Buffer.alloc(1)
  while (readSync(descriptor, one, 0, 1, null) === 1 && one[0] !== 10) bytes.push(one[0]!)
  return Buffer.from(bytes).toString('utf8')
}

function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'somebody at this computer'
  }
}

function nobody(): RehearsalError {
  return new RehearsalError('E_APPROVAL', 'a person has to confirm this, and there is no terminal to ask at', `run it at a terminal; in a pipeline whose review is the consent, set ${UNATTENDED}=yes: it is written into the history that nobody was asked`)
}
