import { expect } from 'vitest'
import { TARGET_IDS } from '../../engine/core/publish/target.ts'
import { methods } from '../../engine/api/contract.ts'
import type { Accepted } from './accepted.ts'
import { welcome } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods that tell what platforms take: see contract.test.ts. What each mapping makes of a journey, tests/unit/publish looks at.

type Methods = 'targets.list' | 'targets.fit' | 'targets.export' | 'targets.import' | 'targets.handOver'

const document = welcome()
const notJourney = { name: 'x.json', text: '{"hello": 1}' }

export const targetsAccepted: { [M in Methods]: readonly Accepted[] } = {
  'targets.list': [
    {
      that: 'has every target with its form, and no secret in it',
      async holds(bench) {
        const targets = await bench.call('targets.list', {})
        expect(targets.map(({ id }) => id).sort()).toEqual([...TARGET_IDS].sort())
        for (const { fields, secret } of targets) {
          expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
          expect(secret.label).not.toBe('')
        }
      },
    },
  ],
  'targets.fit': [
    {
      that: 'answers for every target, with the steps that are concerned',
      async holds(bench) {
        const call = { kind: 'journey' as const, journey: 'other' }
        const fits = await bench.call('targets.fit', { document: { ...document, steps: { ...document.steps, hello: { ...call, next: 'done' } } } })
        expect(fits.map(({ target }) => target).sort()).toEqual([...TARGET_IDS].sort())
        expect(fits.find(({ target }) => target === 'salesforce')?.problems).toContainEqual(expect.objectContaining({ code: 'SF20', severity: 'error', stepId: 'hello', path: '$.steps.hello' }))
        expect(fits.find(({ target }) => target === 'http')?.problems).toEqual([])
      },
    },
  ],
  'targets.export': [
    {
      that: 'gives payloads that are read back as the document',
      async holds(bench) {
        for (const target of ['salesforce', 'http'] as const) {
          const { fileName, text, problems } = await bench.call('targets.export', { document, target })
          expect(fileName).toBe(`Welcome.${target}.json`)
          expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([])
          expect((await bench.call('targets.import', { target, name: fileName, text })).document).toEqual(document)
        }
      },
    },
    {
      that: 'takes the settings of a connection',
      async holds(bench) {
        const { text } = await bench.call('targets.export', { document, target: 'salesforce', settings: { subdomain: 'mc1', clientId: 'c', restExtension: 'own' } })
        expect(JSON.parse(text)).toMatchObject({ target: 'salesforce' })
      },
    },
  ],
  'targets.import': [
    {
      that: 'reads what a platform answers, and names what has no words',
      async holds(bench) {
        const text = JSON.stringify({ key: 'there', name: 'There', workflowApiVersion: 1, entryMode: 'OnceAndDone', triggers: [{ key: 'TRIGGER', name: 'signup', type: 'APIEvent', metaData: { eventDefinitionKey: 'APIEvent-signup' } }], goals: [], exits: [], activities: [{ key: 'X', type: 'SOMETHINGNEW', outcomes: [] }] })
        const { document: read, notes } = await bench.call('targets.import', { target: 'salesforce', name: 'there.json', text })
        expect(read.entries).toEqual([{ id: 'entry', trigger: { kind: 'event', event: 'signup' }, next: 'X' }])
        expect(notes).toEqual([expect.objectContaining({ code: 'SF60', stepId: 'X' })])
      },
    },
  ],
  'targets.handOver': [
    {
      that: 'gives a page that runs and fetches nothing, and its tables',
      async holds(bench) {
        const { files } = await bench.call('targets.handOver', { document, platform: 'netmera' })
        expect(files.map(({ fileName }) => fileName)).toEqual(['Welcome.netmera.html', 'Welcome.netmera.steps.csv', 'Welcome.netmera.texts.csv', 'Welcome.netmera.timings.csv', 'Welcome.netmera.segments.csv'])
        expect(files[0]!.text).not.toMatch(/<script|https?:\/\/|\ssrc=/)
      },
    },
    {
      that: 'speaks of every platform there is a word for',
      async holds(bench) {
        for (const platform of methods['targets.handOver'].input.shape.platform.options) {
          const { files } = await bench.call('targets.handOver', { document, platform })
          expect(files[0]!.text).toContain('To be rebuilt as a ')
        }
      },
    },
  ],
}

export const targetsMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'targets.list': { params: { all: true }, path: '$' },
  'targets.fit': { params: { document: { ...document, format: 'x' } }, path: '$.document.format' },
  'targets.export': { params: { document, target: 'nobody' }, path: '$.target' },
  'targets.import': { params: { target: 'http', name: 'x', text: 5 }, path: '$.text' },
  'targets.handOver': { params: { document, platform: 'nobody' }, path: '$.platform' },
}

export const targetsRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'targets.list': 'nothing to refuse',
  'targets.fit': 'nothing to refuse',
  'targets.export': [{ when: 'a setting is wrong', params: () => ({ document, target: 'salesforce', settings: { subdomain: 'not a subdomain', clientId: 'c' } }), code: 'E_SETTINGS', says: /Subdomain: expected/ }],
  'targets.import': [
    { when: 'it is not JSON', params: () => ({ target: 'salesforce', name: 'x', text: '<html>' }), code: 'E_TARGET_INPUT', says: /not JSON/ },
    { when: 'it is no journey of that platform', params: () => ({ target: 'salesforce', ...notJourney }), code: 'E_TARGET_INPUT', says: /no journey specification/ },
    { when: 'it was exported for another one', params: () => ({ target: 'http', name: 'x', text: '{"target":"salesforce","resources":[]}' }), code: 'E_TARGET_INPUT', says: /exported for "salesforce"/ },
  ],
  'targets.handOver': 'nothing to refuse',
}
