import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { resourcesDirectory } from '../paths.ts'

/** The simulation worker's file: bundled beside the app, or the source when run from the repository. */
export function simulateWorkerFile(): string {
  const resources = resourcesDirectory()
  const bundled = [join(resources, 'node', 'simulate-worker.js'), join(resources, 'dist', 'node', 'simulate-worker.js')]
  const source = join(resources, 'engine', 'node', 'workers', 'simulate-worker.ts')
  return existsSync(source) ? source : (bundled.find((file) => existsSync(file)) ?? bundled[0]!)
}
