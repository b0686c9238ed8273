import { describe, expect, it } from 'vitest'
import { environmentSecrets, secretVariable } from '../../../engine/node/secrets/environment-secrets.ts'
import { firstOf } from '../../../engine/node/secrets/first-of.ts'
import type { SecretSource } from '../../../engine/node/secrets/secret-source.ts'

const OWNER = { id: '3f2a', name: 'Klaviyo (live)', target: 'klaviyo', sentTo: ['https://a.klaviyo.com'] }

describe('the variable of a secret', () => {
  it.each([
    ['Klaviyo (live)', 'REHEARSAL_SECRET_KLAVIYO_LIVE'],
    ['  müşteri İletişimi ', 'REHEARSAL_SECRET_MUSTERI_ILETISIMI'],
    ['Straße 7', 'REHEARSAL_SECRET_STRASSE_7'],
    ['ﬁrst', 'REHEARSAL_SECRET_FIRST'],
    ['営業', 'REHEARSAL_SECRET_3F2A'],
    ['42', 'REHEARSAL_SECRET_3F2A'],
  ])('of %j is %s', (name, variable) => {
    expect(secretVariable({ id: '3f2a', name })).toBe(variable)
  })
})

describe('secrets of the environment', () => {
  it('are read when they are asked for, without white space around them; an empty one is none', async () => {
    const environment: Record<string, string> = {}
    const source = environmentSecrets(environment)
    expect(await source.stateOf(OWNER)).toEqual({ where: 'missing', variable: 'REHEARSAL_SECRET_KLAVIYO_LIVE' })
    environment['REHEARSAL_SECRET_KLAVIYO_LIVE'] = '  \n'
    expect(await source.secretOf(OWNER)).toBeNull()
    environment['REHEARSAL_SECRET_KLAVIYO_LIVE'] = ' pk_1\n'
    expect(await source.secretOf(OWNER)).toBe('pk_1')
    expect(await source.stateOf(OWNER)).toEqual({ where: 'environment', variable: 'REHEARSAL_SECRET_KLAVIYO_LIVE' })
  })

  it('come after those a person entered', async () => {
    let entered: string | null = null
    const person: SecretSource = { stateOf: () => Promise.resolve({ where: entered === null ? 'missing' : 'session', variable: '' }), secretOf: () => Promise.resolve(entered) }
    const source = firstOf(person, environmentSecrets({ REHEARSAL_SECRET_KLAVIYO_LIVE: 'of-the-environment' }))
    expect([await source.secretOf(OWNER), (await source.stateOf(OWNER)).where]).toEqual(['of-the-environment', 'environment'])
    entered = 'of-a-person'
    expect([await source.secretOf(OWNER), await source.stateOf(OWNER)]).toEqual(['of-a-person', { where: 'session', variable: 'REHEARSAL_SECRET_KLAVIYO_LIVE' }])
  })
})
