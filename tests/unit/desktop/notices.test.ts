import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const file = new URL('../../../dist/notices/notices.json', import.meta.url)

/** Licences under which a package may go to people with ours: they ask for their text to be passed on, or for nothing. */
const ALLOWED = ['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', 'OFL-1.1', 'EPL-2.0', 'CC0-1.0', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'Python-2.0', 'Zlib']

interface Notice { name: string; version: string; licence: string; text: string; homepage: string }

test.skipIf(!existsSync(file))('every package that is shipped may be, and its licence goes with it', () => {
  const notices = JSON.parse(readFileSync(file, 'utf8')) as Notice[] // as: the build writes it
  const refused = notices.filter(({ licence }) => !isAllowed(licence)).map(({ name, licence }) => `${name}: ${licence}`)
  expect(refused).toEqual([])
  expect(notices.filter(({ text }) => text.length < 100).map(({ name }) => name)).toEqual([])
  expect(notices.filter(({ homepage }) => homepage !== '' && !/^https?:\/\//.test(homepage)).map(({ name }) => name)).toEqual([])
  // A few that could only be missing if a whole part had been forgotten: the window, its fonts, the engine, what is shipped as it is, updates.
  const names = notices.map(({ name }) => name)
  for (const name of ['react', '@xyflow/react', '@mantine/core', '@fontsource-variable/inter', 'zod', 'xstate', 'liquidjs', 'better-sqlite3', '@duckdb/node-api', 'electron', 'electron-updater']) expect(names).toContain(name)
})

/** One of several to choose from is enough; of several that hold together, all. */
function isAllowed(licence: string): boolean {
  const bare = licence.replaceAll(/[()]/g, '')
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((one) => ALLOWED.includes(one)))
}
