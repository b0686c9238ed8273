import type { Plugin } from 'vite'

export const notesFolder: string
export function noteModules(bundle: string, paths: readonly string[]): void
export function notesModules(bundle: string): Plugin
export function packageFolderOf(path: string): string | undefined
