import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { writeEventsFile } from '../../../engine/node/ingest/index.ts'
import { importFiles, rowsOf, temporaryFolder } from './files.ts'

const dataset = buildDataset([
  { profileId: '007', at: 1_700_000_000_123, name: 'a, "b"', properties: { price: 1.5, text: '1', yes: true, list: [1, null], 'a.b': 'line\nbreak', none: null } },
  { profileId: '007', at: 1_700_000_000_123, name: 'x' },
  { profileId: '👩‍🚀"', at: 5, name: 'y', properties: { big: '12345678901234567890' } },
])

describe('an export', () => {
  test.each(['events.csv', 'events.csv.gz', 'events.jsonl', 'events.jsonl.gz', 'events.parquet'])('to %s is imported as the same events', async (name) => {
    const folder = temporaryFolder()
    const path = join(folder, name)
    await writeEventsFile(dataset, path)
    expect((await importFiles(path)).rows).toEqual(rowsOf(dataset))
    expect(readdirSync(folder)).toEqual([name])
  })

  test('to a name without a known ending is refused', async () => {
    await expect(writeEventsFile(dataset, join(temporaryFolder(), 'events.xlsx'))).rejects.toMatchObject({ code: 'E_FORMAT', unusable: true })
  })

  test.each(['events.csv', 'events.parquet'])('of %s to a folder that cannot be written leaves nothing behind', async (name) => {
    await expect(writeEventsFile(dataset, join('/proc', name))).rejects.toMatchObject({ code: 'E_READ_ONLY' })
  })
})
