import { describe, expect, test } from 'vitest'
import { attributesOf, fileWith, importFiles } from './files.ts'

const events = () => fileWith('profileId,at,name\nb,1,x\na,2,y\n')
const attributes = async (content: string, name: string, mapping = {}, profileId?: string) => {
  const path = fileWith(content, name)
  const { dataset, rejects } = await importFiles(events(), mapping, { profiles: { path, ...(profileId === undefined ? {} : { profileId }) } })
  return { attributes: attributesOf(dataset), rejects, dataset }
}

describe('profiles', () => {
  test("an id's last row holds, as a whole; a profile may have attributes and no event, or events and no attributes", async () => {
    const found = await attributes('profileId,country,age\nc,TR,1\na,DE,30\nc,FR,\n', 'profiles.csv')
    expect(found.attributes).toEqual({ a: { country: 'DE', age: 30 }, b: {}, c: { country: 'FR' } })
    expect([...found.dataset.offsets]).toEqual([0, 1, 2, 2])
  })

  test('ids are in the column named for them, else in the mapped one, else in the first', async () => {
    expect((await attributes('x,who\n1,a\n', 'p.csv', {}, 'who')).attributes['a']).toEqual({ x: 1 })
    expect((await attributes('x,profileId\n1,a\n', 'p.csv')).attributes['a']).toEqual({ x: 1 })
    expect((await attributes('id,profile\na,1\n', 'p.csv')).attributes['a']).toEqual({ profile: 1 })
    await expect(attributes('id,x\na,1\n', 'p.csv', {}, 'who')).rejects.toMatchObject({ code: 'E_COLUMN_MISSING', unusable: true })
  })

  test('objects become a.b, null is missing, and a row without an id is rejected', async () => {
    const found = await attributes('{"id":7.0,"address":{"city":"İzmir","zip":null},"tags":["a"],"vip":null}\n{"id":null,"x":1}\n{"id":"a","vip":true}\n', 'p.jsonl')
    expect(found.attributes).toEqual({ '7.0': { 'address.city': 'İzmir', tags: ['a'] }, a: { vip: true }, b: {} })
    expect(found.rejects).toEqual([{ file: 'p.jsonl', line: 2, reason: 'no profile id', text: '{"id":null,"x":1}' }])
  })

  test('a profiles file without a usable row is an error', async () => {
    await expect(attributes('id,x\n', 'p.csv')).rejects.toMatchObject({ code: 'E_NO_USABLE_ROW', unusable: true })
  })
})
