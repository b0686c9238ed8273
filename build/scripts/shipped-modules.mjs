// Which files of node_modules go into what is built: each bundler notes its own while it works, and the notices are made from all notes (notices.mjs).
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

/** Where the notes lie until the notices are made. */
export const notesFolder = join(root, 'dist', '.shipped')

/** `paths`: of files, absolute or from the root. `bundle`: what they went into. */
export function noteModules(bundle, paths) {
  mkdirSync(notesFolder, { recursive: true })
  const folders = new Set(paths.map(packageFolderOf).filter((folder) => folder !== undefined))
  writeFileSync(join(notesFolder, `${bundle}.json`), JSON.stringify([...folders].toSorted()))
}

/** For Vite: notes what the window is made of, styles and fonts included. */
export function notesModules(bundle) {
  return { name: 'notes-modules', generateBundle() { noteModules(bundle, [...this.getModuleIds()]) } }
}

/** "node_modules/a/node_modules/@b/c" for any file in that package; undefined for our own. */
export function packageFolderOf(path) {
  return /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll('\\', '/').replaceAll('\0', ''))?.[1]
}
