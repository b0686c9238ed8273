import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { missingJourneys } from '../core/compile/referenced-journeys.ts'
import { RehearsalError } from '../core/errors.ts'
import { lintJourney } from '../core/lint/lint-journey.ts'
import type { ReadJourney } from '../core/lint/read-journey.ts'
import type { JourneyDocument } from '../core/model/journey.ts'
import { readJourneyFile } from './read-journey-file.ts'

export interface JourneyFile extends ReadJourney { file: string }

/** Reads files that run together: each is checked in the company of the others. Throws E_UNREADABLE for the first that cannot be read. */
export function readJourneyFiles(files: readonly string[]): JourneyFile[] {
  return checkedTogether(files.map((file) => ({ file, ...readJourneyFile(file) })))
}

/** Findings again, for files that were read one by one, now that all of them are known. */
export function checkedTogether(files: readonly JourneyFile[]): JourneyFile[] {
  if (files.length === 1) return [...files]
  const others = files.flatMap(({ document }) => document ?? [])
  return files.map((one) => (one.document ? { ...one, diagnostics: lintJourney(one.document, { others }) } : one))
}

/** Throws E_JOURNEY if two files hold one journey, or if a step goes through a journey that is in none of them. */
export function assertCompany(files: readonly { file: string; document: JourneyDocument }[]): void {
  for (const [index, { file, document }] of files.entries()) {
    const before = files.slice(0, index).find((one) => one.document.id === document.id)
    if (before) throw new RehearsalError('E_JOURNEY', `${before.file} and ${file} both hold the journey "${document.id}"`, 'give each journey its own id, or leave one of them out')
  }
  const [missing] = missingJourneys(files.map(({ document }) => document))
  if (!missing) return
  const { of, stepId, journeyId } = missing
  const from = files.find(({ document }) => document === of)!.file
  const found = findJourney(journeyId, files.map(({ file }) => dirname(file)))
  throw new RehearsalError(
    'E_JOURNEY',
    `${from}: the step "${stepId}" goes through the journey "${journeyId}", which is not part of this run`,
    found === undefined ? `add the file of the journey "${journeyId}" to the command` : `add ${found} to the command`,
  )
}

/** Beyond that many files a folder is not one of journeys, and looking into all of them would take longer than the person. */
const MOST_FILES = 500

/** A file beside the given ones that holds the journey, if there is one. */
function findJourney(id: string, folders: readonly string[]): string | undefined {
  for (const folder of new Set(folders)) {
    const names = readdirSync(folder).filter((name) => /\.(json|journey)$/.test(name)).sort()
    for (const name of names.slice(0, MOST_FILES)) if (isJourney(join(folder, name), id)) return join(folder, name)
  }
  return undefined
}

function isJourney(file: string, id: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null && 'format' in value && value.format === 'journey' && 'id' in value && value.id === id
  } catch {
    return false // whatever it is, it is not the journey looked for
  }
}
