import { expect, test } from 'vitest'
import { simulate } from '../../../engine/node/services/simulate.ts'
import { openDataset, sampleProfiles } from '../../../engine/node/columns/index.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { fileWith, importFiles } from './files.ts'

const events = 'profileId,at,name\na,2024-01-02,x\n'
const people = 'id,plan,city,since\na,pro,İzmir,2024-01-01\n'
const journey = (where?: JourneyDocument['entries'][number]['where']): JourneyDocument => ({
  format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'e', trigger: { kind: 'event', event: 'x' }, ...(where ? { where } : {}), next: 'end' }], steps: { end: { kind: 'exit' } },
})

async function noticesOf(document: JourneyDocument, at: string | undefined, breakDown: string[] = []) {
  const { imported } = await importFiles(fileWith(events), {}, { profiles: { path: fileWith(people, 'people.csv'), at } })
  const { notices, results } = await simulate({ documents: [document], directory: imported.directory, options: { breakDown }, engine: 'kernel' })
  expect(JSON.stringify(results)).not.toContain('AsOf')
  return notices
}

test('a run says which attributes it went by are as of the export; one that reads none, or whose attributes have instants, does not', async () => {
  const byPlan = journey({ attribute: 'plan', op: 'eq', value: 'pro' })
  expect(await noticesOf(byPlan, undefined)).toEqual({ unknownTimeZones: 0, attributesAsOfExport: ['plan'] })
  expect(await noticesOf(journey(), undefined, ['city'])).toEqual({ unknownTimeZones: 0, attributesAsOfExport: ['city'] })
  expect(await noticesOf(journey(), undefined)).toEqual({ unknownTimeZones: 0 })
  expect(await noticesOf(byPlan, 'since')).toEqual({ unknownTimeZones: 0 })
})

test('a sample of such a dataset is one too', async () => {
  const { imported } = await importFiles(fileWith(events), {}, { profiles: { path: fileWith(people, 'people.csv') } })
  expect(sampleProfiles(await openDataset(imported.directory), 1, 0, '').attributesAsOfExport).toBe(true)
})
