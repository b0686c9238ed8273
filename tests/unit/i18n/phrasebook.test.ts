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

test('a piece is of its kind or the phrase does not fit; it may be missing, forbid what looks like it, and be split at another place', () => {
  takePhrases([['It waits{d:span?} until {c:condition}.', '{c} olana kadar{d} bekler.']], {
    span: [[' {n#} days', ' {n} gün']],
    condition: [['{a:term} and {b:condition}', '{a} ve {b}'], ['{a:term}', '{a}']],
    term: [['{a~} is between {x} and {y}', '{a} {x} ile {y} arasında'], ['{a} is between {x}', ''], ['{a~} is {v~}', '{a} = {v}']],
  })
  expect(fromEngine('It waits 3 days until price is 5 and plan is gold.')).toBe('price = 5 ve plan = gold olana kadar 3 gün bekler.')
  expect(fromEngine('It waits until price is between 5 and 9 and plan is gold.')).toBe('price 5 ile 9 arasında ve plan = gold olana kadar bekler.')
  expect(isPhrase('It waits 3 months until price is 5.')).toBe(false)
  expect(fromEngine('It waits until the cows come home.')).toBe('the cows come home olana kadar bekler.')
  expect(isPhrase('It waits until the cows come home.')).toBe(false)
  expect(fromEngine('price is 5', 'condition')).toBe('price = 5')
  expect(fromEngine('price is 5')).toBe('price is 5')
})

test('what was looked at too deep in one sentence is known in another, and all the same no nesting keeps the window busy', () => {
  takePhrases([], { no: [['not ({c:no})', 'değil ({c})'], ['{a:no} or {b:no}', '{a} veya {b}'], ['plan', 'plan']] })
  const nots = (times: number) => `${'not ('.repeat(times)}plan${')'.repeat(times)}`
  expect(isPhrase(nots(40), 'no')).toBe(false)
  expect(fromEngine(nots(20), 'no')).toBe(nots(20).replaceAll('not', 'değil'))
  expect(isPhrase(Array.from({ length: 60 }, (_, times) => nots(times)).join(' or '), 'no')).toBe(false)
})

test('no text keeps the window busy', () => {
  takePhrases([['{a} x {b} x {c} x {d} x {e}.', '{a}{b}{c}{d}{e}']])
  // One that is tried in every way would not end.
  expect(isPhrase('x '.repeat(1500))).toBe(false)
})

test('in disguise a phrase has no plain letter of its own left', () => {
  speak('pseudo')
  takePhrases([['There is no dataset called "{name}"', '']])
  expect(fromEngine('There is no dataset called "June"')).toMatch(/^Ţĥéŕé íš ñó đáţášéţ çáļļéđ "June"~+$/)
})
