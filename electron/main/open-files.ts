import { statSync } from 'node:fs'
import { resolve } from 'node:path'

// Journeys that a person opened from outside the window: double click, command line, Open Recent. Kept until the window listens.

let waiting: string[] = []
let deliver: ((path: string) => void) | undefined

export function offerFile(path: string) {
  if (deliver) deliver(path)
  else waiting.push(path)
}

/** Sends what waited and everything that comes later to `listener`; undefined makes files wait again. */
export function deliverFilesTo(listener: ((path: string) => void) | undefined) {
  deliver = listener
  if (!listener) return
  const paths = waiting
  waiting = []
  for (const path of paths) listener(path)
}

/** The journey files named on a command line. Flags, the executable and the app's own folder are not files of this kind. */
export function journeyFilesIn(argv: readonly string[], workingDirectory: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && /\.(json|journey)$/i.test(argument))
    .map((argument) => resolve(workingDirectory, argument))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
}
