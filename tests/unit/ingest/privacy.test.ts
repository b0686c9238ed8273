import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { previewFile } from '../../../engine/node/ingest/index.ts'
import { attributesOf, fileWith, importFiles } from './files.ts'

const hashKey = Buffer.from('a key nobody knows, 32 bytes long')
const hash = (text: string) => createHmac('sha256', hashKey).update(text).digest('hex').slice(0, 32)
const csv = `userId,at,name,email,properties,note
zoe,2024-01-01,signup,zoe@secret.example,"{""phone"":""+90 555 111 22 33"",""plan"":""pro"",""who"":{""first"":""Zoë""}}",hello
,2024-01-01,signup,nobody@secret.example,,
zoe,never,buy,zoe@secret.example,,
broken,2024-01-01,"x" y,lost@secret.example,,
short@secret.example,2024-01-01
bob,2024-01-02,buy,bob@secret.example,"{""phone"":""+90 555 999 88 77"",""who"":{""first"":""Bob""}}",
`
const profiles = 'id,email,city\nzoe,zoe@secret.example,İzmir\ncyd,cyd@secret.example,Ankara\n'
const mapping = { profileId: 'userId' }

function everythingIn(directory: string): string {
  return readdirSync(directory).map((file) => readFileSync(join(directory, file)).toString('utf8') + file).join('\n')
}

describe('what is dropped or hashed', () => {
  test('is in no file of the dataset, and not in the rejects', async () => {
    const { imported, rows, rejects, dataset } = await importFiles(fileWith(csv), mapping, {
      options: { drop: ['email', 'phone'], hash: ['userId', 'who'] }, hashKey, profiles: { path: fileWith(profiles, 'people.csv') },
    })
    const kept = everythingIn(imported.directory)
    for (const secret of ['secret.example', '555', 'zoe', 'Zoë', 'bob', 'Bob', 'cyd', 'nobody', 'lost', 'never']) expect(kept).not.toContain(secret)
    expect(rows).toHaveLength(2)
    expect(rows).toEqual(expect.arrayContaining([
      { profileId: hash('zoe'), at: '2024-01-01T00:00:00.000Z', name: 'signup', properties: { plan: 'pro', note: 'hello', 'who.first': hash('Zoë') } },
      { profileId: hash('bob'), at: '2024-01-02T00:00:00.000Z', name: 'buy', properties: { 'who.first': hash('Bob') } },
    ]))
    expect(attributesOf(dataset)).toEqual({ [hash('zoe')]: { city: 'İzmir' }, [hash('bob')]: {}, [hash('cyd')]: { city: 'Ankara' } })
    expect(rejects.map(({ line, reason, text }) => [line, reason, text])).toEqual([
      [3, 'no profile id', ''], [4, 'unreadable instant', ''], [5, 'text after a closing quote', ''], [6, 'wrong number of cells', ''],
    ])
  })

  test.each([
    ['JSON Lines', 'e.jsonl', '{"userId":"zoe","at":1,"name":"x","email":"zoe@secret.example","who":{"first":"Zoë"},"n":1.5}\n{"userId":"zoe","at":"soon","email":"b@secret.example"}\n{"email":"cut@secret.example\n'],
    ['one JSON array', 'e.json', '[{"userId":"zoe","at":1,"name":"x","email":"zoe@secret.example","who":{"first":"Zoë"},"n":1.5},{"email":"cut@secret.example]'],
  ])('is in no file made of %s', async (_, name, text) => {
    const { imported, rows } = await importFiles(fileWith(text, name), mapping, { options: { drop: ['email', 'who'], hash: ['userId', 'n'] }, hashKey })
    for (const secret of ['secret.example', 'zoe', 'Zoë', 'soon']) expect(everythingIn(imported.directory)).not.toContain(secret)
    expect(rows.map(({ profileId, properties }) => [profileId, properties])).toEqual([[hash('zoe'), { n: hash('1.5') }]])
  })

  test('with another key is another dataset, with other hashes', async () => {
    const one = await importFiles(fileWith(csv), mapping, { options: { hash: ['userId'] }, hashKey })
    const two = await importFiles(fileWith(csv), mapping, { options: { hash: ['userId'] }, hashKey: Buffer.from('another key of sufficient length') })
    expect(one.imported.directory.split('/').at(-1)).not.toBe(two.imported.directory.split('/').at(-1))
    expect(one.rows[0]!.profileId).not.toBe(two.rows[0]!.profileId)
  })

  test.each([
    ['a name no file has', { drop: ['emial'] }, 'no file has the column or property "emial"'],
    ['a column for both', { drop: ['email'], hash: ['email'] }, 'to be dropped and hashed'],
    ['the profile ids, to be dropped', { drop: ['userId'] }, '"userId" holds the profile ids'],
    ['the instants', { hash: ['at'] }, 'cannot be hashed'],
    ['the ids of profiles alone', { hash: ['id'] }, 'those of the events are not'],
  ])('%s is refused', async (_, options, message) => {
    await expect(importFiles(fileWith(csv), mapping, { options, hashKey, profiles: { path: fileWith(profiles, 'people.csv') } })).rejects.toMatchObject({
      code: 'E_PRIVACY', unusable: true, message: expect.stringContaining(message),
    })
  })

  test('needs a key to hash', async () => {
    await expect(importFiles(fileWith(csv), mapping, { options: { hash: ['userId'] } })).rejects.toMatchObject({ code: 'E_PRIVACY' })
  })
})

test('a preview points at columns, and members of objects, that look like personal data', async () => {
  const rows = 'profileId,at,name,mail,properties,gsm,first_name,amount,order_no\n' + `a,2024-01-01,x,a@b.example,"{""contact"":""+90 (555) 111-22-33"",""deep"":{""mail"":""q@w.example""}}",05551112233,Ada,12345678,20240101-1\n`.repeat(3)
  const { personal } = await previewFile(fileWith(rows))
  expect(personal.map(({ name, kind }) => [name, kind])).toEqual([['mail', 'email'], ['contact', 'phone'], ['deep.mail', 'email'], ['gsm', 'phone'], ['first_name', 'name']])
})
