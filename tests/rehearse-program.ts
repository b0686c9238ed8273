import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = `${root}dist/.built-cli`

/** What Node is given to run `rehearse`: the built command, which starts in half the time, unless the engine was changed since it was built. */
export const REHEARSE: readonly string[] = existsSync(stamp) && newestChange(`${root}engine`) < statSync(stamp).mtimeMs ? [`${root}dist/cli/rehearse.js`] : ['--no-warnings', '--experimental-strip-types', `${root}engine/cli/rehearse.ts`]

/** ms since 1970; of a folder, of all that is in it. Its own time changes when something is taken away. */
function newestChange(path: string): number {
  const stats = statSync(path)
  return stats.isDirectory() ? Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChange(`${path}/${name}`))) : stats.mtimeMs
}
