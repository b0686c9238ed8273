import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { importDataset, loadDatasetForRun, parseMapping, type ImportProgress } from '../../../engine/node/ingest/index.ts'
import { fileWith, importFiles, rowsOf, temporaryFolder } from './files.ts'

const some = 'profileId,at,name,v\na,1,x,1\nb,2,y,text\nb,bad,y,\n'
const sha = (...parts: (string | Uint8Array)[]) => `sha256:${parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')}`

describe('the cache', () => {
  test('an import says what it found, and the same files are not read again', async () => {
    const cacheDir = temporaryFolder()
    const path = fileWith(some)
    const first = await importDataset({ paths: [path], mapping: {}, cacheDir })
    expect(first).toEqual({
      directory: first.directory, digest: sha(some), events: 2, profiles: 2, from: 1000, to: 2000, rejected: 1, rejectedByReason: { 'unreadable instant': 1 },
      timestampFormats: [{ format: 'epoch seconds', rows: 2 }], columns: { properties: ['v'], attributes: [] }, attributesAsOf: null, fromCache: false,
    })
    expect(await importDataset({ paths: [path], mapping: {}, cacheDir })).toEqual({ ...first, fromCache: true })
    expect(readdirSync(cacheDir)).toHaveLength(1)
  })

  test('the digest is that of the bytes of all files, events before profiles, in the order given', async () => {
    const folder = temporaryFolder()
    const zipped = gzipSync('profileId,at,name\nz,3,z\n')
    const paths = [fileWith(zipped, 'b.csv.gz', folder), fileWith(some, 'a.csv', folder)]
    const profiles = fileWith('id,x\na,1\n', 'p.csv', folder)
    expect((await importFiles(paths, {}, { profiles: { path: profiles } })).imported.digest).toBe(sha(zipped, some, 'id,x\na,1\n'))
  })

  test('another mapping, constant name or profiles column is another dataset', async () => {
    const cacheDir = temporaryFolder()
    const path = fileWith('profileId,at,name,other\na,1,x,b\n')
    const requests = [{ mapping: {} }, { mapping: { profileId: 'other' } }, { mapping: {}, setName: 'z' }]
    const directories = await Promise.all(requests.map(async (one) => (await importDataset({ paths: [path], cacheDir, ...one })).directory))
    expect(new Set(directories).size).toBe(3)
  })

  test('a cut, changed or missing file of the cache is noticed and the dataset imported anew', async () => {
    const cacheDir = temporaryFolder()
    const request = { events: [fileWith(some)], cacheDir }
    const { dataset, imported } = await loadDatasetForRun(request)
    const expected = rowsOf(dataset)
    const files = readdirSync(imported.directory)
    expect(files.sort()).toEqual(['dataset.json', 'property-0.bin', 'rejects.index', 'rejects.jsonl', 'rows.bin'])
    for (const file of ['dataset.json', 'property-0.bin', 'rows.bin']) {
      const path = join(imported.directory, file)
      const whole = readFileSync(path)
      const flipped = Buffer.from(whole)
      flipped[whole.length >> 1]! ^= 1
      for (const damaged of [whole.subarray(0, whole.length >> 1), flipped, Buffer.alloc(0), Buffer.concat([whole, whole])]) {
        writeFileSync(path, damaged)
        const again = await loadDatasetForRun(request)
        expect([again.imported.fromCache, rowsOf(again.dataset)]).toEqual([false, expected])
        expect(readFileSync(path)).toEqual(whole)
      }
    }
    expect((await loadDatasetForRun(request)).imported.fromCache).toBe(true)
  })

  test('a truncated cache is rebuilt', async () => {
    const request = { paths: [fileWith(some)], mapping: {}, cacheDir: temporaryFolder() }
    const { directory } = await importDataset(request)
    truncateSync(join(directory, 'rows.bin'), 100)
    expect((await importDataset(request)).fromCache).toBe(false)
    expect((await importDataset(request)).fromCache).toBe(true)
  })
})

describe('a failed import leaves nothing behind', () => {
  const manyRows = (rows: number): string => {
    const lines = Array.from({ length: rows }, (_, row) => `user-${row % 5000},${1_700_000_000 + row},x,"{""value"":${row}}"`)
    return `profileId,at,name,properties\n${lines.join('\n')}\n`
  }

  test('when it is cancelled in any phase', async () => {
    const path = fileWith(manyRows(60_000))
    for (const phase of ['checking', 'reading', 'sorting'] as const) {
      const cacheDir = temporaryFolder()
      const stop = new AbortController()
      const onProgress = (progress: ImportProgress) => progress.phase === phase && stop.abort()
      await expect(importDataset({ paths: [path], mapping: {}, cacheDir, signal: stop.signal, onProgress })).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(readdirSync(cacheDir)).toEqual([])
    }
  })

  test('when it is cancelled while a file is being written, which is closed', async () => {
    const cacheDir = temporaryFolder()
    const stop = new AbortController()
    const onProgress = ({ phase }: ImportProgress) => {
      if (phase === 'writing') setImmediate(() => setImmediate(() => setImmediate(() => stop.abort())))
    }
    const importing = importDataset({ paths: [fileWith(manyRows(60_000))], mapping: {}, cacheDir, signal: stop.signal, onProgress })
    await expect(importing).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(cacheDir)).toEqual([])
    if (!existsSync('/proc/self/fd')) return // only Linux tells which files are open
    const open = readdirSync('/proc/self/fd').map((descriptor) => {
      try {
        return readlinkSync(join('/proc/self/fd', descriptor))
      } catch {
        return '' // that of the listing itself
      }
    })
    expect(open.filter((path) => path.startsWith(cacheDir))).toEqual([])
  })

  test('when a row further down makes the file unusable', async () => {
    const cacheDir = temporaryFolder()
    await expect(importFiles(fileWith(`profileId,at,name\na,never,x\nb,,x\n`), {}, { cacheDir })).rejects.toMatchObject({
      code: 'E_NO_USABLE_ROW', unusable: true, message: expect.stringContaining('1 × unreadable instant, 1 × no instant'),
    })
    expect(readdirSync(cacheDir)).toEqual([])
  })

  test('when the disk is full', () => {
    // A limit on the size of files stands in for a full disk: the write that goes past it fails in the same place.
    const cacheDir = temporaryFolder()
    const path = fileWith(manyRows(20_000))
    const module = new URL('../../../engine/node/ingest/index.ts', import.meta.url).href
    const code = `const { importDataset } = await import(${JSON.stringify(module)})
      await importDataset({ paths: [${JSON.stringify(path)}], mapping: {}, cacheDir: ${JSON.stringify(cacheDir)} })
        .then(() => console.log('imported'), ({ code, message }) => console.log(code, message))`
    const { stdout } = spawnSync('bash', ['-c', 'ulimit -f 64; exec "$0" --input-type=module -e "$1"', process.execPath, code], { encoding: 'utf8' })
    expect(stdout).toMatch(/^E_DISK_FULL No space left while writing /)
    expect(readdirSync(cacheDir)).toEqual([])
  })

  test.each([
    ['the folder is a file', () => join(fileWith('not a folder', 'cache'), 'datasets')],
    ['the folder cannot be made', () => '/proc/rehearsal-cannot-be/datasets'],
  ])('when %s', async (_, folder) => {
    await expect(importFiles(fileWith(some), {}, { cacheDir: folder() })).rejects.toMatchObject({ code: 'E_READ_ONLY', help: expect.stringContaining('folder') })
  })
})

describe('files that cannot be used', () => {
  test.each([
    ['a file that is not there', () => join(temporaryFolder(), 'no.csv'), 'E_UNREADABLE'],
    ['a folder', () => temporaryFolder(), 'E_UNREADABLE'],
    ['a device', () => '/dev/null', 'E_UNREADABLE'],
    ['a file of 0 bytes', () => fileWith(''), 'E_EMPTY_FILE'],
    ['a file of blank lines', () => fileWith('\n\n'), 'E_NO_USABLE_ROW'],
    ['a header without rows', () => fileWith('profileId,at,name\n'), 'E_NO_USABLE_ROW'],
    ['text named .gz', () => fileWith(some, 'events.csv.gz'), 'E_GZIP'],
    ['a cut gzip', () => fileWith(gzipSync(some.repeat(100)).subarray(0, 60), 'events.csv.gz'), 'E_GZIP'],
    ['a damaged gzip', () => fileWith(damagedGzip(), 'events.csv.gz'), 'E_GZIP'],
    ['text named .parquet', () => fileWith(some, 'events.parquet'), 'E_NOT_PARQUET'],
    ['text named .zst', () => fileWith(some, 'events.csv.zst'), 'E_ZSTD'],
    ['a cut zstd', () => fileWith(zstdCompressSync(some.repeat(100)).subarray(0, 40), 'events.csv.zst'), 'E_ZSTD'],
    ['a damaged zstd', () => fileWith(damagedZstd(), 'events.csv.zst'), 'E_ZSTD'],
    ['UTF-8 with other bytes further down', () => fileWith(Buffer.concat([Buffer.from(some.repeat(9000)), Buffer.from('a,1,caf\xe9,\n', 'latin1')])), 'E_ENCODING'],
  ])('%s is a clear error', async (_, path, code) => {
    await expect(importFiles(path())).rejects.toMatchObject({ code, unusable: true, message: expect.stringMatching(/.{20}/), help: expect.stringMatching(/.{10}/) })
  })

  function damagedZstd(): Buffer {
    const bytes = zstdCompressSync(some)
    bytes.fill(0xff, 8, 30)
    return bytes
  }

  function damagedGzip(): Buffer {
    const bytes = gzipSync(some)
    bytes.fill(0xff, 12, 40)
    return bytes
  }

  test('one unusable file among others makes the import fail, naming that file', async () => {
    const folder = temporaryFolder()
    const paths = [fileWith(some, 'good.csv', folder), fileWith('profileId,at,name\n', 'empty.csv', folder)]
    await expect(importFiles(paths)).rejects.toMatchObject({ code: 'E_NO_USABLE_ROW', message: expect.stringContaining('empty.csv') })
  })

  test('a mapped column that is missing lists the columns there are and the nearest', async () => {
    await expect(importFiles(fileWith('user_id,timestamp,event\na,1,x\n'), { profileId: 'userid', at: 'timestamp', name: 'event' })).rejects.toMatchObject({
      code: 'E_COLUMN_MISSING', unusable: true, message: expect.stringContaining('"userid" for the profile ids. Columns: user_id, timestamp, event.'),
      help: 'Did you mean "user_id"? Say which it is with --map profileId=<column>.',
    })
  })
})

test('progress goes through the phases, never backwards, and ends each at its total', async () => {
  const told: ImportProgress[] = []
  await importFiles(fileWith(some.repeat(1)), {}, { onProgress: (one) => told.push({ ...one }) })
  expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['checking', 'reading', 'sorting', 'writing'])
  for (const phase of ['checking', 'reading', 'sorting', 'writing']) {
    const own = told.filter((one) => one.phase === phase)
    expect(own.map(({ done }) => done)).toEqual(own.map(({ done }) => done).sort((a, b) => a - b))
    expect(own.at(-1)!.done).toBe(own.at(-1)!.total)
  }
})

test('more people than are laid out at once keep their ids and events, in the order of their ids', async () => {
  const count = 140_000
  const idOf = (index: number): string => `${(index * 7919) % count}-ş`
  const lines = Array.from({ length: count }, (_, index) => `${idOf(index)},${1_700_000_000_000 + index},x,${index}`)
  const { rows } = await importFiles(fileWith(`profileId,at,name,v\n${lines.join('\n')}\n`))
  const byId = Array.from({ length: count }, (_, index) => ({ id: idOf(index), index })).sort((a, b) => (a.id < b.id ? -1 : 1))
  expect(rows.length).toBe(count)
  expect(rows.findIndex(({ profileId, at, properties }, place) => {
    const { id, index } = byId[place]!
    return profileId !== id || Date.parse(at) !== 1_700_000_000_000 + index || properties['v'] !== index
  })).toBe(-1)
})

describe('--map', () => {
  test('names a column for each role', () => {
    expect(parseMapping('profileId=user_id, at = ts,name=event type,properties=a=b')).toEqual({ profileId: 'user_id', at: 'ts', name: 'event type', properties: 'a=b' })
  })

  test.each(['user=user_id', 'profileId', 'profileId=', 'at=a,at=b', '=x'])('%s is refused', (text) => {
    expect(() => parseMapping(text)).toThrow(expect.objectContaining({ code: 'E_MAP', unusable: true }))
  })
})

const real = new URL('../../../../shared/data/complete-journey/events.csv.gz', import.meta.url).pathname
describe.skipIf(!existsSync(real))('The Complete Journey (skipped where ../shared/data is not there)', () => {
  test('all of its 83,691 events are read', async () => {
    const { imported, dataset } = await importFiles(real, { profileId: 'user_id', at: 'timestamp', name: 'event' })
    expect({ ...imported, directory: '' }).toEqual({
      directory: '',
      digest: 'sha256:b35149915dc2096ad7ae623b4748235a4eb774b80c8d74721633759056ccd05a',
      events: 83_691,
      profiles: 2379,
      from: Date.parse('2016-11-14T00:00:00Z'),
      to: Date.parse('2018-01-01T03:47:38Z'),
      rejected: 0,
      rejectedByReason: {},
      timestampFormats: [{ format: 'ISO 8601', rows: 83_691 }],
      columns: {
        properties: ['campaign_id', 'campaign_type', 'end_date', 'basket_id', 'product_id', 'quantity', 'sales_value', 'coupon_disc', 'coupon_upc'],
        attributes: [],
      },
      attributesAsOf: null,
      fromCache: false,
    })
    expect([...dataset.names].sort()).toEqual(['campaign_received', 'coupon_redeemed', 'purchase_line'])
  })
})
