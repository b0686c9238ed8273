import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { limitsNow, limitsOfMachine, setLimits } from '../../../engine/node/limits.ts'
import { framesOf, LogFile } from '../../../engine/node/log/log-file.ts'
import { EVENTS, MAPPING, welcome } from '../../contract/case.ts'
import { homeFolder, openHost, withHome } from '../workspace/open-host.ts'

withHome()

const DAY = 86_400_000

describe('limits', () => {
  it('follow the machine: half its memory for all workers together, 4 GB each at most', () => {
    expect(limitsOfMachine(2, 4096)).toEqual({ threads: 2, workerMb: 1024, duckDbMb: 2048, duckDbTempMb: 20_000 })
    expect(limitsOfMachine(64, 262_144)).toMatchObject({ threads: 8, workerMb: 4096, duckDbMb: 16_384 })
    expect(limitsOfMachine(1, 256)).toMatchObject({ threads: 1, workerMb: 512, duckDbMb: 512 })
  })

  it('hold from the next work on, and the machine\'s come back when nothing is chosen', async () => {
    const { call } = openHost()
    await call('settings.save', { limits: { threads: 1, workerMb: 300 } })
    expect(limitsNow()).toMatchObject({ threads: 1, workerMb: 300 })
    await call('settings.save', { limits: { threads: null, workerMb: null } })
    expect(limitsNow()).toEqual(limitsOfMachine())
  })

  it('that are kept but are not possible on this machine count as not chosen', async () => {
    const first = openHost()
    await first.call('settings.save', { regional: { currency: 'TRY' } })
    await first.host.close()
    const database = new Database(join(first.host.workspaceDir, 'rehearsal.sqlite'))
    database.prepare("INSERT INTO settings VALUES ('limits', ?)").run(JSON.stringify({ threads: 4096, workerMb: 700, surprise: 1 }))
    database.prepare("UPDATE settings SET value = 'null' WHERE area = 'regional'").run()
    database.close()
    expect((await openHost().call('settings.get', {})).settings).toMatchObject({ limits: { threads: null, workerMb: 700 }, regional: { currency: null } })
  })
})

describe('settings', () => {
  it('change only what is named', async () => {
    const { call } = openHost()
    await call('settings.save', { regional: { currency: 'EUR', weekStart: 'sunday' } })
    const { settings, defaults } = await call('settings.save', { regional: { timeZone: 'Europe/Istanbul' }, retention: { runsDays: 90 } })
    expect(settings).toEqual({ ...defaults, regional: { currency: 'EUR', weekStart: 'sunday', timeZone: 'Europe/Istanbul' }, retention: { ...defaults.retention, runsDays: 90 } })
  })

  it('that cannot be are refused with the reason, and nothing of the same change is kept', async () => {
    const { call, refusal } = openHost()
    const impossible = [
      { regional: { currency: 'EURO' } }, { regional: { timeZone: 'Mars/Olympus' } }, { limits: { threads: 0 } }, { limits: { threads: availableParallelism() + 1 } }, { limits: { threads: 1.5 } },
      { limits: { workerMb: 10 } }, { limits: { duckDbMb: 1e9 } }, { retention: { runsDays: 0 } }, { retention: { logsDays: 99_999 } },
    ]
    for (const change of impossible) {
      const { code, help } = await refusal('settings.save', { ...change, regional: { currency: 'USD', ...('regional' in change ? change.regional : {}) } })
      expect([JSON.stringify(change), code]).toEqual([JSON.stringify(change), 'E_SETTING'])
      expect(help).not.toBe('')
    }
    expect((await call('settings.get', {})).settings).toEqual((await call('settings.get', {})).defaults)
    setLimits({ threads: null, workerMb: null, duckDbMb: null, duckDbTempMb: null })
  })
})

describe('what is kept long enough', () => {
  /** Everything in the database was done so many days ago. */
  function age(directory: string, days: number): void {
    const database = new Database(join(directory, 'rehearsal.sqlite'))
    const at = Date.now() - days * DAY
    database.exec(`UPDATE journey_versions SET saved_at = ${at}; UPDATE runs SET started_at = ${at} + rowid; UPDATE journey_drafts SET kept_at = ${at}`)
    database.close()
  }

  it('goes by the days that were chosen; what was pinned, named or is the last of its journey never does', async () => {
    const { call, host } = openHost()
    writeFileSync(join(homeFolder(), 'events.csv'), EVENTS)
    const { id } = await call('journeys.save', { id: null, document: welcome('One'), baseVersion: null })
    for (const [index, name] of ['Two', 'Three', 'Four', 'Five'].entries()) await call('journeys.save', { id, document: welcome(name), baseVersion: index + 1 })
    await call('journeys.describeVersion', { id, version: 1, pinned: true })
    await call('journeys.describeVersion', { id, version: 2, label: 'Launch' })
    const { id: datasetId } = await call('datasets.import', { jobId: 'import', name: 'Shop', paths: [join(homeFolder(), 'events.csv')], mapping: MAPPING })
    for (const jobId of ['a', 'b', 'c']) await call('runs.start', { jobId, journeyId: id, document: welcome('Five'), datasetId })
    await call('drafts.keep', { id: 'd', holder: 'w', journeyId: id, baseVersion: 3, text: JSON.stringify(welcome('Draft')) })
    age(host.workspaceDir, 100)

    const retention = { draftsDays: 200, runsDays: 90, versionsDays: 90, backupsDays: null, logsDays: null }
    const expected = [{ what: 'drafts', count: 0 }, { what: 'runs', count: 2 }, { what: 'versions', count: 1 }, { what: 'backups', count: 0 }, { what: 'logs', count: 0 }]
    expect(await call('retention.preview', { retention })).toMatchObject(expected)
    expect((await call('retention.preview', {})).every(({ count }) => count === 0)).toBe(true)
    await call('settings.save', { retention })
    const gone = await call('retention.apply', {})
    expect(gone).toMatchObject(expected)
    expect(gone[1]!.bytes).toBeGreaterThan(500)
    expect((await call('journeys.versions', { id })).map(({ version }) => version)).toEqual([5, 3, 2, 1])
    expect(await call('runs.list', {})).toHaveLength(1)
    expect(await call('drafts.list', {})).toHaveLength(1)
    await call('journeys.save', { id, document: welcome('Six'), baseVersion: 5 })
    expect((await call('journeys.versions', { id }))[0]).toMatchObject({ version: 6 })
  })

  it('leaves the newest backup, however old', async () => {
    const { call, host } = openHost()
    const folder = join(host.workspaceDir, 'backups')
    mkdirSync(folder, { recursive: true })
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      writeFileSync(join(folder, `${name}.sqlite`), 'x'.repeat(100))
      const at = Date.now() / 1000 - (400 - index) * 86_400
      utimesSync(join(folder, `${name}.sqlite`), at, at)
    }
    const before = readdirSync(folder).filter((name) => !/^[abc]\.sqlite$/.test(name)).length
    await call('settings.save', { retention: { backupsDays: 30 } })
    await call('retention.apply', {})
    expect(readdirSync(folder).filter((name) => /^[abc]\.sqlite$/.test(name))).toEqual(before > 0 ? [] : ['c.sqlite'])
  })
})

describe('the log', () => {
  it('holds no word of a person, whatever is handed in', () => {
    const log = new LogFile(join(homeFolder(), 'logs'), () => 5)
    log.write('refused', { method: 'journeys.get', code: 'E_NOT_FOUND', path: '/home/ada/secret plans.csv', who: 'ada@example.org', words: ['ok', 'Ada Lovelace'], count: 3 })
    expect(log.last(9, () => true)).toEqual([{ at: 5, event: 'refused', method: 'journeys.get', code: 'E_NOT_FOUND', path: 'left-out', who: 'left-out', words: ['ok', 'left-out'], count: 3 }])
    expect(framesOf(new Error('Ada').stack!)[0]).toMatch(/^settings\.test\.ts:\d+:\d+$/)
  })

  it('puts full files aside and keeps four of them', () => {
    let now = 0
    const log = new LogFile(join(homeFolder(), 'logs'), () => (now += 1000), 200)
    for (let count = 0; count < 60; count++) log.write('opened', { count })
    expect(readdirSync(log.directory)).toHaveLength(5)
    expect(log.last(2, () => true).map(({ count }) => count)).toEqual([59, 58])
    expect(log.bytes()).toBeLessThan(2000)
  })

  it('never ends what was going on', () => {
    writeFileSync(join(homeFolder(), 'a-file'), '')
    expect(() => new LogFile(join(homeFolder(), 'a-file', 'logs'), () => 1).write('opened')).not.toThrow()
  })

  it('of a session, and its problem report, name no person, journey, event or secret', async () => {
    const { call, refusal, host } = openHost()
    const secretive = EVENTS.replaceAll('ada', 'ada.lovelace@example.org').replaceAll('signup', 'very_private_event')
    writeFileSync(join(homeFolder(), 'customers of acme.csv'), secretive)
    const { id } = await call('journeys.save', { id: null, document: welcome('Project Nightingale'), baseVersion: null })
    const { id: datasetId } = await call('datasets.import', { jobId: 'i', name: 'Acme customers', paths: [join(homeFolder(), 'customers of acme.csv')], mapping: MAPPING })
    await call('runs.start', { jobId: 'r', journeyId: id, document: welcome('Project Nightingale'), datasetId })
    await refusal('runs.explain', { document: welcome('Project Nightingale'), datasetId, profileId: 'grace.hopper@example.org' })
    await refusal('journeys.get', { id: 'Project Nightingale' })
    await refusal('datasets.preview', { path: join(homeFolder(), 'not there of acme.csv') })
    await refusal('no such method by ada.lovelace@example.org' as 'app.info', {})
    const { directory, failures } = await call('support.log', {})
    expect(failures.map(({ method, code }) => [method, code])).toEqual([['unknown', 'E_UNKNOWN_METHOD'], ['datasets.preview', 'E_UNREADABLE'], ['journeys.get', 'E_NOT_FOUND'], ['runs.explain', 'E_PROFILE']])
    const { text, fileName } = await call('support.report', { window: { 'Screen': '1280 × 800' } })
    expect(fileName).toMatch(/^Rehearsal problem report \d{4}-\d\d-\d\d\.txt$/)
    const written = [text, ...readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'))].join('\n')
    for (const word of ['ada.', 'lovelace', 'grace', 'hopper', 'nightingale', 'very_private_event', 'acme', 'purchase', 'example.org']) expect(written.toLowerCase(), word).not.toContain(word)
    expect(text).toContain('1: 5 events, 3 profiles, 1 rows rejected')
    expect(text).toContain('E_PROFILE')
    expect(text).not.toContain(homeFolder())
    expect((await call('support.report', { journeyId: id, window: {} })).text).toContain('Project Nightingale')
    expect(existsSync(join(host.workspaceDir, 'logs', 'rehearsal.log'))).toBe(true)
  })
})
