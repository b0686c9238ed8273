import { expect, test } from 'vitest'
import { EN, SECRET_WORDS_TR, TR } from '../../../electron/main/words.ts'
import { TARGETS } from '../../../engine/core/publish/targets/index.ts'

const marks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

test('main says in Turkish as much as in English', () => {
  expect(Object.keys(TR)).toEqual(Object.keys(EN))
  for (const key of Object.keys(EN) as (keyof typeof EN)[]) expect(marks(TR[key]), key).toEqual(marks(EN[key])) // as: the keys of the table
})

test('the window in which a secret is typed has Turkish for what every platform tells of its secret', () => {
  const told = Object.values(TARGETS).flatMap(({ secret: { label, help, scopes } }) => [label, help, ...scopes.filter((scope) => /^[a-z]+,? [a-z]/.test(scope))])
  expect(told.length).toBeGreaterThan(10)
  expect(told.filter((words) => SECRET_WORDS_TR[words] === undefined)).toEqual([])
})
