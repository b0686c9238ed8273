import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RehearsalError } from '../core/errors.ts'
import { resourcesDirectory } from '../node/paths.ts'

/** A file of `assets/`: copied to `templates/` by the build, beside this file when run from source. Throws E_RESOURCE_MISSING if it is in neither. */
export function assetPath(name: string): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), 'assets', name)
  if (existsSync(beside)) return beside
  const built = join(resourcesDirectory(), 'templates', name)
  if (existsSync(built)) return built
  throw new RehearsalError('E_RESOURCE_MISSING', `The data of a template are missing: ${built}.`, 'The installation is incomplete: build or install Rehearsal again.')
}
