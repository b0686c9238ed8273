import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { populationCommand } from '../../../engine/cli/commands/population.ts'
import { textAt, type EventDataset, type ValueColumn } from '../../../engine/core/model/dataset.ts'
import { fidelityReportSchema } from '../../../engine/core/population/fidelity/report.ts'
import { generatePeople } from '../../../engine/core/population/generate.ts'
import { readPopulation } from '../../../engine/core/population/read-spec.ts'
import type { PopulationDocument } from '../../../engine/core/population/spec.ts'
import { openDataset } from '../../../engine/node/columns/index.ts'
import { importDataset } from '../../../engine/node/ingest/index.ts'
import { plainSpec, shopSpec } from './shop-spec.ts'

let folder: string
let printed: string
const at = (name: string) => join(folder, name)
const specFile = (spec: PopulationDocument) => {
  writeFileSync(at('shop.population.json'), JSON.stringify(spec))
  return at('shop.population.json')
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-population-command-'))
  vi.stubEnv('REHEARSAL_CACHE', at('cache'))
  printed = ''
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      if (stream === 'stdout') printed += String(text)
      return true
    })
  }
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

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

describe('rehearse population make', () => {
  it.each([['events.csv', 'people.jsonl'], ['events.csv.gz', 'people.jsonl.gz'], ['events.jsonl', 'people.jsonl'], ['events.parquet', 'people.jsonl']])(
    'writes people to %s and %s that come back as they were made, texts of digits among them',
    async (events, people) => {
      expect(await populationCommand(['make', specFile(shopSpec), '--profiles', '400', '--seed', '4', '--out', at(events), '--attributes', at(people)])).toBe(0)
      const made = generatePeople(shopSpec, { first: 0, count: 400 }, 4)
      expect(printed).toBe(`400 profiles, ${made.at.length.toLocaleString('en')} events -> ${at(events)}; attributes -> ${at(people)}\n`)
      const { directory } = await importDataset({ paths: [at(events)], mapping: {}, profiles: { path: at(people) }, cacheDir: at('cache') })
      expect(plain(await openDataset(directory))).toEqual(plain(made))
    },
  )

  it('says as data what it wrote', async () => {
    await populationCommand(['make', specFile(plainSpec()), '--profiles', '10', '--out', at('e.csv'), '--json'])
    expect(JSON.parse(printed)).toMatchObject({ profiles: 10, out: at('e.csv') })
  })

  it.each([
    [['make'], 'population make needs a spec'],
    [['make', 'a.json', 'b.json', '--out', 'x.csv'], 'population make takes one spec'],
    [['learn'], 'no event file given'],
    [['learn', 'x', '--events', 'y.csv', '--out', 'z'], '"x" stands alone'],
    [['learn', '--events', 'y.csv'], '--out is missing'],
    [['learn', '--events', 'y.csv', '--seed', '3'], 'population learn takes no --seed'],
    [['make', 'a.json', '--events', 'y.csv'], 'population make takes no --events'],
    [['x.population.json', '--out', 'x.csv'], 'template "x.population.json" has no synthetic population'],
  ])('refuses %j', async (args, message) => {
    const refused = populationCommand(args)
    await expect(refused).rejects.toMatchObject({ unusable: true })
    await expect(refused).rejects.toThrow(message === 'no event file given' ? /no event file given|--out is missing/ : message)
  })

  it('refuses a spec with problems, a missing one, and an ending it does not know', async () => {
    const out = ['--out', at('e.csv')]
    await expect(populationCommand(['make', specFile({ ...plainSpec(), tracks: {} }), ...out])).rejects.toMatchObject({ code: 'E_POPULATION', unusable: false })
    await expect(populationCommand(['make', at('none.json'), ...out])).rejects.toMatchObject({ code: 'E_UNREADABLE' })
    await expect(populationCommand(['make', specFile(plainSpec()), '--out', at('e.xlsx')])).rejects.toMatchObject({ code: 'E_USAGE' })
    await expect(populationCommand(['make', specFile(plainSpec()), '--out', at('no/e.csv')])).rejects.toMatchObject({ code: 'E_WRITE' })
    expect(readdirSync(folder)).toEqual(['shop.population.json'])
  })
})

describe('rehearse population learn and report', () => {
  it('learn from files what make can use, and hold it against them', async () => {
    await populationCommand(['make', specFile(shopSpec), '--profiles', '400', '--out', at('events.csv'), '--attributes', at('people.jsonl')])
    const source = ['--events', at('events.csv'), '--profiles', at('people.jsonl'), '--local-zone', 'Europe/Istanbul', '--session-gap', '45m']
    printed = ''
    expect(await populationCommand(['learn', ...source, '--out', at('learned.population.json'), '--name', 'Old shop'])).toBe(0)
    expect(printed).toMatch(/^\d+ kinds of people, \d+ states -> /)
    const spec = readPopulation(readFileSync(at('learned.population.json'), 'utf8'), 'learned')
    expect(spec).toMatchObject({ id: 'old-shop', timeZone: 'Europe/Istanbul' })
    expect(Object.keys(spec.states)).not.toContain('$session_start')

    printed = ''
    expect(await populationCommand(['report', ...source, '--spec', at('learned.population.json'), '--out', at('report.json'), '--seed', '2'])).toBe(0)
    expect(printed).toContain('Distances from 0 (alike) to 1')
    const report = fidelityReportSchema.parse(JSON.parse(readFileSync(at('report.json'), 'utf8')))
    expect(report.population).toMatchObject({ id: 'old-shop', seed: 2, profiles: 400, learnedHere: false })
    printed = ''
    await populationCommand(['report', ...source, '--spec', at('learned.population.json'), '--seed', '2', '--json'])
    expect(fidelityReportSchema.parse(JSON.parse(printed))).toEqual(report)
  })

  it('say where there are too few people, and know zones', async () => {
    writeFileSync(at('few.csv'), 'profileId,at,name\na,2026-01-01,visit\n')
    const few = ['--events', at('few.csv'), '--out', at('x.population.json')]
    await expect(populationCommand(['learn', ...few])).rejects.toMatchObject({ code: 'E_FEW_PEOPLE' })
    await expect(populationCommand(['learn', ...few, '--local-zone', 'Nowhere'])).rejects.toMatchObject({ code: 'E_ZONE', unusable: true })
    await expect(populationCommand(['learn', ...few, '--session-gap', 'long'])).rejects.toMatchObject({ code: 'E_USAGE' })
  })
})
