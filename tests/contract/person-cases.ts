import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on one person and on test cases: see contract.test.ts.

type Methods = 'people.events' | 'people.rehearse' | 'cases.list' | 'cases.save' | 'cases.delete' | 'cases.restore' | 'cases.run' | 'cases.expectNow' | 'cases.export'

const at = Date.parse('2026-01-01T10:00:00Z')
const DAY = 86_400_000
const ada = {
  profile: { id: 'ada', attributes: {}, known: false },
  events: [
    { at, name: 'signup', properties: {} },
    { at: at + 2 * DAY, name: 'purchase', properties: { price: 25 } },
  ],
}
const rehearse = { document: welcome(), from: at, until: at + 3 * DAY, ...ada }

function caseText(path: readonly string[], name?: string): string {
  const given = { journey: 'welcome.journey.json', events: [{ at: '2026-01-01T10:00:00Z', name: 'signup' }] }
  return JSON.stringify({ format: 'case', formatVersion: 1, ...(name === undefined ? {} : { name }), given, expect: { path } })
}

async function kept(bench: Bench, path: readonly string[] = ['hello', 'done'], name = 'Greets'): Promise<{ id: string }> {
  return bench.call('cases.save', { journeyId: 'welcome', name, text: caseText(path) })
}

export const personAccepted: { [M in Methods]: readonly Accepted[] } = {
  'people.events': [
    {
      that: 'has all that the data hold of one person, in order',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        expect(await bench.call('people.events', { datasetId, profileId: 'ada' })).toEqual({ ...ada, total: 2, firstAt: at })
        expect((await bench.call('people.events', { datasetId, profileId: 'ada', sessionGapMs: 1_800_000 })).events.map(({ name }) => name)).toEqual(['$session_start', 'signup', '$session_start', 'purchase'])
      },
    },
  ],
  'people.rehearse': [
    {
      that: 'tells of the same events what the data told, and of others what would have been',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        const told = await bench.call('runs.explain', { document: welcome(), datasetId, profileId: 'ada', from: at, until: at + 3 * DAY })
        expect(await bench.call('people.rehearse', rehearse)).toEqual(told)
        expect(told.journeys[0]!.instances[0]!.goals[0]!.reachedAt).toBe(at + 2 * DAY)
        const without = await bench.call('people.rehearse', { ...rehearse, events: ada.events.slice(0, 1) })
        expect(without.journeys[0]!.instances[0]!.goals[0]).toMatchObject({ reachedAt: null, misses: [{ kind: 'nothing' }] })
      },
    },
    {
      that: 'tells where somebody stands, what is listened for and what opens the journey, also of somebody who did nothing yet',
      async holds(bench) {
        const { standing } = await bench.call('people.rehearse', { ...rehearse, events: [], standing: true })
        expect(standing).toMatchObject({ instances: [], goals: [], entries: [{ id: 'signed-up', event: 'signup', refused: null, to: { id: 'hello' } }] })
        const after = await bench.call('people.rehearse', { ...rehearse, until: at, standing: true })
        expect(after.standing).toMatchObject({ goals: [{ goal: 'ordered', until: at + 7 * DAY }], entries: [{ refused: 'once' }] })
      },
    },
  ],
  'cases.list': [
    {
      that: 'has the cases of one journey in the order in which they were made, the name in the text as well',
      async holds(bench) {
        const first = await kept(bench)
        const second = await kept(bench, ['hello'], 'Another')
        await bench.call('cases.save', { journeyId: 'care', name: 'Of another', text: caseText(['hello']) })
        const list = await bench.call('cases.list', { journeyId: 'welcome' })
        expect(list.map(({ id, name }) => [id, name])).toEqual([[first.id, 'Greets'], [second.id, 'Another']])
        expect(JSON.parse(list[0]!.text)).toMatchObject({ format: 'case', name: 'Greets', expect: { path: ['hello', 'done'] } })
      },
    },
  ],
  'cases.save': [
    {
      that: 'changes a case in place and tells every window',
      async holds(bench) {
        const { id } = await kept(bench)
        expect(bench.heard).toEqual([{ name: 'workspace.changed', payload: { what: 'cases' } }])
        expect(await bench.call('cases.save', { id, journeyId: 'welcome', name: 'Greets everybody', text: caseText(['hello']) })).toEqual({ id })
        expect(await bench.call('cases.list', { journeyId: 'welcome' })).toMatchObject([{ id, name: 'Greets everybody' }])
      },
    },
  ],
  'cases.delete': [
    {
      that: 'takes a case away, and it can be had back',
      async holds(bench) {
        const { id } = await kept(bench)
        expect(await bench.call('cases.delete', { id })).toEqual({})
        expect(await bench.call('cases.list', { journeyId: 'welcome' })).toEqual([])
        await bench.call('cases.restore', { id })
        expect(await bench.call('cases.list', { journeyId: 'welcome' })).toHaveLength(1)
      },
    },
  ],
  'cases.restore': [
    {
      that: 'brings a deleted case back to its place',
      async holds(bench) {
        const { id } = await kept(bench)
        await kept(bench, ['hello'], 'Later')
        await bench.call('cases.delete', { id })
        expect(await bench.call('cases.restore', { id })).toEqual({})
        expect((await bench.call('cases.list', { journeyId: 'welcome' })).map(({ name }) => name)).toEqual(['Greets', 'Later'])
      },
    },
  ],
  'cases.run': [
    {
      that: 'tells of each case whether it passes; one that cannot be run stops no other',
      async holds(bench) {
        const passes = await kept(bench)
        const gone = await kept(bench, ['hello', 'nowhere'], 'Gone')
        const text = JSON.stringify({ ...(JSON.parse(caseText([])) as object), given: { journey: { ...welcome(), id: 'other' }, events: [] } }) // as: the case above is an object
        const broken = await bench.call('cases.save', { journeyId: 'welcome', name: 'Of another journey', text })
        const fails = await kept(bench, ['done'], 'Fails')
        const runs = await bench.call('cases.run', { document: welcome() })
        expect(runs.map(({ id, result, problem }) => [id, result?.passed ?? problem?.code])).toEqual([[passes.id, true], [gone.id, false], [broken.id, 'E_CASE'], [fails.id, false]])
        expect(runs[3]!.result!.profiles[0]!.failures[0]!.diff).toEqual(['+ hello:next', '  done'])
        expect(await bench.call('cases.run', { document: welcome(), ids: [fails.id] })).toEqual([runs[3]])
      },
    },
  ],
  'cases.expectNow': [
    {
      that: 'writes what happens into what the case names, and saves nothing',
      async holds(bench) {
        const { id } = await kept(bench, ['done'])
        const { text } = await bench.call('cases.expectNow', { id, document: welcome() })
        expect(JSON.parse(text)).toMatchObject({ name: 'Greets', expect: { path: ['hello:next', 'done'] } })
        expect((await bench.call('cases.run', { document: welcome() }))[0]!.result!.passed).toBe(false)
        await bench.call('cases.save', { id, journeyId: 'welcome', name: 'Greets', text })
        expect((await bench.call('cases.run', { document: welcome() }))[0]!.result!.passed).toBe(true)
      },
    },
  ],
  'cases.export': [
    {
      that: 'writes the journey and its cases into a folder, as rehearse test takes them',
      async holds(bench) {
        await kept(bench)
        await kept(bench, ['hello'], 'Greets')
        const directory = join(bench.folder, 'out', 'cases')
        const { files, ...rest } = await bench.call('cases.export', { document: welcome(), directory })
        expect({ files, ...rest }).toEqual({ directory, files: ['welcome.journey.json', 'Greets.case.json', 'Greets 2.case.json'] })
        expect(files.every((name) => existsSync(join(directory, name)))).toBe(true)
        expect(JSON.parse(readFileSync(join(directory, 'Greets.case.json'), 'utf8'))).toMatchObject({ given: { journey: 'welcome.journey.json' } })
        expect((await bench.call('cases.export', { document: welcome() })).directory).toMatch(/exports.Welcome cases$/)
      },
    },
  ],
}

export const personMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'people.events': { params: { datasetId: 'd', profileId: '' }, path: '$.profileId' },
  'people.rehearse': { params: { ...rehearse, events: [{ at: 1.5, name: 'x', properties: {} }] }, path: '$.events[0].at' },
  'cases.list': { params: {}, path: '$.journeyId' },
  'cases.save': { params: { journeyId: 'welcome', name: '', text: '{}' }, path: '$.name' },
  'cases.delete': { params: { id: '' }, path: '$.id' },
  'cases.restore': { params: {}, path: '$.id' },
  'cases.run': { params: { document: welcome(), ids: 'all' }, path: '$.ids' },
  'cases.expectNow': { params: { document: welcome() }, path: '$.id' },
  'cases.export': { params: { document: welcome(), directory: '' }, path: '$.directory' },
}

const nobody = (says: RegExp, params: object = {}): Refusal => ({ when: 'there is no such case', params: () => ({ id: 'nobody', ...params }), code: 'E_NOT_FOUND', says })

export const personRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'people.events': [
    { when: 'there is no such dataset', params: () => ({ datasetId: 'nobody', profileId: 'ada' }), code: 'E_NOT_FOUND', says: /no dataset/ },
    { when: 'nobody is called so', params: async (bench) => ({ datasetId: (await bench.importEvents()).id, profileId: 'adda' }), code: 'E_PROFILE', says: /no profile "adda"/ },
  ],
  'people.rehearse': [
    { when: 'the document cannot run', params: () => ({ ...rehearse, document: { ...welcome(), entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'gone' }] } }), code: 'J010', says: /gone/ },
    { when: 'a journey beside it is not there', params: () => ({ ...rehearse, together: ['nobody'] }), code: 'E_NOT_FOUND', says: /no journey/ },
  ],
  'cases.list': 'nothing to refuse',
  'cases.save': [
    { when: 'it is no case', params: () => ({ journeyId: 'welcome', name: 'A', text: '{"format":"journey"}' }), code: 'E_CASE', says: /"format" must be "case"/ },
    nobody(/no case/, { journeyId: 'welcome', name: 'A', text: caseText([]) }),
  ],
  'cases.delete': [nobody(/no case/)],
  'cases.restore': [nobody(/no deleted case/)],
  'cases.run': [{ when: 'there is no such case', params: () => ({ document: welcome(), ids: ['nobody'] }), code: 'E_NOT_FOUND', says: /no case/ }],
  'cases.expectNow': [
    nobody(/no case/, { document: welcome() }),
    { when: 'the document cannot run', params: async (bench) => ({ ...(await kept(bench)), document: { ...welcome(), steps: {} } }), code: 'J010', says: /hello/ },
  ],
  'cases.export': [{ when: 'the folder is a file', params: (bench) => ({ document: welcome(), directory: bench.file('taken', '') }), code: 'E_READ_ONLY', says: /taken/ }],
}
