// Writes dist/notices/{notices.json,THIRD-PARTY-NOTICES.txt}: every package that goes to people, with the licence it asks us to pass on. notices.json also lies
// beside the window's files, which show it. What a bundle took in is known from the bundlers, what is shipped as it is from the lockfile.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'
import { notesFolder } from './shipped-modules.mjs'

const folder = join(root, 'dist', 'notices')

/** Returns how many packages there are. */
export function writeNotices() {
  const notices = shippedPackages().map(noticeOf).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'notices.json'), JSON.stringify(notices))
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), asText(notices))
  const beside = join(root, 'dist', 'renderer', 'notices')
  if (existsSync(join(root, 'dist', 'renderer'))) {
    mkdirSync(beside, { recursive: true })
    copyFileSync(join(folder, 'notices.json'), join(beside, 'notices.json'))
  }
  return notices.length
}

/** Folders from the root, each once: what the bundles hold, what is shipped whole, and Electron. */
export function shippedPackages() {
  const bundled = existsSync(notesFolder) ? readdirSync(notesFolder).flatMap((name) => JSON.parse(readFileSync(join(notesFolder, name), 'utf8'))) : []
  return [...new Set([...bundled, ...shippedWhole(), 'node_modules/electron'])]
}

// Every package that is installed and is not for development only: electron-builder takes the same.
function shippedWhole() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !isToCompile(path) && existsSync(join(root, path))).map(([path]) => path)
}

function isToCompile(path) {
  return path.endsWith('node_modules/node-addon-api')
}

function noticeOf(path) {
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
  const { name, version, homepage, repository, author } = manifest
  const address = typeof repository === 'string' ? repository : (repository?.url ?? '')
  const licence = licenceOf(manifest)
  return { name, version, licence, text: textOf(path) ?? standardText(licence, author, name), homepage: homepage || webAddress(address) }
}

function licenceOf({ license, licenses }) {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  return Array.isArray(licenses) ? licenses.map(({ type }) => type).join(' OR ') : 'unknown'
}

// With what its makers want to stand beside it.
function textOf(path) {
  const files = readdirSync(join(root, path)).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name) && !/\.(js|ts|json)$/.test(name)).toSorted()
  const texts = files.map((name) => readFileSync(join(root, path, name), 'utf8').trim()).filter((text) => text !== '')
  return texts.length > 0 ? texts.join('\n\n') : undefined
}

// Some packages name a licence without carrying it.
function standardText(licence, author, name) {
  const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`
  const file = join(root, 'build', 'licences', `${licence}.txt`)
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace('<copyright holders>', holder) : ''
}

function webAddress(address) {
  const bare = address.replace(/^git\+/, '').replace(/^git:/, 'https:').replace(/^(ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$2/').replace(/\.git$/, '')
  if (/^[\w.-]+\/[\w.-]+$/.test(bare)) return `https://github.com/${bare}`
  return /^https?:\/\//.test(bare) ? bare : ''
}

function asText(notices) {
  const head = 'Rehearsal is made with the work of others, listed here with their licences.\nChromium, which is part of Electron, brings its own list: LICENSES.chromium.html.\n'
  const line = '-'.repeat(80)
  return [head, ...notices.map(({ name, version, licence, homepage, text }) => `${line}\n${name} ${version} (${licence})${homepage ? `\n${homepage}` : ''}\n\n${text}\n`)].join('\n')
}
