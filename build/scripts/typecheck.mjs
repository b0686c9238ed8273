// Type-checks every room with the tsconfig of its own runtime, so that `node:fs` in core or `window` in the engine does not compile.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const rooms = ['core', 'api', 'node', 'electron', 'preload', 'renderer', 'tests']
let failed = false
for (const room of rooms) {
  const config = `build/config/tsconfig.${room}.json`
  if (!existsSync(config)) continue
  const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', config], { stdio: 'pipe', encoding: 'utf8' })
  const empty = run.stdout.includes('TS18003') // a room without files yet
  if (run.status !== 0 && !empty) {
    failed = true
    console.error(`typecheck ${room}:\n${run.stdout}${run.stderr}`)
  } else console.log(`typecheck ${room}: ok`)
}
process.exit(failed ? 1 : 0)
