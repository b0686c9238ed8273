import { readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { MethodName } from '../../engine/api/contract.ts'
import { EVENTS, MAPPING, welcome, type Bench } from './case.ts'
import { dialectsMalformed, dialectsRefused } from './dialect-cases.ts'
import { storeMalformed, storeRefused } from './store-cases.ts'
import { draftsMalformed, draftsRefused } from './draft-cases.ts'
import { settingsMalformed, settingsRefused } from './settings-cases.ts'
import { exploreMalformed, exploreRefused } from './explore-cases.ts'
import { logMalformed, logRefused } from './log-cases.ts'
import { peopleMalformed, peopleRefused } from './people-cases.ts'
import { playbackMalformed, playbackRefused } from './playback-cases.ts'
import { personMalformed, personRefused } from './person-cases.ts'
import { populationMalformed, populationRefused } from './population-cases.ts'
import { flightMalformed, flightRefused } from './flight-cases.ts'
import { htmlMalformed, htmlRefused } from './html-cases.ts'
import { previewsMalformed, previewsRefused } from './preview-cases.ts'
import { targetsMalformed, targetsRefused } from './target-cases.ts'
import { proposalsMalformed, proposalsRefused } from './proposal-cases.ts'
import { publishMalformed, publishRefused } from './publish-cases.ts'
import { forecastMalformed, forecastRefused } from './forecast-cases.ts'
import { reportMalformed, reportRefused } from './report-cases.ts'
import { scenariosMalformed, scenariosRefused } from './scenario-cases.ts'
import { segmentsMalformed, segmentsRefused } from './segment-cases.ts'
import { templatesMalformed, templatesRefused } from './template-cases.ts'
import { connectionsMalformed, connectionsRefused } from './connection-cases.ts'
import { coverageMalformed, coverageRefused } from './coverage-cases.ts'
import { whatIfMalformed, whatIfRefused } from './what-if-cases.ts'

/** A call that must be refused: what is asked, and the code and the words of the refusal. */
export interface Refusal { when: string; params: (bench: Bench) => unknown; code: string; says: RegExp }

const nobody = { id: 'nobody' }
const unknown = (what: string, params: unknown = nobody): Refusal => ({
  when: `there is no such ${what}`,
  params: () => params,
  code: 'E_NOT_FOUND',
  says: new RegExp(`no (deleted )?${what}`),
})

/** Input that does not fit the schema, with the JSON path the refusal has to name. A new method without an entry does not compile. */
export const malformed: { [M in MethodName]: { params: unknown; path: string } } = {
  'app.info': { params: { verbose: true }, path: '$' },
  'app.versions': { params: { verbose: true }, path: '$' },
  'journeys.list': { params: null, path: '$' },
  'journeys.get': { params: { id: '' }, path: '$.id' },
  'journeys.save': {
    params: { id: null, document: { ...welcome(), steps: { hello: { kind: 'message', channel: 'pigeon' } } }, baseVersion: null },
    path: '$.document.steps.hello.channel',
  },
  'journeys.versions': { params: {}, path: '$.id' },
  'journeys.delete': { params: { id: 7 }, path: '$.id' },
  'journeys.restore': { params: [], path: '$' },
  'journeys.openFile': { params: { path: '' }, path: '$.path' },
  'journeys.openText': { params: { name: 'a.json' }, path: '$.text' },
  'journeys.saveFile': { params: { id: 'a' }, path: '$.path' },
  'journeys.export': { params: { document: welcome(), to: 'pdf' }, path: '$.to' },
  ...templatesMalformed,
  'datasets.list': { params: 'all', path: '$' },
  'datasets.preview': { params: { path: 1 }, path: '$.path' },
  'datasets.import': { params: { jobId: 'j', name: 'x', paths: [], mapping: {} }, path: '$.paths' },
  'datasets.catalogue': { params: {}, path: '$.id' },
  'datasets.rejects': { params: { id: 'a', offset: 0, limit: 1001 }, path: '$.limit' },
  'datasets.reimport': { params: { id: 'a' }, path: '$.jobId' },
  'datasets.sample': { params: { jobId: 'j', id: 'a', share: 1.5 }, path: '$.share' },
  'datasets.slice': { params: { jobId: 'j', id: 'a', from: '2026-01-01' }, path: '$.from' },
  'datasets.export': { params: { jobId: 'j', id: 'a', format: 'xlsx' }, path: '$.format' },
  'datasets.exportRejects': { params: { id: 'a', path: '' }, path: '$.path' },
  'datasets.delete': { params: { id: null }, path: '$.id' },
  'runs.start': {
    params: { jobId: 'j', journeyId: null, document: { ...welcome(), entries: [{ id: 'e' }] }, datasetId: 'd' },
    path: '$.document.entries[0].trigger',
  },
  'runs.list': { params: { journeyId: '' }, path: '$.journeyId' },
  'runs.get': { params: { id: 'a', fields: ['result'] }, path: '$' },
  'runs.explain': { params: { document: welcome(), datasetId: 'd', profileId: '' }, path: '$.profileId' },
  'journeys.test': { params: { document: welcome(), caseText: {} }, path: '$.caseText' },
  ...draftsMalformed,
  ...settingsMalformed,
  ...scenariosMalformed,
  ...segmentsMalformed,
  ...exploreMalformed,
  ...logMalformed,
  ...playbackMalformed,
  ...peopleMalformed,
  ...personMalformed,
  ...populationMalformed,
  ...previewsMalformed,
  ...proposalsMalformed,
  ...publishMalformed,
  ...forecastMalformed,
  ...connectionsMalformed,
  ...targetsMalformed,
  ...htmlMalformed,
  ...reportMalformed,
  ...flightMalformed,
  ...whatIfMalformed,
  ...coverageMalformed,
  ...dialectsMalformed,
  ...storeMalformed,
  'jobs.cancel': { params: {}, path: '$.jobId' },
}

/** Calls that fit the schema and still cannot be done. Lists need none: they have nothing to refuse. */
export const refused: { [M in MethodName]: readonly Refusal[] | 'nothing to refuse' } = {
  'app.info': 'nothing to refuse',
  'app.versions': 'nothing to refuse',
  'journeys.list': 'nothing to refuse',
  'journeys.get': [
    unknown('journey'),
    {
      when: 'it has no such version',
      params: async (bench) => ({ id: (await bench.saveJourney()).id, version: 2 }),
      code: 'E_NOT_FOUND',
      says: /"Welcome" has no version 2/,
    },
    { when: 'it was deleted', params: deletedJourney, code: 'E_NOT_FOUND', says: /no journey/ },
  ],
  'journeys.save': [
    unknown('journey', { ...nobody, document: welcome(), baseVersion: null }),
    { when: 'somebody saved it in between', params: staleSave, code: 'E_CONFLICT', says: /latest version is 2, the changes were made from 1/ },
    {
      when: 'it was deleted',
      params: async (bench) => ({ ...(await deletedJourney(bench)), document: welcome('Again'), baseVersion: null }),
      code: 'E_NOT_FOUND',
      says: /no journey/,
    },
  ],
  'journeys.versions': [unknown('journey')],
  'journeys.delete': [unknown('journey'), { when: 'it was deleted already', params: deletedJourney, code: 'E_NOT_FOUND', says: /no journey/ }],
  'journeys.restore': [
    unknown('journey'),
    { when: 'it is not deleted', params: async (bench) => ({ id: (await bench.saveJourney()).id }), code: 'E_NOT_FOUND', says: /no deleted journey/ },
  ],
  'journeys.openFile': [
    {
      when: 'there is no such file',
      params: ({ folder }) => ({ path: `${folder}/none.json` }),
      code: 'E_UNREADABLE',
      says: /none\.json: there is no such file/,
    },
    { when: 'it is a folder', params: ({ folder }) => ({ path: folder }), code: 'E_UNREADABLE', says: /it is a folder/ },
    { when: 'it is empty', params: (bench) => ({ path: bench.file('empty.json', '') }), code: 'J001', says: /empty\.json: the file is empty/ },
    {
      when: 'it is a newer format',
      params: (bench) => ({ path: bench.file('new.json', JSON.stringify({ ...welcome(), formatVersion: 9 })) }),
      code: 'J003',
      says: /format version 9/,
    },
  ],
  'journeys.openText': [
    {
      when: 'it is not JSON',
      params: () => ({ name: 'notes.json', text: '{\n"format": journey' }),
      code: 'J001',
      says: /notes\.json: not JSON: .* line 2/,
    },
    {
      when: 'a key is unknown',
      params: () => ({ name: 'a.json', text: JSON.stringify({ ...welcome(), colour: 1 }) }),
      code: 'J002',
      says: /unknown key "colour" \(\$\.colour\)/,
    },
  ],
  'journeys.saveFile': [
    unknown('journey', { ...nobody, path: '/tmp/never-written.journey.json' }),
    {
      when: 'its folder is not there',
      params: async (bench) => ({ id: (await bench.saveJourney()).id, path: `${bench.folder}/none/a.journey.json` }),
      code: 'E_READ_ONLY',
      says: /folder of .* is not there/,
    },
  ],
  'journeys.export': 'nothing to refuse',
  ...templatesRefused,
  'datasets.list': 'nothing to refuse',
  'datasets.preview': [
    { when: 'there is no such file', params: ({ folder }) => ({ path: `${folder}/none.csv` }), code: 'E_UNREADABLE', says: /none\.csv/ },
    { when: 'it is empty', params: (bench) => ({ path: bench.file('empty.csv', '') }), code: 'E_EMPTY_FILE', says: /empty\.csv/ },
    { when: 'the time format makes no sense', params: (bench) => ({ path: bench.file('events.csv', EVENTS), options: { timeFormat: 'dd.mm' } }), code: 'E_TIME_FORMAT', says: /has no year/ },
  ],
  'datasets.import': [
    {
      when: 'the mapped column is missing',
      params: (bench) => ({ jobId: 'j', name: 'x', paths: [bench.file('events.csv', EVENTS)], mapping: { ...MAPPING, at: 'timestmp' } }),
      code: 'E_COLUMN_MISSING',
      says: /no column "timestmp"/,
    },
    {
      when: 'no row is usable',
      params: (bench) => ({
        jobId: 'j',
        name: 'x',
        paths: [bench.file('events.csv', 'user_id,timestamp,event\nada,never,signup\n')],
        mapping: MAPPING,
      }),
      code: 'E_NO_USABLE_ROW',
      says: /no row is usable/,
    },
    {
      when: 'a column that is to be dropped is in no file',
      params: (bench) => ({ jobId: 'j', name: 'x', paths: [bench.file('events.csv', EVENTS)], mapping: MAPPING, options: { drop: ['emial'] } }),
      code: 'E_PRIVACY',
      says: /"emial"/,
    },
    {
      when: 'the file tells no date',
      params: (bench) => ({ jobId: 'j', name: 'x', paths: [bench.file('opens.csv', 'user_id,weekday,hour_utc,event\nada,1,0.5,open\n')], mapping: { profileId: 'user_id', name: 'event' } }),
      code: 'E_NO_DATE',
      says: /There is no date in this file/,
    },
  ],
  'datasets.reimport': [
    unknown('dataset', { ...nobody, jobId: 'j' }),
    {
      when: 'it came from no file',
      params: async (bench) => ({ jobId: 'j', id: (await bench.call('datasets.sample', { jobId: 'j', id: (await bench.importEvents()).id, share: 1 })).id }),
      code: 'E_NO_FILES',
      says: /not imported from files/,
    },
    {
      when: 'its file is gone',
      params: async (bench) => {
        const { id } = await bench.importEvents()
        rmSync(join(bench.folder, 'events.csv'))
        return { jobId: 'j', id }
      },
      code: 'E_UNREADABLE',
      says: /no such file/,
    },
  ],
  'datasets.sample': [
    unknown('dataset', { ...nobody, jobId: 'j', share: 0.5 }),
    { when: 'the share is next to nothing', params: async (bench) => ({ jobId: 'j', id: (await bench.importEvents()).id, share: 0.00001 }), code: 'E_SHARE', says: /less than one profile/ },
    { when: 'nobody falls into it', params: async (bench) => ({ jobId: 'j', id: (await bench.importEvents()).id, share: 0.0001 }), code: 'E_EMPTY_DATASET', says: /Nobody/ },
  ],
  'datasets.slice': [
    unknown('dataset', { ...nobody, jobId: 'j', from: 1 }),
    { when: 'it has neither beginning nor end', params: async (bench) => ({ jobId: 'j', id: (await bench.importEvents()).id }), code: 'E_SPAN', says: /beginning or an end/ },
    { when: 'it ends before it begins', params: async (bench) => ({ jobId: 'j', id: (await bench.importEvents()).id, from: 2, until: 1 }), code: 'E_SPAN', says: /ends before/ },
  ],
  'datasets.export': [
    unknown('dataset', { ...nobody, jobId: 'j' }),
    { when: 'the name does not say the format', params: async (bench) => ({ jobId: 'j', id: (await bench.importEvents()).id, path: `${bench.folder}/x.xlsx` }), code: 'E_FORMAT', says: /x\.xlsx/ },
    { when: 'its folder is not there', params: async (bench) => ({ jobId: 'j', id: (await bench.importEvents()).id, path: `${bench.folder}/none/x.csv` }), code: 'E_READ_ONLY', says: /none/ },
    { when: 'it was imported from that file', params: async (bench) => ({ jobId: 'j', id: (await bench.importEvents()).id, path: `${bench.folder}/events.csv` }), code: 'E_ORIGINAL', says: /events\.csv, which would be overwritten/ },
  ],
  'datasets.exportRejects': [
    unknown('dataset'),
    { when: 'its folder is not there', params: async (bench) => ({ id: (await bench.importEvents()).id, path: `${bench.folder}/none/x.csv` }), code: 'E_READ_ONLY', says: /none/ },
  ],
  'datasets.catalogue': [unknown('dataset')],
  'datasets.rejects': [unknown('dataset', { ...nobody, offset: 0, limit: 10 })],
  'datasets.delete': [unknown('dataset')],
  'runs.start': [
    unknown('dataset', { jobId: 'j', journeyId: null, document: welcome(), datasetId: 'nobody' }),
    { when: 'it ends before it begins', params: async (bench) => ({ jobId: 'j', journeyId: null, document: welcome(), datasetId: (await bench.importEvents()).id, from: 2, until: 1 }), code: 'E_SPAN', says: /run ends before it begins/ },
    { when: 'it begins after the data', params: async (bench) => ({ jobId: 'j', journeyId: null, document: welcome(), datasetId: (await bench.importEvents()).id, from: Date.UTC(2040, 0) }), code: 'E_SPAN', says: /run ends before it begins/ },
    { when: 'its seed is below 0', params: () => ({ jobId: 'j', journeyId: null, document: welcome(), datasetId: 'd', seed: -1 }), code: 'E_BAD_REQUEST', says: /\$\.seed/ },
    {
      when: 'there is no such journey',
      params: async (bench) => ({ jobId: 'j', journeyId: 'nobody', document: welcome(), datasetId: (await bench.importEvents()).id }),
      code: 'E_NOT_FOUND',
      says: /no journey "nobody"/,
    },
    {
      when: 'the columns are damaged',
      params: async (bench) => {
        const { id } = await bench.importEvents()
        const datasets = join(bench.folder, 'workspace', 'datasets')
        truncateSync(join(datasets, readdirSync(datasets)[0]!, 'rows.bin'), 10)
        return { jobId: 'j', journeyId: null, document: welcome(), datasetId: id }
      },
      code: 'E_CACHE_DAMAGED',
      says: /damaged/,
    },
    {
      when: 'the journey has an error',
      params: async (bench) => ({
        jobId: 'j',
        journeyId: null,
        document: { ...welcome(), steps: { hello: { kind: 'message', channel: 'push', next: 'nowhere' } } },
        datasetId: (await bench.importEvents()).id,
      }),
      code: 'J010',
      says: /nowhere/,
    },
    {
      when: 'the scenario is wrong',
      params: () => ({ jobId: 'j', journeyId: null, document: welcome(), datasetId: 'd', scenario: { format: 'scenario', formatVersion: 1, webhooks: { hello: { errorShare: 2 } } } }),
      code: 'E_BAD_REQUEST',
      says: /\$\.scenario\.webhooks\.hello\.errorShare/,
    },
    {
      when: 'an assumption is impossible',
      params: () => ({ jobId: 'j', journeyId: null, document: welcome(), datasetId: 'd', scenario: { format: 'scenario', formatVersion: 1, responses: [{ basis: 'assumed', opened: 40 }] } }),
      code: 'E_BAD_REQUEST',
      says: /is a share from 0 to 1.*\$\.scenario\.responses\[0\]\.opened|\$\.scenario\.responses\[0\]\.opened.*is a share from 0 to 1/,
    },
    {
      when: 'a journey to run beside it was deleted',
      params: async (bench) => ({ jobId: 'j', journeyId: null, document: welcome(), datasetId: (await bench.importEvents()).id, together: [(await deletedJourney(bench)).id] }),
      code: 'E_NOT_FOUND',
      says: /no journey/,
    },
    {
      when: 'a journey beside it has the same id',
      params: async (bench) => ({ jobId: 'j', journeyId: null, document: welcome(), datasetId: (await bench.importEvents()).id, together: [(await bench.saveJourney()).id] }),
      code: 'E_JOURNEY',
      says: /two of the journeys have the id "welcome"/,
    },
    {
      when: 'a step goes through a journey that is not in the workspace',
      params: async (bench) => ({
        jobId: 'j',
        journeyId: null,
        document: { ...welcome(), steps: { hello: { kind: 'journey', journey: 'elsewhere' } } },
        datasetId: (await bench.importEvents()).id,
      }),
      code: 'E_JOURNEY',
      says: /step "hello" of "Welcome" goes through the journey "elsewhere", which is not in this workspace/,
    },
  ],
  'runs.list': 'nothing to refuse',
  'runs.get': [unknown('run')],
  'runs.explain': [
    unknown('dataset', { document: welcome(), datasetId: 'nobody', profileId: 'ada' }),
    {
      when: 'there is no such profile',
      params: async (bench) => ({ document: welcome(), datasetId: (await bench.importEvents()).id, profileId: 'adaa' }),
      code: 'E_PROFILE',
      says: /no profile "adaa" in these data/,
    },
    {
      when: 'the journey has an error',
      params: async (bench) => ({
        document: { ...welcome(), steps: { hello: { kind: 'message', channel: 'push', next: 'nowhere' } } },
        datasetId: (await bench.importEvents()).id,
        profileId: 'ada',
      }),
      code: 'J010',
      says: /nowhere/,
    },
    {
      when: 'a journey to run beside it was deleted',
      params: async (bench) => ({ document: welcome(), datasetId: (await bench.importEvents()).id, profileId: 'ada', together: [(await deletedJourney(bench)).id] }),
      code: 'E_NOT_FOUND',
      says: /no journey/,
    },
  ],
  'journeys.test': [
    { when: 'the case is not JSON', params: () => ({ document: welcome(), caseText: '{' }), code: 'E_CASE', says: /The case: not JSON/ },
    {
      when: 'the case is about another journey',
      params: () => ({ document: welcome(), caseText: JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: { ...welcome(), id: 'other' }, events: [] }, expect: {} }) }),
      code: 'E_CASE',
      says: /about other journeys than "Welcome"/,
    },
    {
      when: 'it expects a step that the journey does not have',
      params: () => ({ document: welcome(), caseText: JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: 'welcome.json', events: [] }, expect: { path: ['helo'] } }) }),
      code: 'E_CASE',
      says: /the step "helo", which no journey of it has/,
    },
  ],
  ...draftsRefused,
  ...settingsRefused,
  ...scenariosRefused,
  ...segmentsRefused,
  ...exploreRefused,
  ...logRefused,
  ...playbackRefused,
  ...peopleRefused,
  ...personRefused,
  ...populationRefused,
  ...previewsRefused,
  ...proposalsRefused,
  ...publishRefused,
  ...forecastRefused,
  ...connectionsRefused,
  ...targetsRefused,
  ...htmlRefused,
  ...reportRefused,
  ...flightRefused,
  ...whatIfRefused,
  ...coverageRefused,
  ...dialectsRefused,
  ...storeRefused,
  'jobs.cancel': 'nothing to refuse',
}

async function deletedJourney(bench: Bench): Promise<{ id: string }> {
  const { id } = await bench.saveJourney()
  await bench.call('journeys.delete', { id })
  return { id }
}

async function staleSave(bench: Bench): Promise<unknown> {
  const { id } = await bench.saveJourney()
  await bench.call('journeys.save', { id, document: welcome('Theirs'), baseVersion: 1 })
  return { id, document: welcome('Mine'), baseVersion: 1 }
}
