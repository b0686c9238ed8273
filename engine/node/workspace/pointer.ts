import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod'
import { RehearsalError } from '../../core/errors.ts'
import { writeError } from '../columns/file-errors.ts'
import { defaultWorkspaceDirectory, workspacePointerFile } from '../paths.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { DATABASE_FILE, UNFINISHED } from './folder.ts'

const pointerSchema = z.strictObject({
  directory: z.string().min(1),
  /** Where it was moved from: epoch ms, and the state the old database was in. */
  previous: z.strictObject({ directory: z.string(), movedAt: z.number(), fingerprint: z.string() }).nullable(),
})
export type Pointer = z.infer<typeof pointerSchema>

/** Which workspace is used where nobody names one: it stands in a small file beside the default folder. Undefined: the default folder. */
export function readPointer(): Pointer | undefined {
  try {
    return pointerSchema.safeParse(JSON.parse(readFileSync(workspacePointerFile(), 'utf8'))).data
  } catch {
    return undefined
  }
}

/** Throws E_READ_ONLY, E_DISK_FULL. */
export function writePointer(pointer: Pointer): void {
  const file = workspacePointerFile()
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileWhole(file, `${JSON.stringify(pointer, null, 2)}\n`)
  } catch (error) {
    throw writeError(error, file)
  }
}

/** Where the workspace of somebody who names none is meant to be, whether it is there or not. */
export function chosenFolder(): string {
  return readPointer()?.directory ?? defaultWorkspaceDirectory()
}

/**
 * The workspace of somebody who names none. Throws E_WORKSPACE_GONE if the chosen folder is not there: a new, empty workspace in its place would look like
 * lost work.
 */
export function chosenWorkspace(): string {
  const directory = chosenFolder()
  if (directory === defaultWorkspaceDirectory() || existsSync(join(directory, DATABASE_FILE))) return directory
  // The database alone may be lost: a backup takes its place when the workspace is opened.
  if (existsSync(join(directory, 'backups')) && !existsSync(join(directory, UNFINISHED))) return directory
  throw new RehearsalError(
    'E_WORKSPACE_GONE',
    `The workspace ${directory} is not there.`,
    'Connect its disk, then press "Try again" in the window or start Rehearsal again. To use another workspace, press "Choose another folder" in the app, or run "rehearse workspace use <folder>".',
    { unusable: true },
  )
}

/** What names the workspace `directory` before the choice of a person does: an environment variable, an option; null if the choice is what counts. */
export function namedBy(directory: string): 'variable' | 'option' | null {
  if (process.env['REHEARSAL_WORKSPACE']) return resolve(process.env['REHEARSAL_WORKSPACE']) === resolve(directory) ? 'variable' : 'option'
  return resolve(chosenFolder()) === resolve(directory) ? null : 'option'
}
