import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../../engine/core/json.ts'
import { buildDataset, codesFor, type EventDataset } from '../../../engine/core/model/dataset.ts'
import { readBlocks } from '../../../engine/node/columns/blocks.ts'
import { writeBlocks } from './write-blocks.ts'
import { writeError } from '../../../engine/node/columns/file-errors.ts'
import { catalogueOf, datasetInfo, openDataset, readRejects, writeDataset, type ImportFacts } from '../../../engine/node/columns/index.ts'
import { attributesOf, rowsOf, temporaryFolder } from '../ingest/files.ts'

const facts: ImportFacts = { files: ['x.csv'], mapping: { at: 'ts' }, setName: null, rejected: 3, rejectedByReason: { odd: 3 }, timestampFormats: [{ format: 'ISO 8601', rows: 2 }] }

const values: JsonValue[] = [true, false, null, 0, -1.5, 1e300, '', 'text', '👩‍🚀 ğ', '"', 'a'.repeat(5000), [1, 'a', null, { b: [] }], []]
const sample = (): EventDataset =>
  buildDataset(
    values.flatMap((value, index) => [
      { profileId: `p-${index % 3}-é`, at: index * 1000, name: `event-${index % 2}`, properties: { mixed: value, dense: index } },
      { profileId: 'alone', at: -5, name: 'rare' },
    ]),
    [{ profileId: 'no events', attributes: { plan: 'pro', score: 1 } }, { profileId: 'alone', attributes: { plan: 'free' } }],
    'sha256:abc',
  )

/** Plain arrays: shared and own memory alike. */
const plain = (dataset: EventDataset) => ({
  ...dataset,
  profileIds: { bytes: [...dataset.profileIds.bytes], offsets: [...dataset.profileIds.offsets] },
  offsets: [...dataset.offsets],
  at: [...dataset.at],
  nameCodes: [...dataset.nameCodes],
  properties: [...dataset.properties].map(([name, column]) => [name, [...column.codes], column.codes.constructor.name, column.values]),
  attributes: [...dataset.attributes].map(([name, column]) => [name, [...column.codes], column.codes.constructor.name, column.values]),
})

describe('the column cache', () => {
  test('gives back the dataset that was written', async () => {
    const directory = join(temporaryFolder(), 'deep', 'dataset')
    writeDataset(directory, sample(), facts)
    const opened = await openDataset(directory)
    expect(plain(opened)).toEqual(plain(sample()))
    expect(rowsOf(opened)).toEqual(rowsOf(sample()))
    expect(attributesOf(opened)).toEqual(attributesOf(sample()))
  })

  test('reads only the columns asked for', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    writeDataset(directory, sample(), facts)
    const opened = await openDataset(directory, { properties: ['dense', 'not there'], attributes: [] })
    expect([[...opened.properties.keys()], [...opened.attributes.keys()]]).toEqual([['dense'], []])
    // What is not asked for may even be damaged.
    writeFileSync(join(directory, 'property-0.bin'), '')
    await expect(openDataset(directory, { properties: ['dense'] })).resolves.toBeDefined()
    await expect(openDataset(directory, { properties: ['mixed'] })).rejects.toMatchObject({ code: 'E_CACHE_DAMAGED' })
  })

  test('lies in shared memory, so that workers read it without a copy', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    writeDataset(directory, sample(), facts)
    const { at, offsets, nameCodes, profileIds, properties } = await openDataset(directory)
    for (const array of [at, offsets, nameCodes, profileIds.bytes, properties.get('mixed')!.codes]) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  test('tells its counts and facts without its rows, and has no rejects if nothing was imported', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    writeDataset(directory, sample(), facts)
    expect(await datasetInfo(directory)).toEqual({
      ...facts, digest: 'sha256:abc', events: 26, profiles: 5, from: -5, to: 12_000, names: ['event-0', 'rare', 'event-1'], properties: ['mixed', 'dense'], attributes: ['plan', 'score'],
    })
    expect(await readRejects(directory, 0, 10)).toEqual({ total: 0, rows: [] })
  })

  test('is replaced as a whole, and an empty dataset is one too', async () => {
    const folder = temporaryFolder()
    const directory = join(folder, 'dataset')
    writeDataset(directory, sample(), facts)
    writeDataset(directory, buildDataset([]), facts)
    const { events, from, to } = await datasetInfo(directory)
    expect([events, from, to, readdirSync(folder)]).toEqual([0, 0, 0, ['dataset']])
    expect(rowsOf(await openDataset(directory))).toEqual([])
  })

  test('a folder that is no dataset is named as damaged', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    mkdirSync(directory)
    await expect(openDataset(directory)).rejects.toMatchObject({ code: 'E_CACHE_DAMAGED', message: expect.stringContaining(directory) })
  })

  test('a column of more than 65,536 values keeps them all', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    const events = Array.from({ length: 70_000 }, (_, index) => ({ profileId: 'a', at: index, name: 'x', properties: { id: `ğ${index}` } }))
    writeDataset(directory, buildDataset(events), facts)
    const { codes, values: texts } = (await openDataset(directory)).properties.get('id')!
    expect([codes.constructor, codesFor(1, 70_000).constructor]).toEqual([Uint32Array, Uint32Array])
    expect([...codes].map((code) => texts[code])).toEqual(events.map(({ properties }) => properties.id))
  })
})

test('a full disk is said to be one, whatever was being written', () => {
  let thrown: unknown
  try {
    writeBlocks('/dev/full', 'x', [['at', new Float64Array(100)]])
  } catch (error) {
    thrown = writeError(error, '/dev/full')
  }
  expect(thrown).toMatchObject({ code: 'E_DISK_FULL', message: 'No space left while writing /dev/full.' })
})

test('a block file that is not, byte for byte, what was written is not read', () => {
  const path = join(temporaryFolder(), 'x')
  const block = writeBlocks(path, 'x', [['a', Uint8Array.of(1, 2, 3)], ['b', Float64Array.of(1.5)], ['none', new Uint16Array()]])
  expect([...readBlocks(path, block)!].map(([name, array]) => [name, [...array]])).toEqual([['a', [1, 2, 3]], ['b', [1.5]], ['none', []]])
  expect(readBlocks(path, { ...block, crc: block.crc ^ 1 })).toBeUndefined()
  expect(readBlocks(path, { ...block, bytes: block.bytes + 8 })).toBeUndefined()
  expect(readBlocks(`${path}.gone`, block)).toBeUndefined()
})

describe('the catalogue', () => {
  const dataset = () =>
    buildDataset(
      [
        { profileId: 'a', at: 10, name: 'buy', properties: { price: 5, tags: ['x'] } },
        { profileId: 'a', at: 30, name: 'buy', properties: { price: 5 } },
        { profileId: 'b', at: 20, name: 'buy', properties: { price: 'free', note: null } },
        { profileId: 'b', at: 5, name: 'see', properties: { ok: true } },
      ],
      [{ profileId: 'a', attributes: { plan: 'pro' } }],
    )

  const fact = (name: string, types: string[], coverage: number, top: [string, number][], min: number | null = null, max = min) => ({
    name, types, coverage, distinct: top.length, top: top.map(([value, count]) => ({ value, count })), min, max,
  })

  test('names events with counts, spans and properties, and attributes', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    writeDataset(directory, dataset(), facts)
    const expected = {
      events: [
        {
          name: 'buy', count: 3, profiles: 2, first: 10, last: 30, rate: [3],
          properties: [fact('price', ['number', 'text'], 1, [['5', 2], ['free', 1]], 5), fact('tags', ['list'], 1 / 3, [['["x"]', 1]])],
        },
        { name: 'see', count: 1, profiles: 1, first: 5, last: 5, rate: [1], properties: [fact('ok', ['boolean'], 1, [['true', 1]])] },
      ],
      attributes: [fact('plan', ['text'], 0.5, [['pro', 1]])],
      rate: { unit: 'day', starts: [0], total: [4] },
      sessions: expect.objectContaining({ gapMs: 1_800_000, sessions: 2, profiles: 2 }) as unknown,
    }
    expect(await catalogueOf(directory)).toEqual(expected)
    writeFileSync(join(directory, 'rows.bin'), '') // what is kept beside the columns answers without them
    expect(await catalogueOf(directory)).toEqual(expected)
  })

  test('a cut one is computed anew', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    writeDataset(directory, dataset(), facts)
    const first = await catalogueOf(directory)
    writeFileSync(join(directory, 'catalogue.json'), '{"events":[')
    expect(await catalogueOf(directory)).toEqual(first)
  })

  test('keeps the ten most frequent values, equal ones by name', async () => {
    const directory = join(temporaryFolder(), 'dataset')
    const events = Array.from({ length: 100 }, (_, index) => ({ profileId: 'a', at: index, name: 'x', properties: { v: index < 60 ? `often-${index % 3}` : `once-${index}` } }))
    writeDataset(directory, buildDataset(events), facts)
    const [property] = (await catalogueOf(directory)).events[0]!.properties
    expect([property!.distinct, property!.top]).toEqual([
      43,
      [['often-0', 20], ['often-1', 20], ['often-2', 20], ...['60', '61', '62', '63', '64', '65', '66'].map((id) => [`once-${id}`, 1])].map(([value, count]) => ({ value, count })),
    ])
  })
})
