import { describe, expect, it } from 'vitest'
import { aFolder } from './run-rehearse.ts'
import { journeyText } from './sample-files.ts'

describe('rehearse diff', () => {
  const same = journeyText(() => undefined)
  const changed = journeyText((journey) => {
    journey.steps.lost = { kind: 'exit' }
    journey.steps.push = { kind: 'message', channel: 'push', template: { title: 'Come back soon' } }
  })

  it('says nothing of two files that say the same, exit code 0', async () => {
    const { program } = aFolder({ 'a.journey.json': same, 'b.journey.json': same })
    expect(await program('diff', 'a.journey.json', 'b.journey.json')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('tells every difference on a line, exit code 1', async () => {
    const { rehearse } = aFolder({ 'a.json': same, 'b.json': changed })
    expect(await rehearse('diff', 'a.json', 'b.json')).toEqual({
      code: 1,
      stdout: '~ step Message (push): the title is “Come back soon” instead of “Come back”\n+ step Exit (lost): Leaves as completed\n',
      stderr: '',
    })
  })

  it('gives all of it as JSON', async () => {
    const { rehearse } = aFolder({ 'a.json': same, 'b.json': changed })
    const { code, stdout } = await rehearse('diff', 'a.json', 'b.json', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ changes: [{ key: 'step:push', fields: [{ path: '$.steps.push.template.title' }] }, { key: 'step:lost', kind: 'added' }], layout: { inWords: null } })
  })

  it('refuses what is no journey, exit code 2', async () => {
    const { rehearse } = aFolder({ 'a.json': same, 'b.json': '{', 'c.json': '{}' })
    expect(await rehearse('diff', 'a.json', 'none.json')).toMatchObject({ code: 2 })
    expect(await rehearse('diff', 'a.json', 'b.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('E_NO_JOURNEY b.json') as string })
    expect(await rehearse('diff', 'a.json', 'c.json')).toMatchObject({ code: 2 })
    expect(await rehearse('diff', 'a.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('E_USAGE') as string })
  })
})
