import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { populationCommand } from '../../../engine/cli/commands/population.ts'
import { textAt, type EventDataset, type ValueColumn } from '../../../engine/core/model/dataset.ts'
import { generatePopulation } from '../../../engine/core/simulate/population.ts'
import { passoSpec } from '../../../engine/core/simulate/population-spec.ts'
import { openDataset } from '../../../engine/node/columns/index.ts'
import { importDataset } from '../../../engine/node/ingest/index.ts'
import { writeParquet } from '../../../engine/node/ingest/write-parquet.ts'
import { writePopulationFile } from '../../../engine/templates/population-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-population-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A dataset without its codes: two are equal if they hold the same events and attributes, however they are encoded. */
function plain(dataset: EventDataset) {
  const decoded = (columns: ReadonlyMap<string, ValueColumn>) =>
    [...columns].map(([name, { codes, values }]) => [name, Array.from(codes, (code) => values[code])] as const).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    ids: Array.from({ length: dataset.offsets.length - 1 }, (_, profile) => textAt(dataset.profileIds, profile)),
    offsets: [...dataset.offsets],
    at: [...dataset.at],
    names: Array.from(dataset.nameCodes, (code) => dataset.names[code]),
    properties: decoded(dataset.properties),
    attributes: decoded(dataset.attributes),
  }
}

async function imported(events: string, profiles: string): Promise<EventDataset> {
  const { directory } = await importDataset({ paths: [events], mapping: {}, profiles: { path: profiles }, cacheDir: join(folder, 'cache') })
  return openDataset(directory)
}

describe('a population in a file', () => {
  it.each([['events.csv', 'people.csv'], ['events.csv.gz', 'people.jsonl.gz'], ['events.jsonl', 'people.jsonl'], ['events.parquet', 'people.csv']])(
    'comes back from %s and %s as it was generated',
    async (events, people) => {
      const out = join(folder, events)
      const attributes = join(folder, people)
      const written = await writePopulationFile({ spec: passoSpec, profiles: 3000, seed: 4, out, attributes })
      const generated = generatePopulation(passoSpec, { first: 0, count: 3000 }, 4)
      expect(written).toBe(generated.at.length)
      expect(plain(await imported(out, attributes))).toEqual(plain(generated))
    },
  )

  it('keeps the order of the rows when a Parquet file is made of several parts', async () => {
    const out = join(folder, 'numbers.parquet')
    await writeParquet(out, [['profileId', 'VARCHAR'], ['at', 'BIGINT'], ['name', 'VARCHAR']], 5, async (csv, part) => {
      const lines = Array.from({ length: 1000 }, (_, row) => `p,${1_700_000_000_000 + part * 1000 + row},n${part * 1000 + row}`)
      writeFileSync(csv, `profileId,at,name\n${lines.join('\n')}\n`)
    })
    const { directory } = await importDataset({ paths: [out], mapping: {}, cacheDir: join(folder, 'cache') })
    expect(plain(await openDataset(directory)).names).toEqual(Array.from({ length: 5000 }, (_, row) => `n${row}`))
    expect(readdirSync(folder).sort()).toEqual(['cache', 'numbers.parquet'])
  })

  it('leaves nothing behind when a part cannot be written', async () => {
    const out = join(folder, 'numbers.parquet')
    const written = writeParquet(out, [['profileId', 'VARCHAR']], 3, async (csv, part) => {
      if (part === 2) throw new Error('the disk is full')
      writeFileSync(csv, 'profileId\np\n')
    })
    await expect(written).rejects.toThrow('the disk is full')
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses a folder that is not there and an ending it does not know', async () => {
    const request = { spec: passoSpec, profiles: 10, seed: 0 }
    await expect(writePopulationFile({ ...request, out: join(folder, 'missing', 'events.csv') })).rejects.toMatchObject({ code: 'E_READ_ONLY' })
    await expect(writePopulationFile({ ...request, out: join(folder, 'events.xlsx') })).rejects.toMatchObject({ code: 'E_USAGE' })
    await expect(writePopulationFile({ ...request, out: join(folder, 'events.parquet.gz') })).rejects.toMatchObject({ code: 'E_USAGE' })
    await expect(writePopulationFile({ ...request, out: join(folder, 'e.csv'), attributes: join(folder, 'a.parquet') })).rejects.toMatchObject({ code: 'E_USAGE' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('rehearse population', () => {
  it('writes the people of a template', async () => {
    const out = join(folder, 'events.csv')
    expect(await populationCommand(['passo-dukkan', '--profiles', '20', '--seed', '3', '--out', out])).toBe(0)
    const ids = readFileSync(out, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(',')[0])
    expect([...new Set(ids)]).toEqual(Array.from({ length: 20 }, (_, profile) => `fan-${String(profile).padStart(8, '0')}`))
  })

  it.each([
    [[], 'no template given'],
    [['coupon-campaign', '--out', 'x.csv'], 'template "coupon-campaign" has no synthetic population'],
    [['passo-dukkan', 'coupon-campaign', '--out', 'x.csv'], 'one template at a time, not also coupon-campaign'],
    [['passo-dukkan'], '--out is missing'],
    [['passo-dukkan', '--out', 'x.csv', '--profiles', '0'], '--profiles "0" is no whole number of 1 or more'],
    [['passo-dukkan', '--out', 'x.csv', '--profiles', '100000001'], '--profiles 100000001 is too many'],
  ])('refuses %j', async (args, message) => {
    await expect(populationCommand(args)).rejects.toMatchObject({ code: 'E_USAGE', unusable: true, message })
  })
})
