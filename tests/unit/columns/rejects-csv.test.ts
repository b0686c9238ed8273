import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeRejectsCsv } from '../../../engine/node/columns/index.ts'
import { fileWith, importCsv, temporaryFolder } from '../ingest/files.ts'

test('all kept rejects are written, whole or not at all', async () => {
  const lines = Array.from({ length: 2500 }, (_, index) => `=cmd${index},,x`)
  const { imported } = await importCsv(['profileId,at,name', 'a,1,x', ...lines])
  const folder = temporaryFolder()
  const path = join(folder, 'rejects.csv')
  expect(await writeRejectsCsv(imported.directory, path)).toBe(2500)
  const written = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect([written.length, written[0], written[1], written.at(-1)]).toEqual([2501, 'file,line,reason,text', `events.csv,3,no instant,"'=cmd0,,x"`, `events.csv,2502,no instant,"'=cmd2499,,x"`])
  await expect(writeRejectsCsv(imported.directory, join(fileWith('no folder'), 'x.csv'))).rejects.toMatchObject({ code: 'E_READ_ONLY' })
  expect(readdirSync(folder)).toEqual(['rejects.csv'])
})
