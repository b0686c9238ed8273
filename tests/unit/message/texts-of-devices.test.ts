import { describe, expect, it } from 'vitest'
import { lengthNotes } from '../../../renderer/features/message/device-limits.ts'
import { isHtml, mailDocument } from '../../../renderer/features/message/mail-document.ts'
import { smsParts } from '../../../renderer/features/message/sms-parts.ts'
import { wordDiff } from '../../../renderer/features/message/word-diff.ts'

describe('an SMS', () => {
  it.each([
    ['nothing', '', { encoding: 'GSM-7', parts: 0, used: 0, left: 160 }],
    ['160 letters', 'a'.repeat(160), { encoding: 'GSM-7', parts: 1, used: 160, left: 0 }],
    ['161 letters', 'a'.repeat(161), { encoding: 'GSM-7', parts: 2, used: 161, left: 145 }],
    ['306 letters', 'a'.repeat(306), { encoding: 'GSM-7', parts: 2, used: 306, left: 0 }],
    ['letters of two units', '€'.repeat(80), { encoding: 'GSM-7', parts: 1, used: 160, left: 0 }],
    ['a letter of two units that would be split', `${'a'.repeat(152)}€${'a'.repeat(10)}`, { encoding: 'GSM-7', parts: 2, used: 164, left: 141 }],
    ['a letter GSM-7 lacks', 'ş', { encoding: 'UCS-2', parts: 1, used: 1, left: 69 }],
    ['70 of them', 'ş'.repeat(70), { encoding: 'UCS-2', parts: 1, used: 70, left: 0 }],
    ['71 of them', 'ş'.repeat(71), { encoding: 'UCS-2', parts: 2, used: 71, left: 63 }],
    ['an emoji that would be split', `${'a'.repeat(66)}🎉${'a'.repeat(10)}`, { encoding: 'UCS-2', parts: 2, used: 78, left: 55 }],
  ])('of %s', (_, text, expected) => {
    expect(smsParts(text)).toMatchObject(expected)
  })

  it('names the letters that make it short', () => {
    expect(smsParts('Şimdi öğren, öğret 🎉').foreign).toEqual(['Ş', 'ğ', '🎉'])
  })
})

describe('the document of a mail', () => {
  it('forbids everything before anything of the mail itself', () => {
    const document = mailDocument('<h1>Hi</h1>')
    expect(document.indexOf('Content-Security-Policy')).toBeLessThan(document.indexOf('<h1>'))
    expect(document).toContain("default-src 'none'")
    expect(document).not.toContain('script-src')
  })

  it.each([
    ['a script', '<script>alert(1)</script>', /<script/i],
    ['a frame', '<IFRAME src="https://x.example">', /<iframe/i],
    ['a redirect', '<meta http-equiv="refresh" content="0;url=https://x.example">', /http-equiv="refresh"/i],
    ['a base', '<base href="https://x.example/">', /<base/i],
    ['a style sheet from elsewhere', '<link rel="stylesheet" href="https://x.example/a.css">', /<link/i],
    ['a picture that tells it was looked at', '<img alt="x" src="https://x.example/1.png" srcset="https://x.example/2.png 2x">', /\ssrc(set)?=/i],
  ])('leaves out %s', (_, body, dangerous) => {
    expect(mailDocument(body)).not.toMatch(dangerous)
  })

  it('keeps pictures it holds itself, and knows HTML from words', () => {
    expect(mailDocument('<img src="data:image/png;base64,AA">')).toContain('src="data:image/png')
    expect([isHtml('<p>Hi</p>'), isHtml('a < b and b > c'), isHtml('plain'), isHtml('line<br>line')]).toEqual([true, false, false, true])
  })
})

describe('what differs between two texts', () => {
  it('is told word by word, and put together is the text again', () => {
    const { a, b } = wordDiff('Your cart is waiting for you', 'Your cart is almost gone for you')
    expect(a.map(({ text }) => text).join('')).toBe('Your cart is waiting for you')
    expect(b).toEqual([{ text: 'Your cart is ', isOwn: false }, { text: 'almost gone', isOwn: true }, { text: ' for you', isOwn: false }])
    expect(a.filter(({ isOwn }) => isOwn)).toEqual([{ text: 'waiting', isOwn: true }])
  })

  it('keeps markup whole, and takes two different books as a whole', () => {
    expect(wordDiff('Hi {{ profile.a }}', 'Hi {{ profile.b }}').b).toEqual([{ text: 'Hi ', isOwn: false }, { text: '{{ profile.b }}', isOwn: true }])
    const book = 'word '.repeat(5000)
    expect(wordDiff(book, `${book}end`).b).toEqual([{ text: book, isOwn: false }, { text: 'end', isOwn: true }])
    expect(wordDiff(`${book}end`, `${'other '.repeat(5000)}book`).b).toEqual([{ text: `${'other '.repeat(5000)}book`, isOwn: true }])
    expect(wordDiff('', '')).toEqual({ a: [], b: [] })
  })
})

describe('lengths', () => {
  it('are told by channel', () => {
    const tones = (channel: Parameters<typeof lengthNotes>[0], fields: Record<string, string>) => lengthNotes(channel, fields).map(({ tone }) => tone)
    expect(tones('push', { title: 'Hi', body: 'short' })).toEqual([])
    expect(tones('push', { title: 't'.repeat(51), body: 'b'.repeat(161) })).toEqual(['warning', 'warning'])
    expect(tones('whatsapp', { title: 't'.repeat(61), body: 'b'.repeat(1025), footer: 'f'.repeat(61), button: 'b'.repeat(26) })).toEqual(['refused', 'refused', 'refused', 'refused'])
    expect(tones('email', { title: 's'.repeat(56), body: 'b'.repeat(110_000) })).toEqual(['warning', 'warning'])
    expect(tones('sms', { body: `ş${'a'.repeat(80)}` })).toEqual(['warning', 'hint'])
  })
})
