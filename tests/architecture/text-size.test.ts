import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const renderer = new URL('../../renderer', import.meta.url).pathname
const SMALLEST_PX = 14

const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'))

test('no text of the window is set smaller than 14 px, but for the labels of axes', () => {
  const small = sheets.flatMap((path) =>
    readFileSync(join(renderer, path), 'utf8')
      .split('\n')
      .filter((line) => [...line.matchAll(/font(?:-size)?:[^;]*?(\d+(?:\.\d+)?)px/g)].some(([, px]) => Number(px) < SMALLEST_PX))
      .map((line) => `${path}: ${line.trim()}`),
  )
  expect(small).toEqual([])
})

test('only labels along an axis take the size of axes', () => {
  const AXIS = /^\.(axis|axisName|year|sideName|tick|step)\b/
  const others = sheets.flatMap((path) =>
    readFileSync(join(renderer, path), 'utf8')
      .split('\n')
      .filter((line) => line.includes('var(--text-size-axis)') && !AXIS.test(line.trim()))
      .map((line) => `${path}: ${line.trim()}`),
  )
  expect(others).toEqual([])
})
