import Database from 'better-sqlite3'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { MethodName } from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { documentDigest } from '../../engine/node/document-digest.ts'
import { canonicalPath } from '../../engine/node/storage/journey-file.ts'
import { VERSION } from '../../engine/node/version.ts'
import { EVENTS, MAPPING, welcome, type Bench } from './case.ts'
import { connectionsAccepted } from './connection-cases.ts'
import { coverageAccepted } from './coverage-cases.ts'
import { dialectsAccepted } from './dialect-cases.ts'
import { storeAccepted } from './store-cases.ts'
import { draftsAccepted } from './draft-cases.ts'
import { settingsAccepted } from './settings-cases.ts'
import { exploreAccepted } from './explore-cases.ts'
import { flightAccepted } from './flight-cases.ts'
import { htmlAccepted } from './html-cases.ts'
import { logAccepted } from './log-cases.ts'
import { peopleAccepted } from './people-cases.ts'
import { playbackAccepted } from './playback-cases.ts'
import { personAccepted } from './person-cases.ts'
import { populationAccepted } from './population-cases.ts'
import { previewsAccepted } from './preview-cases.ts'
import { publishAccepted } from './publish-cases.ts'
import { forecastAccepted } from './forecast-cases.ts'
import { proposalsAccepted } from './proposal-cases.ts'
import { reportAccepted } from './report-cases.ts'
import { scenariosAccepted } from './scenario-cases.ts'
import { segmentsAccepted } from './segment-cases.ts'
import { targetsAccepted } from './target-cases.ts'
import { templatesAccepted } from './template-cases.ts'
import { whatIfAccepted } from './what-if-cases.ts'

/** Something a method does, checked with real calls on a workspace of its own. */
export interface Accepted { that: string; holds: (bench: Bench) => Promise<void> }

const summaryOfWelcome = {
  journeyId: 'welcome',
  name: 'Welcome',
  description: 'Says hello to who signs up.',
  version: 1,
  steps: 2,
  path: null,
  datasetId: null,
  lastRunId: null,
}
const undescribed = { label: null, note: null, pinned: false, origin: { kind: 'saved' as const }, edits: [] }
const anyId: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/)
const anInstant: unknown = expect.any(Number)

const care: JourneyDocument = { ...welcome('Care'), id: 'care', policies: { caps: [{ channel: '*', count: 5, within: 'P1D' }] } }

/** Data, a document, and the key of a saved journey that greets the same people at the same time. */
async function companions(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  const { id: key } = await bench.saveJourney(care)
  return { document: welcome(), datasetId, key }
}

/** What every method does. A new method without an entry does not compile. */
export const accepted: { [M in MethodName]: readonly Accepted[] } = {
  'app.info': [
    {
      that: 'names the version, the workspace and the machine',
      async holds(bench) {
        const workspace = join(bench.folder, 'workspace')
        expect(await bench.call('app.info', {})).toEqual({ version: VERSION, workspace, node: process.versions.node, platform: process.platform })
      },
    },
  ],
  'app.versions': [
    {
      that: 'names what the engine is made on',
      async holds(bench) {
        expect(await bench.call('app.versions', {})).toEqual({ duckdb: expect.stringMatching(/^\d+\.\d+/), sqlite: expect.stringMatching(/^3\.\d+/), journeyFormat: 1 })
      },
    },
  ],
  'journeys.list': [
    {
      that: 'has the last saved first, and nothing deleted',
      async holds(bench) {
        expect(await bench.call('journeys.list', {})).toEqual([])
        const first = await bench.saveJourney(welcome('First'))
        await bench.saveJourney(welcome('Second'))
        const gone = await bench.saveJourney(welcome('Gone'))
        await bench.call('journeys.delete', { id: gone.id })
        await bench.call('journeys.save', { id: first.id, document: welcome('First, again'), baseVersion: 1 })
        expect((await bench.call('journeys.list', {})).map(({ name, version }) => [name, version])).toEqual([['First, again', 2], ['Second', 1]])
      },
    },
  ],
  'journeys.get': [
    {
      that: 'gives the latest document, or that of an earlier version with the summary as it is now',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        const latest = await bench.call('journeys.save', { id, document: welcome('Hello'), baseVersion: 1 })
        expect(await bench.call('journeys.get', { id })).toEqual({ journey: latest, document: welcome('Hello') })
        expect(await bench.call('journeys.get', { id, version: 1 })).toEqual({ journey: latest, document: welcome() })
      },
    },
  ],
  'journeys.save': [
    {
      that: 'stores a new journey and tells every window',
      async holds(bench) {
        const saved = await bench.saveJourney()
        expect(saved).toEqual({ ...summaryOfWelcome, id: anyId, savedAt: anInstant })
        expect(bench.heard).toEqual([{ name: 'workspace.changed', payload: { what: 'journeys' } }])
      },
    },
    {
      that: 'makes no version of a save that changes nothing, whatever it was based on',
      async holds(bench) {
        const saved = await bench.saveJourney()
        expect(await bench.call('journeys.save', { id: saved.id, document: welcome(), baseVersion: 0 })).toEqual(saved)
      },
    },
    {
      that: 'makes a version of a change to the layout alone, with the same digest',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.call('journeys.save', { id, document: { ...welcome(), layout: { hello: { x: 10, y: 20 } } }, baseVersion: 1 })
        const versions = await bench.call('journeys.versions', { id })
        const digest = documentDigest(welcome())
        expect(versions).toMatchObject([{ version: 2, digest }, { version: 1, digest }])
      },
    },
    {
      that: 'goes on top of what somebody else saved if no base is named',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.call('journeys.save', { id, document: welcome('Theirs'), baseVersion: 1 })
        expect(await bench.call('journeys.save', { id, document: welcome('Mine'), baseVersion: null })).toMatchObject({ name: 'Mine', version: 3 })
      },
    },
    {
      that: 'remembers and forgets the file of a journey',
      async holds(bench) {
        const path = canonicalPath(bench.file('a.journey.json', ''))
        const saved = await bench.call('journeys.save', { id: null, document: welcome(), baseVersion: null, path })
        expect(saved.path).toBe(path)
        expect(await bench.call('journeys.save', { id: saved.id, document: welcome(), baseVersion: 1 })).toEqual(saved)
        expect((await bench.call('journeys.save', { id: saved.id, document: welcome(), baseVersion: 1, path: null })).path).toBe(null)
      },
    },
  ],
  'journeys.versions': [
    {
      that: 'lists every saved version, the newest first',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.call('journeys.save', { id, document: welcome('Hello'), baseVersion: 1 })
        expect(await bench.call('journeys.versions', { id })).toEqual([
          { version: 2, savedAt: anInstant, digest: documentDigest(welcome('Hello')), name: 'Hello', steps: 2, ...undescribed },
          { version: 1, savedAt: anInstant, digest: documentDigest(welcome()), name: 'Welcome', steps: 2, ...undescribed },
        ])
      },
    },
  ],
  'journeys.delete': [
    {
      that: 'takes it off the list',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        expect(await bench.call('journeys.delete', { id })).toEqual({})
        expect(await bench.call('journeys.list', {})).toEqual([])
      },
    },
  ],
  'journeys.restore': [
    {
      that: 'brings back a deleted journey with its versions',
      async holds(bench) {
        const saved = await bench.saveJourney()
        await bench.call('journeys.delete', { id: saved.id })
        expect(await bench.call('journeys.restore', { id: saved.id })).toEqual(saved)
        expect(await bench.call('journeys.get', { id: saved.id, version: 1 })).toEqual({ journey: saved, document: welcome() })
      },
    },
  ],
  'journeys.openFile': [
    {
      that: 'opens the same file as the same journey, and what changed in it as a new version',
      async holds(bench) {
        const path = bench.file('a.journey.json', JSON.stringify(welcome()))
        const first = await bench.call('journeys.openFile', { path })
        expect(first).toEqual({ journey: { ...summaryOfWelcome, id: anyId, savedAt: anInstant, path: canonicalPath(path) }, document: welcome() })
        expect(await bench.call('journeys.openFile', { path })).toEqual(first)
        bench.file('a.journey.json', JSON.stringify(welcome('By hand')))
        expect((await bench.call('journeys.openFile', { path })).journey).toMatchObject({ id: first.journey.id, name: 'By hand', version: 2 })
      },
    },
    {
      that: 'brings back the journey of that file if it was deleted',
      async holds(bench) {
        const path = bench.file('a.journey.json', JSON.stringify(welcome()))
        const { journey } = await bench.call('journeys.openFile', { path })
        await bench.call('journeys.delete', { id: journey.id })
        expect((await bench.call('journeys.openFile', { path })).journey).toEqual(journey)
      },
    },
  ],
  'journeys.openText': [
    {
      that: 'makes a new journey of the text each time, without a file',
      async holds(bench) {
        const first = await bench.call('journeys.openText', { name: 'a.journey.json', text: JSON.stringify(welcome()) })
        expect(first).toEqual({ journey: { ...summaryOfWelcome, id: anyId, savedAt: anInstant }, document: welcome() })
        const second = await bench.call('journeys.openText', { name: 'a.journey.json', text: JSON.stringify(welcome()) })
        expect(second.journey.id).not.toBe(first.journey.id)
      },
    },
  ],
  'journeys.saveFile': [
    {
      that: 'writes the latest version as readable JSON and remembers the file',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        const path = bench.file('a.journey.json', 'what was there before')
        expect(await bench.call('journeys.saveFile', { id, path })).toMatchObject({ id, version: 1, path: canonicalPath(path) })
        expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(welcome(), null, 2)}\n`)
        expect((await bench.call('journeys.openFile', { path })).journey).toMatchObject({ id, version: 1 })
      },
    },
    {
      that: 'takes the file over from the journey that had it',
      async holds(bench) {
        const path = bench.file('a.journey.json', JSON.stringify(welcome()))
        const { journey } = await bench.call('journeys.openFile', { path })
        const other = await bench.saveJourney(welcome('Other'))
        await bench.call('journeys.saveFile', { id: other.id, path })
        expect((await bench.call('journeys.list', {})).map(({ id, path: file }) => [id, file])).toEqual([
          [other.id, canonicalPath(path)],
          [journey.id, null],
        ])
      },
    },
  ],
  'journeys.export': [
    {
      that: 'gives a file of each kind',
      async holds(bench) {
        const kinds = ['json', 'xstate', 'mermaid'] as const
        const exported = await Promise.all(kinds.map((to) => bench.call('journeys.export', { document: welcome(), to })))
        expect(exported.map(({ fileName }) => fileName)).toEqual(['welcome.journey.json', 'welcome.machine.ts', 'welcome.mmd'])
        expect(JSON.parse(exported[0]!.text)).toEqual(welcome())
      },
    },
  ],
  ...templatesAccepted,
  'datasets.list': [
    {
      that: 'has the last imported first',
      async holds(bench) {
        expect(await bench.call('datasets.list', {})).toEqual([])
        const first = await bench.importEvents('First')
        const second = await bench.importEvents('Second', `${EVENTS}eve,2026-01-05T00:00:00Z,signup,\n`)
        expect(await bench.call('datasets.list', {})).toEqual([second, first])
      },
    },
  ],
  'datasets.preview': [
    {
      that: 'shows columns, rows and the mapping it would take',
      async holds(bench) {
        const path = bench.file('events.csv', EVENTS)
        const preview = await bench.call('datasets.preview', { path })
        expect(preview).toMatchObject({ path, format: 'csv', bytes: EVENTS.length, needsSetName: false, mapping: MAPPING })
        expect(preview.columns.map(({ name }) => name)).toEqual(['user_id', 'timestamp', 'event', 'price'])
        expect(preview.rows[0]).toEqual(['ada', '2026-01-01T10:00:00Z', 'signup', null])
        expect(preview).toMatchObject({ options: {}, setName: null, remembered: null, personal: [], notes: [] })
      },
    },
    {
      that: 'takes what was chosen last time for a file with the same columns, unless it is told otherwise',
      async holds(bench) {
        const mapping = { profileId: 'user_id', at: 'timestamp' }
        const options = { timeZone: 'Europe/Istanbul', drop: ['price'] }
        await bench.call('datasets.import', { jobId: 'j', name: 'x', paths: [bench.file('one.csv', EVENTS)], mapping, setName: 'seen', options })
        const path = bench.file('two.csv', EVENTS.replace('ada', 'eve'))
        expect(await bench.call('datasets.preview', { path })).toMatchObject({ mapping, options, setName: 'seen', remembered: { at: anInstant } })
        expect(await bench.call('datasets.preview', { path, options: {} })).toMatchObject({ mapping: MAPPING, options: {}, setName: null, remembered: null })
        expect((await bench.call('datasets.preview', { path: bench.file('three.csv', `x${EVENTS}`) })).remembered).toBeNull()
      },
    },
  ],
  'datasets.import': [
    {
      that: 'reads the events, counts the rejected rows, reports progress',
      async holds(bench) {
        const path = bench.file('events.csv', EVENTS)
        const dataset = await bench.call('datasets.import', { jobId: 'reading', name: 'Shop', paths: [path], mapping: MAPPING })
        expect(dataset).toEqual({
          id: anyId,
          name: 'Shop',
          digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          events: 5,
          profiles: 3,
          from: Date.UTC(2026, 0, 1, 10),
          to: Date.UTC(2026, 0, 20, 10),
          rejected: 1,
          importedAt: anInstant,
          source: 'events.csv',
          bytes: expect.any(Number),
          canReimport: true,
          attributesAsOf: null,
        })
        const progress = bench.heard.filter(({ name }) => name === 'job.progress').map(({ payload }) => payload)
        expect(progress).toContainEqual({ jobId: 'reading', phase: 'writing', done: 1000, total: 1000 })
        expect(bench.heard.at(-1)).toEqual({ name: 'workspace.changed', payload: { what: 'datasets' } })
      },
    },
    {
      that: 'takes the same files with the same mapping for the same dataset under the new name',
      async holds(bench) {
        const first = await bench.importEvents('Shop')
        const second = await bench.importEvents('Shop, again')
        expect(second).toEqual({ ...first, name: 'Shop, again', importedAt: anInstant })
        expect(await bench.call('datasets.list', {})).toEqual([second])
      },
    },
  ],
  'datasets.reimport': [
    {
      that: 'is the same dataset of the same files, and another one beside it if they have changed',
      async holds(bench) {
        const first = await bench.importEvents()
        expect(await bench.call('datasets.reimport', { jobId: 'j', id: first.id })).toEqual({ ...first, importedAt: anInstant })
        bench.file('events.csv', `${EVENTS}eve,2026-01-05T00:00:00Z,signup,\n`)
        const second = await bench.call('datasets.reimport', { jobId: 'j', id: first.id })
        expect(second).toMatchObject({ name: 'Shop', events: 6, profiles: 4 })
        expect((await bench.call('datasets.list', {})).map(({ id }) => id)).toEqual([second.id, first.id])
      },
    },
    {
      that: 'reads the files as then: with people, options and the same key',
      async holds(bench) {
        const people = bench.file('people.csv', 'id,plan,email\nada,pro,ada@example.org\n')
        const options = { hash: ['user_id'], drop: ['email'] }
        const first = await bench.call('datasets.import', { jobId: 'j', name: 'x', paths: [bench.file('events.csv', EVENTS)], mapping: MAPPING, options, profiles: { path: people } })
        expect(first.attributesAsOf).toBe('export')
        rmSync(join(bench.folder, 'workspace', 'datasets'), { recursive: true })
        expect(await bench.call('datasets.reimport', { jobId: 'j', id: first.id })).toEqual({ ...first, importedAt: anInstant })
      },
    },
  ],
  'datasets.sample': [
    {
      that: 'makes a dataset of whole profiles, the same each time',
      async holds(bench) {
        const { id } = await bench.importEvents()
        const sample = await bench.call('datasets.sample', { jobId: 'j', id, share: 0.9999, seed: 3 })
        expect(sample).toMatchObject({ name: 'Shop, 99.99 %', events: 5, profiles: 3, rejected: 0, source: '99.99 % of the profiles of Shop (seed 3)', canReimport: false })
        const again = await bench.call('datasets.sample', { jobId: 'j', id, share: 0.9999, seed: 3, name: 'Nearly all' })
        expect(again).toEqual({ ...sample, name: 'Nearly all', importedAt: anInstant })
        expect((await bench.call('datasets.catalogue', { id: sample.id })).events.map(({ name, count }) => [name, count])).toEqual([['signup', 3], ['purchase', 2]])
      },
    },
  ],
  'datasets.slice': [
    {
      that: 'makes a dataset of the events from one instant up to another',
      async holds(bench) {
        const { id, digest } = await bench.importEvents()
        const from = Date.UTC(2026, 0, 1, 11)
        const slice = await bench.call('datasets.slice', { jobId: 'j', id, from, until: Date.UTC(2026, 0, 20, 10) })
        expect(slice).toMatchObject({ events: 3, profiles: 3, from, to: Date.UTC(2026, 0, 3, 10), source: 'Shop from 2026-01-01T11:00:00Z until 2026-01-20T10:00:00Z' })
        expect(slice.digest).not.toBe(digest)
      },
    },
  ],
  'datasets.export': [
    {
      that: 'writes a file that is imported as the same events',
      async holds(bench) {
        const { id, events } = await bench.importEvents()
        for (const name of ['out.csv', 'out.jsonl.gz', 'out.parquet']) {
          const path = join(bench.folder, name)
          expect(await bench.call('datasets.export', { jobId: 'j', id, path, attributes: true })).toEqual({ path, profilesPath: null, events, bytes: expect.any(Number) })
          const { from, to, profiles } = await bench.call('datasets.import', { jobId: 'j', name, paths: [path], mapping: {} })
          expect([from, to, profiles]).toEqual([Date.UTC(2026, 0, 1, 10), Date.UTC(2026, 0, 20, 10), 3])
        }
      },
    },
    {
      that: 'has a place in the workspace for files nobody named, and writes the people beside it if asked',
      async holds(bench) {
        const profiles = { path: bench.file('people.csv', 'id,plan\nada,"pro, yearly"\neve,free\n') }
        const { id } = await bench.call('datasets.import', { jobId: 'j', name: 'Shop: a/b', paths: [bench.file('events.csv', EVENTS)], mapping: MAPPING, profiles })
        const first = await bench.call('datasets.export', { jobId: 'j', id, format: 'jsonl', attributes: true })
        const second = await bench.call('datasets.export', { jobId: 'j', id })
        const folder = join(bench.folder, 'workspace', 'exports')
        expect([first.path, first.profilesPath, second.path, second.profilesPath]).toEqual([join(folder, 'Shop- a-b.jsonl'), join(folder, 'Shop- a-b.profiles.csv'), join(folder, 'Shop- a-b.csv'), null])
        expect(readFileSync(first.profilesPath!, 'utf8')).toBe('profileId,plan\nada,"pro, yearly"\neve,free\n')
      },
    },
  ],
  'datasets.exportRejects': [
    {
      that: 'writes the rejected rows as a table',
      async holds(bench) {
        const { id } = await bench.importEvents()
        const path = join(bench.folder, 'rejects.csv')
        expect(await bench.call('datasets.exportRejects', { id, path })).toEqual({ path, rows: 1 })
        expect(readFileSync(path, 'utf8')).toBe('file,line,reason,text\nevents.csv,7,unreadable instant: never,"dan,never,signup,"\n')
      },
    },
  ],
  'datasets.catalogue': [
    {
      that: 'says which events there are, with their properties',
      async holds(bench) {
        const { id } = await bench.importEvents()
        const { events } = await bench.call('datasets.catalogue', { id })
        expect(events.map(({ name, count, profiles }) => ({ name, count, profiles }))).toEqual([
          { name: 'signup', count: 3, profiles: 3 },
          { name: 'purchase', count: 2, profiles: 2 },
        ])
        expect(events[1]!.properties.map(({ name, min, max }) => ({ name, min, max }))).toEqual([{ name: 'price', min: 25, max: 40 }])
      },
    },
  ],
  'datasets.rejects': [
    {
      that: 'shows rejected rows with their line and the reason',
      async holds(bench) {
        const { id } = await bench.importEvents()
        const { total, rows } = await bench.call('datasets.rejects', { id, offset: 0, limit: 10 })
        expect(total).toBe(1)
        expect(rows).toEqual([{ file: 'events.csv', line: 7, reason: expect.stringMatching(/instant|timestamp/), text: 'dan,never,signup,' }])
        expect(await bench.call('datasets.rejects', { id, offset: 1, limit: 10 })).toEqual({ total: 1, rows: [] })
      },
    },
  ],
  'datasets.delete': [
    {
      that: 'removes the data from the disk, and journeys name it no longer while runs keep their figures',
      async holds(bench) {
        const journey = await bench.saveJourney()
        const dataset = await bench.importEvents()
        const { run } = await bench.call('runs.start', { jobId: 'j', journeyId: journey.id, document: welcome(), datasetId: dataset.id })
        expect(await bench.call('datasets.delete', { id: dataset.id })).toEqual({})
        expect(await bench.call('datasets.list', {})).toEqual([])
        expect((await bench.call('journeys.list', {}))[0]).toMatchObject({ datasetId: null, lastRunId: run.id })
        expect((await bench.call('runs.get', { id: run.id })).run).toEqual(run)
      },
    },
  ],
  'runs.start': [
    {
      that: 'runs the journey, keeps the run, and remembers both with the journey',
      async holds(bench) {
        const journey = await bench.saveJourney()
        const dataset = await bench.importEvents()
        const { run, result } = await bench.call('runs.start', { jobId: 'j', journeyId: journey.id, document: welcome(), datasetId: dataset.id })
        expect(run).toEqual({
          id: anyId, journeyId: journey.id, journeyName: 'Welcome', datasetId: dataset.id, datasetName: 'Shop', startedAt: anInstant,
          engine: 'kernel', documentDigest: documentDigest(welcome()),
        })
        expect(result.instances).toMatchObject({ started: 3, ended: 3, converted: 1, outcomes: { greeted: 3 } })
        expect(result.goals).toEqual({ ordered: { conversions: 1, value: 25, creditedTo: { hello: 1 } } })
        expect((await bench.call('journeys.list', {}))[0]).toMatchObject({ datasetId: dataset.id, lastRunId: run.id })
      },
    },
    {
      that: 'runs a document that was never saved, in a span, on the other engine',
      async holds(bench) {
        const dataset = await bench.importEvents()
        const from = Date.UTC(2026, 0, 2)
        const { run, result } = await bench.call(
          'runs.start',
          { jobId: 'j', journeyId: null, document: welcome(), datasetId: dataset.id, from, seed: 7, engine: 'xstate' },
        )
        expect(run).toMatchObject({ journeyId: null, engine: 'xstate' })
        expect(result).toMatchObject({ engine: 'xstate', from, seed: 7, instances: { started: 1 } })
      },
    },
    {
      that: 'lets people react to messages as the scenario assumes, and says what came of them, then and later',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        const response = { step: 'hello', basis: 'assumed' as const, note: 'a guess', opened: { low: 0, high: 1 }, effects: [{ event: 'purchase', after: 'opened' as const, share: 1, delay: 'PT1H', properties: { price: 10 } }] }
        const input = { jobId: 'j', journeyId: null, document: welcome(), datasetId, scenario: { format: 'scenario' as const, formatVersion: 1 as const, responses: [response] } }
        const { run, result, responses } = await bench.call('runs.start', { ...input, assume: 'high' })
        expect(result.goals.ordered).toEqual({ conversions: 3, value: 30, creditedTo: { hello: 3 } })
        const row = { journey: 'welcome', step: 'hello', variant: null, channel: 'push', basis: 'assumed', note: 'a guess', sent: 3, delivered: 3, opened: 3, clicked: 0, effects: [{ event: 'purchase', after: 'opened', count: 3 }] }
        expect(responses).toEqual({ mode: 'whatIf', assume: 'high', messages: [row] })
        expect(await bench.call('runs.get', { id: run.id })).toMatchObject({ responses, scenario: input.scenario })
        expect((await bench.call('runs.start', { ...input, assume: 'low' })).result.goals.ordered!.conversions).toBe(1)
        expect((await bench.call('runs.start', { ...input, scenario: undefined })).responses).toBeNull()
        const before = await bench.call('runs.list', {})
        const beside = await bench.call('runs.start', { ...input, assume: 'high', keep: false })
        expect(beside).toMatchObject({ result: { goals: result.goals }, responses })
        expect(await bench.call('runs.list', {})).toEqual(before)
        const explained = await bench.call('runs.explain', { document: welcome(), datasetId, profileId: 'cyd', scenario: input.scenario, assume: 'high' })
        expect(explained.happenings.find(({ what }) => what === 'goal')).toMatchObject({ event: { name: 'purchase', basis: 'assumed' } })
      },
    },
    {
      that: 'runs saved journeys beside it, and counts what people get from all of them',
      async holds(bench) {
        const { document, datasetId, key } = await companions(bench)
        const input = { jobId: 'j', journeyId: null, document, datasetId }
        const alone = await bench.call('runs.start', input)
        expect(alone).toMatchObject({ together: [], pressure: { profileDays: 3, messagesPerDay: { max: 1 }, cap: null, collisions: [] }, notices: { unknownTimeZones: 0 } })
        const { result, together, pressure } = await bench.call('runs.start', { ...input, together: [key, key] })
        expect(result.steps).toEqual(alone.result.steps)
        expect(together).toEqual([{ journeyId: key, name: 'Care', result: expect.objectContaining({ journey: { id: 'care', digest: documentDigest(care) } }) as unknown }])
        expect(together[0]!.result.steps.hello).toMatchObject({ entered: 3, sent: 3 })
        expect(pressure).toMatchObject({ profileDays: 3, messagesPerDay: { p50: 2, p90: 2, max: 2 }, cap: 5, shareOverCap: 0, collisions: [{ journeys: ['welcome', 'care'], hours: 3 }] })
      },
    },
    {
      that: 'adds the journeys that steps go through, and those that these go through, in their latest versions',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        const through = (id: string, journey: string): JourneyDocument => ({ ...welcome(id), id, steps: { hello: { kind: 'journey', journey } } })
        const middle = await bench.saveJourney(through('middle', 'gone'))
        const last = await bench.saveJourney({ ...welcome('Last'), id: 'last', entries: [{ id: 'never', trigger: { kind: 'event', event: 'never' }, next: 'hello' }] })
        await bench.call('journeys.save', { id: middle.id, document: through('middle', 'last'), baseVersion: 1 })
        const { result, together } = await bench.call('runs.start', { jobId: 'j', journeyId: null, document: through('first', 'middle'), datasetId })
        expect(together.map(({ journeyId, name }) => [journeyId, name])).toEqual([[middle.id, 'middle'], [last.id, 'Last']])
        expect([result, ...together.map((one) => one.result)].map(({ instances }) => instances.started)).toEqual([3, 3, 3])
      },
    },
    {
      that: 'lets webhooks answer as the scenario says',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        const document: JourneyDocument = { ...welcome(), steps: { hello: { kind: 'webhook', url: 'https://example.com', next: 'done', onError: 'failed' }, done: { kind: 'exit' }, failed: { kind: 'exit', outcome: 'failed' } } }
        const webhooks = { hello: { answer: 'error' as const } }
        const { run, result } = await bench.call('runs.start', { jobId: 'j', journeyId: null, document, datasetId, scenario: { format: 'scenario', formatVersion: 1, webhooks } })
        expect(result.instances.outcomes).toEqual({ failed: 3 })
        expect((await bench.call('runs.get', { id: run.id })).result).toEqual(result)
      },
    },
  ],
  'runs.list': [
    {
      that: 'has the newest first, all of them or those of a journey',
      async holds(bench) {
        const dataset = await bench.importEvents()
        const journey = await bench.saveJourney()
        const start = (journeyId: string | null) => bench.call('runs.start', { jobId: 'j', journeyId, document: welcome(), datasetId: dataset.id })
        const first = (await start(journey.id)).run
        const second = (await start(null)).run
        const third = (await start(journey.id)).run
        expect(await bench.call('runs.list', {})).toEqual([third, second, first])
        expect(await bench.call('runs.list', { journeyId: journey.id })).toEqual([third, first])
        expect(await bench.call('runs.list', { journeyId: 'nobody' })).toEqual([])
      },
    },
  ],
  'runs.get': [
    {
      that: 'gives the run with the document as it was run',
      async holds(bench) {
        const dataset = await bench.importEvents()
        const { run, result } = await bench.call('runs.start', { jobId: 'j', journeyId: null, document: welcome('As it was'), datasetId: dataset.id })
        expect(await bench.call('runs.get', { id: run.id })).toMatchObject({ run, document: welcome('As it was'), result, together: [] })
      },
    },
    {
      that: 'gives what ran beside it as it was then, and what all of them together made',
      async holds(bench) {
        const { document, datasetId, key } = await companions(bench)
        const { run, ...started } = await bench.call('runs.start', { jobId: 'j', journeyId: null, document, datasetId, together: [key] })
        await bench.call('journeys.delete', { id: key })
        expect(await bench.call('runs.get', { id: run.id })).toEqual({ run, ...started, document })
      },
    },
    {
      that: 'opens a run that was stored before several journeys could run together',
      async holds(bench) {
        const dataset = await bench.importEvents()
        const { run, result } = await bench.call('runs.start', { jobId: 'j', journeyId: null, document: welcome(), datasetId: dataset.id })
        const database = new Database(join(bench.folder, 'workspace', 'rehearsal.sqlite'))
        database.exec(`UPDATE runs SET together = '[]', pressure = 'null', notices = '{"unknownTimeZones":0}'`) // as the migration fills them
        database.close()
        expect(await bench.call('runs.get', { id: run.id })).toEqual({ run, document: welcome(), result, together: [], pressure: null, responses: null, scenario: null, notices: { unknownTimeZones: 0 } })
      },
    },
  ],
  'runs.explain': [
    {
      that: 'tells everything that happens to one profile, and why',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        const told = await bench.call('runs.explain', { document: welcome(), datasetId, profileId: 'bob' })
        expect(told.profile).toEqual({ id: 'bob', timeZone: 'UTC', events: 2, attributes: {} })
        expect(told.happenings.map(({ what }) => what)).toEqual(['start', 'arrive', 'message', 'leave', 'arrive', 'end'])
        expect(told.journeys[0]!.instances).toMatchObject([{ outcome: 'greeted', goals: [{ id: 'ordered', reachedAt: null, misses: [{ kind: 'late', event: { properties: { price: 40 } } }] }] }])
        expect(await bench.call('runs.list', {})).toEqual([])
      },
    },
    {
      that: 'runs the journeys named beside it, and tells of them, too',
      async holds(bench) {
        const { document, datasetId, key } = await companions(bench)
        const told = await bench.call('runs.explain', { document, datasetId, profileId: 'ada', together: [key], until: Date.parse('2026-01-02T00:00:00Z') })
        expect(told.journeys.map(({ id, instances }) => [id, instances.length])).toEqual([['welcome', 1], ['care', 1]])
      },
    },
  ],
  'journeys.test': [
    {
      that: 'runs a case on the document, and shows where what happened parts from what was expected',
      async holds(bench) {
        const given = { journey: 'welcome.journey.json', events: [{ at: '2026-01-01T10:00:00Z', name: 'signup' }] }
        const text = (path: string[]) => JSON.stringify({ format: 'case', formatVersion: 1, name: 'Greets', given, expect: { path } })
        expect(await bench.call('journeys.test', { document: welcome(), caseText: text(['hello', 'done']) })).toEqual({
          name: 'Greets', passed: true, profiles: [{ id: 'somebody', passed: true, failures: [] }], difference: null,
        })
        const failed = await bench.call('journeys.test', { document: welcome(), caseText: text(['done']) })
        expect(failed).toMatchObject({ passed: false, profiles: [{ failures: [{ what: 'path', diff: ['+ hello:next', '  done'] }] }] })
      },
    },
    {
      that: 'finds the journey that a step goes through in the workspace',
      async holds(bench) {
        await bench.saveJourney(care)
        const document: JourneyDocument = { ...welcome(), steps: { hello: { kind: 'journey', journey: 'care' } } }
        const given = { journey: 'welcome.journey.json', events: [{ at: '2026-01-01T10:00:00Z', name: 'signup' }] }
        const caseText = JSON.stringify({ format: 'case', formatVersion: 1, given, expect: { path: ['welcome/hello', 'care/hello', 'care/done'] } })
        expect(await bench.call('journeys.test', { document, caseText })).toMatchObject({ passed: true })
      },
    },
  ],
  ...draftsAccepted,
  ...settingsAccepted,
  ...scenariosAccepted,
  ...segmentsAccepted,
  ...exploreAccepted,
  ...logAccepted,
  ...playbackAccepted,
  ...peopleAccepted,
  ...personAccepted,
  ...populationAccepted,
  ...previewsAccepted,
  ...proposalsAccepted,
  ...connectionsAccepted,
  ...targetsAccepted,
  ...publishAccepted,
  ...forecastAccepted,
  ...htmlAccepted,
  ...reportAccepted,
  ...flightAccepted,
  ...whatIfAccepted,
  ...coverageAccepted,
  ...dialectsAccepted,
  ...storeAccepted,
  'jobs.cancel': [
    {
      that: 'says that there is nothing to cancel',
      async holds(bench) {
        expect(await bench.call('jobs.cancel', { jobId: 'nobody' })).toEqual({ cancelled: false })
      },
    },
    {
      that: 'stops a job, which is refused with CANCELLED and leaves nothing behind',
      async holds(bench) {
        const job = bench.refusal('templates.create', { templateId: 'passo-dukkan', jobId: 'slow', withData: true })
        await vi.waitFor(
          () => expect(bench.heard).toContainEqual(expect.objectContaining({ name: 'job.progress' })),
          { interval: 5, timeout: 20_000 },
        )
        const again = await bench.refusal('templates.create', { templateId: 'passo-dukkan', jobId: 'slow', withData: true })
        expect(again).toMatchObject({ code: 'E_JOB_RUNNING' })
        expect(await bench.call('jobs.cancel', { jobId: 'slow' })).toEqual({ cancelled: true })
        expect(await job).toMatchObject({ code: 'CANCELLED' })
        expect(await bench.call('datasets.list', {})).toEqual([])
        expect(await bench.call('journeys.list', {})).toEqual([])
      },
    },
    {
      that: 'stops a run, of which nothing is kept',
      async holds(bench) {
        const { journey, document } = await bench.call('templates.create', { templateId: 'passo-dukkan', jobId: 'data', withData: true })
        const datasetId = journey.datasetId!
        // The slower engine, so that there is time to cancel.
        const run = bench.refusal('runs.start', { jobId: 'slow', journeyId: journey.id, document, datasetId, engine: 'xstate' })
        const progress = expect.objectContaining({ jobId: 'slow', phase: 'profiles' }) as unknown
        await vi.waitFor(() => expect(bench.heard).toContainEqual({ name: 'job.progress', payload: progress }), { interval: 5, timeout: 20_000 })
        expect(await bench.call('jobs.cancel', { jobId: 'slow' })).toEqual({ cancelled: true })
        expect(await run).toMatchObject({ code: 'CANCELLED' })
        expect(await bench.call('runs.list', {})).toEqual([])
        expect(await bench.call('jobs.cancel', { jobId: 'slow' })).toEqual({ cancelled: false })
      },
    },
  ],
}
