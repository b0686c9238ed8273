import { afterEach, describe, expect, it, vi } from 'vitest'
import { noticesFor, readNotices } from '../../../renderer/features/about/read-notices.ts'

const notice = (name: string, licence: string) => ({ name, version: '1.0.0', licence, text: 'You may.', homepage: 'https://example.com' })
const answer = (body: string, status = 200) => vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })))

afterEach(() => vi.unstubAllGlobals())

describe('the notices of packages', () => {
  it('are read from beside the window', async () => {
    vi.stubGlobal('document', { baseURI: 'app://rehearsal/' })
    answer(JSON.stringify([notice('zod', 'MIT')]))
    expect(await readNotices()).toEqual([notice('zod', 'MIT')])
  })

  it.each([['there is no such file', '', 404], ['the window’s own page is given instead', '<!doctype html>', 200], ['they are of another shape', '{"zod":"MIT"}', 200]])('are null where %s', async (_when, body, status) => {
    vi.stubGlobal('document', { baseURI: 'app://rehearsal/' })
    answer(body, status)
    expect(await readNotices()).toBeNull()
  })

  it('are found by name and licence', () => {
    const all = [notice('zod', 'MIT'), notice('elkjs', 'EPL-2.0'), notice('mitt', 'ISC')]
    expect(noticesFor(all, 'mit').map(({ name }) => name)).toEqual(['zod', 'mitt'])
    expect(noticesFor(all, 'elk epl').map(({ name }) => name)).toEqual(['elkjs'])
    expect(noticesFor(all, '')).toHaveLength(3)
  })
})
