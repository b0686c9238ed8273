import { app } from 'electron'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { RecentFile } from '../../engine/api/desktop.ts'
import { readJsonFile, writeJsonFile } from './json-file.ts'

const mostFiles = 10

/** Newest first; files that are gone are left out, but kept in the list in case their disk comes back. */
export function recentFiles(): RecentFile[] {
  return stored().filter((file) => existsSync(file.path))
}

export function rememberFile(path: string) {
  const file = { path, name: basename(path).replace(/\.(journey(\.json)?|json)$/i, ''), openedAt: Date.now() }
  writeJsonFile(listPath(), [file, ...stored().filter((other) => other.path !== path)].slice(0, mostFiles))
  app.addRecentDocument(path)
}

export function forgetFiles() {
  writeJsonFile(listPath(), [])
  app.clearRecentDocuments()
}

function stored(): RecentFile[] {
  const list = readJsonFile(listPath())
  return Array.isArray(list) ? list.filter(isRecentFile) : []
}

function isRecentFile(value: unknown): value is RecentFile {
  if (typeof value !== 'object' || value === null) return false
  const { path, name, openedAt } = value as Record<string, unknown>
  return typeof path === 'string' && typeof name === 'string' && typeof openedAt === 'number'
}

function listPath() {
  return join(app.getPath('userData'), 'recent-files.json')
}
