import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvCell, csvCellAsIs } from '../../core/csv.ts'
import { profileCountOf, textAt, type EventDataset } from '../../core/model/dataset.ts'
import { writeError } from '../columns/file-errors.ts'
import { partialOf } from '../partial-files.ts'

/**
 * Writes the attributes everybody has from the start as CSV, one row a profile with any: a file of people as an import takes it. Whole or
 * not at all. Lists and objects are written as JSON, and come back as text; with `asIs`, nothing is done
 * against cells that a spreadsheet would run as a formula. Throws E_DISK_FULL, E_READ_ONLY.
 */
export async function writeProfilesFile(dataset: EventDataset, path: string, { asIs = false }: { asIs?: boolean | undefined } = {}): Promise<void> {
  const draft = partialOf(path)
  try {
    await pipeline(Readable.from(textOf(dataset, asIs)), createWriteStream(draft))
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {}) // what went wrong first is what counts
    throw writeError(error, path)
  }
}

function* textOf(dataset: EventDataset, asIs: boolean): Generator<string> {
  const cell = asIs ? csvCellAsIs : csvCell
  const columns = [...dataset.attributes.values()].map(({ codes, values }) => ({
    codes,
    cells: values.map((value) => cell(value)),
  }))
  let block = `${['profileId', ...dataset.attributes.keys()].map((name) => cell(name)).join(',')}\n`
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    if (dataset.attributeRows && dataset.attributeRows[profile] === 0) continue
    block += `${cell(textAt(dataset.profileIds, profile))},${columns.map(({ codes, cells }) => cells[codes[profile]!]).join(',')}\n`
    if (block.length < 1 << 18) continue
    yield block
    block = ''
  }
  yield block
}
