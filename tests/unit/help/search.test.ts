import { describe, expect, it } from 'vitest'
import { search } from '../../../renderer/features/help/search-articles.ts'

const drop = { title: 'Where people leave', keywords: 'drop-off, exit', text: 'Who left without a goal.' }
const goals = { title: 'Goals', keywords: 'conversion', text: 'What counts as success; where people leave is elsewhere.' }
const kosul = { title: 'Koşullar', keywords: 'nitelik, İzin', text: 'Sıklık sınırı ve ölçüler.' }
const all = [drop, goals, kosul]

describe('searching the help', () => {
  it('gives everything in its order where nothing is asked', () => {
    expect(search(all, '  ')).toEqual(all)
  })

  it('puts a title before a keyword, and a keyword before the text', () => {
    expect(search(all, 'leave')).toEqual([drop, goals])
    expect(search(all, 'goal')).toEqual([goals, drop])
  })

  it('finds every word that was typed, in any order', () => {
    expect(search(all, 'leave where')).toEqual([drop, goals])
    expect(search(all, 'leave conversion')).toEqual([goals])
    expect(search(all, 'leave nonsense')).toEqual([])
  })

  it('forgives a letter or two, and a word that is not finished', () => {
    expect(search(all, 'converson')).toEqual([goals])
    expect(search(all, 'convr')).toEqual([goals])
    expect(search(all, 'dropof')).toEqual([drop])
    expect(search(all, 'drop of')[0]).toEqual(drop)
  })

  it('finds Turkish words without their marks, and with either i', () => {
    expect(search(all, 'kosul')).toEqual([kosul])
    expect(search(all, 'KOŞUL')).toEqual([kosul])
    expect(search(all, 'izin')).toEqual([kosul])
    expect(search(all, 'SINIR')).toEqual([kosul])
  })
})
