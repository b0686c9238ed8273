// What Electron's own default app does for `electron <folder>`: run that folder's app under its own name and version.
const { app } = require('electron')
const { readFileSync, statSync } = require('node:fs')
const { join, resolve } = require('node:path')

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })

if (!folder || !statSync(resolve(folder), { throwIfNoEntry: false })?.isDirectory()) {
  console.error('usage: electron [flags] <folder with a package.json>')
  app.exit(1)
} else {
  const appPath = resolve(folder)
  const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))
  const name = manifest.productName || manifest.name
  app.setName(name)
  app.setVersion(manifest.version || '0.0.0')
  app.setAppPath(appPath)
  app.setPath('userData', join(app.getPath('appData'), name))
  require(join(appPath, manifest.main || 'index.js'))
}
