import { mainLanguage } from './language.ts'
import { EN, ROLES_TR, SECRET_WORDS_TR, TR } from './words.ts'

const TEXTS = { en: EN, tr: TR }

/** A text of main in the language of the window; `{{name}}` is replaced by `values.name`. */
export function mainText(key: keyof typeof EN, values: Readonly<Record<string, string | number>> = {}): string {
  return TEXTS[mainLanguage()][key].replaceAll(/\{\{(\w+)\}\}/g, (mark, name: string) => String(values[name] ?? mark))
}

/** Words for an item of the menu; undefined where the system's own are as they should be. */
export function roleLabel(role: keyof typeof ROLES_TR): string | undefined {
  return mainLanguage() === 'tr' ? ROLES_TR[role] : undefined
}

/** What the engine tells of the secret of a platform, in the language of the window; as it is where it was never translated. */
export function secretWords(english: string): string {
  return mainLanguage() === 'tr' ? (SECRET_WORDS_TR[english] ?? english) : english
}
