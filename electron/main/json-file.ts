import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Undefined when the file is missing or is not JSON: these files hold comforts, not work, and are simply made anew. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Replaces the file whole or not at all. A disk that refuses is no reason to stop the app. */
export function writeJsonFile(path: string, value: unknown) {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(value))
    renameSync(`${path}.new`, path)
  } catch (error) {
    console.error(JSON.stringify({ event: 'settings.notSaved', code: (error as NodeJS.ErrnoException).code }))
  }
}
