import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the method that makes a web page of a run: see contract.test.ts. What is in the page, tests/unit/viewer and the window's tests look at.

type Methods = 'html.make'

const before = process.env['REHEARSAL_RESOURCES']
const resources = join(import.meta.dirname, '..', '..', 'dist', 'contract-viewer')

// The built viewer is put in by hand, so that these cases do not wait for a build.
beforeAll(() => {
  mkdirSync(join(resources, 'node', 'viewer'), { recursive: true })
  for (const [name, text] of [['viewer.js', 'document.title'], ['viewer.css', 'body{margin:0}']] as const) writeFileSync(join(resources, 'node', 'viewer', name), text)
})
afterAll(() => {
  if (before === undefined) delete process.env['REHEARSAL_RESOURCES']
  else process.env['REHEARSAL_RESOURCES'] = before
})

async function asked(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  process.env['REHEARSAL_RESOURCES'] = resources
  return { jobId: bench.jobId(), document: welcome(), datasetId }
}

export const htmlAccepted: { [M in Methods]: readonly Accepted[] } = {
  'html.make': [
    {
      that: 'answers with the page, which names nobody',
      async holds(bench) {
        const { text, ...facts } = await bench.call('html.make', await asked(bench))
        expect(facts).toEqual({ fileName: 'Welcome.html', bytes: Buffer.byteLength(text ?? ''), unitMs: 60_000, walkers: 3, of: 3 })
        expect(text).toContain('<title>Welcome</title>')
        for (const word of ['ada', 'bob', 'cyd', '"value":40', '"value":25']) expect(text).not.toContain(word)
      },
    },
    {
      that: 'writes it where it is told to, and says how large it is',
      async holds(bench) {
        const path = join(bench.folder, 'page.html')
        const { text, bytes } = await bench.call('html.make', { ...(await asked(bench)), path, exactTimes: true })
        expect({ text, bytes }).toEqual({ text: null, bytes: readFileSync(path).length })
      },
    },
  ],
}

export const htmlMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'html.make': { params: { jobId: 'j', document: welcome(), datasetId: 'd', texts: 'yes' }, path: '$.texts' },
}

export const htmlRefused: { [M in Methods]: readonly Refusal[] } = {
  'html.make': [
    { when: 'there is no such dataset', params: (bench) => ({ jobId: bench.jobId(), document: welcome(), datasetId: 'nobody' }), code: 'E_NOT_FOUND', says: /no dataset/ },
    { when: 'it cannot be written', params: async (bench) => ({ ...(await asked(bench)), path: join(bench.folder, 'no', 'page.html') }), code: 'E_READ_ONLY', says: /page\.html/ },
  ],
}
