import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects all garbage and gives its pages back. V8 has this by name only, and a utility process takes no flags of V8 when it is started. */
export function collectGarbage() {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as NodeJS.GCFunction // as: the flag has just put it there
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
