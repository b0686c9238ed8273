import { app } from 'electron'
import { join } from 'node:path'
import { readJsonFile, writeJsonFile } from './json-file.ts'

/** What main's own menus and dialogs speak. */
export type MainLanguage = 'en' | 'tr'

let spoken: MainLanguage | undefined

/** What the window spoke last; before there was one, the first of the languages a person told the system. */
export function mainLanguage(): MainLanguage {
  spoken ??= languageOf(readJsonFile(settingsPath())) ?? (app.getPreferredSystemLanguages()[0]?.toLowerCase().startsWith('tr') === true ? 'tr' : 'en')
  return spoken
}

/** The window says what it speaks; kept, since the next start asks before there is a window. True if that is news. */
export function takeLanguage(language: unknown): boolean {
  const next: MainLanguage = language === 'tr' ? 'tr' : 'en'
  const isNew = next !== mainLanguage()
  spoken = next
  if (languageOf(readJsonFile(settingsPath())) !== next) writeJsonFile(settingsPath(), { language: next })
  return isNew
}

function languageOf(kept: unknown): MainLanguage | undefined {
  const language = typeof kept === 'object' && kept !== null ? (kept as { language?: unknown }).language : undefined // as: looked at here
  return language === 'en' || language === 'tr' ? language : undefined
}

function settingsPath() {
  return join(app.getPath('userData'), 'language.json')
}
