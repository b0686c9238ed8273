import { describe, expect, test } from 'vitest'
import { linkIn } from '../../../electron/main/link-of-text.ts'

describe('a rehearsal:// link', () => {
  test('names a journey of the workspace by its key or its own id', () => {
    expect(linkIn('rehearsal://open?journey=passo-dukkan')).toEqual({ kind: 'journey', key: 'passo-dukkan' })
    expect(linkIn('rehearsal://open/?journey=a1b2.c3_d4')).toEqual({ kind: 'journey', key: 'a1b2.c3_d4' })
    expect(linkIn('rehearsal://open?journey=ho%C5%9F-geldin')).toEqual({ kind: 'journey', key: 'hoş-geldin' })
    expect(linkIn('REHEARSAL://open?journey=x')).toEqual({ kind: 'journey', key: 'x' })
  })

  test('names a template', () => {
    expect(linkIn('rehearsal://template/win-back')).toEqual({ kind: 'template', templateId: 'win-back' })
  })

  test.each([
    ['nothing', 'rehearsal://'],
    ['no journey', 'rehearsal://open'],
    ['an empty journey', 'rehearsal://open?journey='],
    ['two journeys', 'rehearsal://open?journey=a&journey=b'],
    ['more than a journey', 'rehearsal://open?journey=a&run=1'],
    ['another question', 'rehearsal://open?file=a'],
    ['a path as the journey', 'rehearsal://open?journey=../../etc/passwd'],
    ['a path as the template', 'rehearsal://template/../../etc/passwd'],
    ['an escaped path as the template', 'rehearsal://template/..%2F..%2Fetc%2Fpasswd'],
    ['two templates', 'rehearsal://template/a/b'],
    ['a template and a question', 'rehearsal://template/a?with=data'],
    ['markup', 'rehearsal://open?journey=<img src=x onerror=alert(1)>'],
    ['a script', 'rehearsal://open?journey=javascript:alert(1)'],
    ['a switch', 'rehearsal://open?journey=a --inspect=0.0.0.0:1 --renderer-cmd-prefix=/bin/sh'],
    ['a user', 'rehearsal://me:secret@open?journey=a'],
    ['a port', 'rehearsal://open:80?journey=a'],
    ['a hash', 'rehearsal://open?journey=a#b'],
    ['another action', 'rehearsal://run?journey=a'],
    ['deleting', 'rehearsal://delete?journey=a'],
    ['another scheme', 'file:///etc/passwd'],
    ['a scheme that begins alike', 'rehearsals://open?journey=a'],
    ['a line break', 'rehearsal://open?journey=a\nb'],
    ['a zero', 'rehearsal://open?journey=a\0'],
    ['a key too long', `rehearsal://open?journey=${'a'.repeat(129)}`],
    ['far too much', `rehearsal://open?journey=a&${'x'.repeat(100_000)}`],
  ])('with %s is refused, and said in one short line', (_what, text) => {
    const link = linkIn(text)
    expect(link.kind).toBe('refused')
    if (link.kind !== 'refused') return
    expect(Array.from(link.link).length).toBeLessThanOrEqual(80)
    expect(link.link).not.toMatch(/\p{Cc}/u)
  })
})
