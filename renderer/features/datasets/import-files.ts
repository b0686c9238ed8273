import type { DatasetPreview } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { isOfPeople, isPartOf, likeness, peopleFile } from './file-kind.ts'
import type { PeopleFile } from './import-draft.ts'

/** More files than this are not looked into one by one: they are taken to be parts of one export. */
const MOST_LOOKED_AT = 24

/** A file that does not go with the others, and why. */
export interface LeftOut { path: string; why: 'otherColumns' | 'secondPeople' | 'unreadable'; message: string }

/** Files that were chosen at once, by what each is for. */
export interface SortedFiles { lead: DatasetPreview; paths: readonly string[]; people: PeopleFile | null; leftOut: readonly LeftOut[] }

/**
 * Looks into the files: the most event-like one leads, parts of the same export go with it in the order given, and one with a row a person
 * tells of people. Rejects with what the engine says if there is but one file, or none can be read.
 */
export async function sortFiles(paths: readonly string[]): Promise<SortedFiles> {
  const looked: DatasetPreview[] = []
  const leftOut: LeftOut[] = []
  for (const path of paths.slice(0, MOST_LOOKED_AT)) {
    try {
      looked.push(await connection.call('datasets.preview', { path }))
    } catch (cause) {
      const error = asCallError(cause)
      if (paths.length === 1 || (leftOut.length === paths.length - 1 && looked.length === 0)) throw error
      leftOut.push({ path, why: 'unreadable', message: error.message })
    }
  }
  const lead = looked.reduce((best, one) => (likeness(one) > likeness(best) ? one : best))
  let people: PeopleFile | null = null
  const events: string[] = []
  for (const preview of looked) {
    if (preview === lead || isPartOf(lead, preview)) events.push(preview.path)
    else if (!isOfPeople(preview, lead.mapping.profileId)) leftOut.push({ path: preview.path, why: 'otherColumns', message: '' })
    else if (people !== null) leftOut.push({ path: preview.path, why: 'secondPeople', message: '' })
    else people = peopleFile(preview, lead.mapping.profileId)
  }
  return { lead, paths: [...events, ...paths.slice(MOST_LOOKED_AT)], people, leftOut }
}
