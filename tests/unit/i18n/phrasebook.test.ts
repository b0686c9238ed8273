import { afterEach, beforeEach, expect, test } from 'vitest'
import { speak } from '../../../renderer/i18n/language.ts'
import { fromEngine, isPhrase, takePhrases } from '../../../renderer/i18n/phrasebook.ts'

beforeEach(() => {
  speak('tr')
  takePhrases([
    ['There is no dataset', 'Veri kümesi yok'],
    ['There is no dataset called "{name}"', '"{name}" adlı veri kümesi yok'],
    ['There are {count#} people in {where!}', '{where!} içinde {count#} kişi var'],
    ['the branch "{name}"', '"{name}" dalı'],
    ['{days#} days', '{days#} gün'],
    ['It needs {what*}', 'Şunlar gerekir: {what*}'],
    ['a push', 'bir anlık bildirim'],
    ['an e-mail', 'bir e-posta'],
  ])
})

afterEach(() => {
  speak('en')
  takePhrases([])
})

test('a phrase is found by its English, and what varies stands in its place', () => {
  expect(fromEngine('There is no dataset')).toBe('Veri kümesi yok')
  expect(fromEngine('There is no dataset called "last month"')).toBe('"last month" adlı veri kümesi yok')
  expect(fromEngine('There are 1,234.5 people in the branch "a push"')).toBe('"a push" dalı içinde 1.234,5 kişi var')
})

test('somebody\'s own words are left as they are, phrases in a row are translated one by one', () => {
  expect(fromEngine('There is no dataset called "a push"')).toBe('"a push" adlı veri kümesi yok')
  expect(fromEngine('It needs a push and an e-mail')).toBe('Şunlar gerekir: bir anlık bildirim ve bir e-posta')
  expect(fromEngine('It needs a push, an e-mail and luck')).toBe('Şunlar gerekir: bir anlık bildirim, bir e-posta ve luck')
})

test('what no phrase fits stays English, and an English window asks nobody', () => {
  expect(fromEngine('Nobody ever wrote this down')).toBe('Nobody ever wrote this down')
  expect(isPhrase('Nobody ever wrote this down')).toBe(false)
  speak('en')
  expect(fromEngine('There is no dataset')).toBe('There is no dataset')
})

test('in disguise a phrase has no plain letter of its own left', () => {
  speak('pseudo')
  takePhrases([['There is no dataset called "{name}"', '']])
  expect(fromEngine('There is no dataset called "June"')).toMatch(/^Ţĥéŕé íš ñó đáţášéţ çáļļéđ "June"~+$/)
})
