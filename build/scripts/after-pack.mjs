// Called by electron-builder when an app folder is complete but not yet signed: takes out what this system cannot use, and writes where updates are asked.
import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** electron-builder's numbers of what it packs for. A Mac's app is for both processors, so both are kept there. */
const processors = { 1: 'x64', 3: 'arm64' }
const nodePlatforms = { mac: 'darwin', windows: 'win32', linux: 'linux' }

export function afterPack({ appOutDir, packager, arch }) {
  const platform = nodePlatforms[packager.platform.name]
  const resources = packager.getResourcesDir(appOutDir)
  keepPrebuiltsOf(platform === 'darwin' ? 'darwin-' : `${platform}-${processors[arch]}.`, join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds'))
  // 110 MB of another program's start, in the Electron that stands in for the pinned one; the fuse that would read it is off.
  rmSync(join(appOutDir, 'browser_v8_context_snapshot.bin'), { force: true })
  const feed = process.env.REHEARSAL_UPDATE_URL
  if (feed) writeFileSync(join(resources, 'app-update.yml'), `provider: generic\nurl: ${JSON.stringify(feed)}\nupdaterCacheDirName: rehearsal-updater\n`)
}

// Those for musl are not kept either: Electron is made for glibc.
function keepPrebuiltsOf(beginning, folder) {
  for (const name of readdirSync(folder)) if (!name.startsWith(beginning)) rmSync(join(folder, name))
  // The stand-in has an older Node-API than the binaries in the package: its own takes their place.
  const own = process.env.REHEARSAL_SQLITE_BINDING
  const theirs = join(folder, `${beginning}node`)
  if (own && existsSync(theirs)) copyFileSync(own, theirs)
}
