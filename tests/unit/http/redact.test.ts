import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactor } from '../../../engine/node/http/redact.ts'

const WAYS: readonly [string, (secret: string) => string][] = [
  ['as it is', (secret) => secret],
  ['in capitals', (secret) => (secret.toUpperCase().toLowerCase() === secret.toLowerCase() ? secret.toUpperCase() : secret)],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded in small letters', (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
  ['percent-encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['every byte percent-encoded', (secret) => [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
  ['as a form sends it', (secret) => new URLSearchParams({ a: secret }).toString().slice(2)],
  ['in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['in JSON that is ASCII only', (secret) => JSON.stringify(secret).slice(1, -1).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)],
  ['in HTML', (secret) => secret.replace(/[&<>"']/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[mark]!)],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64 for addresses', (secret) => Buffer.from(secret).toString('base64url')],
  ['in base64 behind one byte', (secret) => Buffer.from(`:${secret}`).toString('base64')],
  ['in base64 behind a user', (secret) => Buffer.from(`us:${secret}`).toString('base64')],
  ['in base64 before more', (secret) => Buffer.from(`${secret}:x`).toString('base64')],
  ['in base64, percent-encoded', (secret) => encodeURIComponent(Buffer.from(secret).toString('base64'))],
  ['in hex', (secret) => Buffer.from(secret).toString('hex')],
  ['in capital hex', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
]

const secrets = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 8, maxLength: 80 }),
  fc.string({ unit: 'binary-ascii', minLength: 8, maxLength: 80 }),
  fc.base64String({ minLength: 12, maxLength: 80 }),
  fc.uuid(),
  fc.stringMatching(/^[A-Za-z0-9_\-.~+/=:]{16,120}$/),
).filter((secret) => !/\p{Surrogate}/u.test(secret))

describe('redaction', () => {
  it.each(WAYS)('no secret of any shape survives %s, whatever stands around it', (_, written) => {
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
        const shown = redactor([secret]).text(`${before} ${written(secret)} ${after}`)
        expect(shown).toContain('[secret]')
        // A find may go with what it hangs on, but nothing of it stays.
        if (!`${before} ${after}`.includes(written(secret)) && !'[secret]'.includes(written(secret))) expect(shown).not.toContain(written(secret))
      }),
      { numRuns: 60 },
    )
  })

  it('takes it out of every text of a body, names and numbers included, and leaves the rest as it was', () => {
    fc.assert(
      fc.property(fc.json(), secrets, (json, secret) => {
        const rest = JSON.parse(json) as never
        if (json.includes(secret)) return
        expect(redactor([secret]).json({ rest })).toEqual({ rest: redactor([secret]).json(rest) })
        const body = redactor([secret]).json({ echo: { [secret]: [`key=${secret}`, encodeURIComponent(secret)] }, rest })
        expect(JSON.stringify(body)).not.toContain(JSON.stringify(secret).slice(1, -1))
      }),
      { numRuns: 60 },
    )
    expect(redactor(['1234567890']).json({ a: 1_234_567_890, b: 1, c: null, d: true })).toEqual({ a: '[secret]', b: 1, c: null, d: true })
  })

  it('takes out what a platform left of a key that it shortened', () => {
    const secret = 'sk_live_51Hx9ZkLmN0pQrStUvWxYz'
    const { text } = redactor([secret])
    expect(text(`The key ${secret.slice(0, 20)}… is not valid`)).toBe('The key [secret]… is not valid')
    expect(text(`The key …${secret.slice(-18)} is not valid`)).toBe('The key …[secret] is not valid')
  })

  it('takes a short one out as a whole word only', () => {
    const { text } = redactor(['admin'])
    expect(text('Bearer admin, "admin", administrator, /api/admin/journeys')).toBe('Bearer [secret], "[secret]", administrator, /api/[secret]/journeys')
  })

  it('takes out the longer of two that hold each other as a whole', () => {
    expect(redactor(['abcdefgh', 'abcdefghijkl']).text('abcdefghijkl abcdefgh')).toBe('[secret] [secret]')
  })

  it('reads a body of a megabyte in a moment', () => {
    const body = Buffer.alloc(750_000, 'journeys ').toString('base64') + 'x'.repeat(250_000)
    const before = performance.now()
    expect(redactor(['sk_live_51Hx9ZkLmN0pQrStUvWxYz']).text(body)).toBe(body)
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
