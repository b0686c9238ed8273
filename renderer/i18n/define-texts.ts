import i18next from 'i18next'
import { language } from './language.ts'
import { disguised } from './pseudo.ts'

// Started before any text is defined: modules define theirs as they load.
void i18next.init({ lng: 'en', fallbackLng: 'en', ns: [], resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false }, returnNull: false })

type Values = Record<string, string | number>

/** Looks up a text of one area. */
export interface TextOf<T extends Record<string, string>> {
  (key: TextKey<T>, values?: Values): string
  /** Never there: it carries the table's keys to its translations. */
  readonly table?: T
}

/** The keys of a text table, plural endings left off. */
export type TextKey<T> = keyof T extends infer K ? (K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K & string) : never

/** The same area in another language: every key, no other. `{{name}}` stands for the same value. */
export type Translation<F> = F extends TextOf<infer T> ? Readonly<Record<keyof T, string>> : never

/** Translations by namespace, there before the first module that defines texts loads. */
const translations = new Map<string, Readonly<Record<string, string>>>()

/**
 * Registers one area's English texts under `namespace` and returns the function that looks them up, in the language of the window.
 * `{{name}}` is replaced by `values.name`; a key ending in `_one` or `_other` is picked by `values.count` when the key is asked for
 * without its ending. Its Turkish stands in `i18n/tr/texts/<namespace>.ts`.
 */
export function defineTexts<T extends Record<string, string>>(namespace: string, texts: T): TextOf<T> {
  i18next.addResourceBundle('en', namespace, language() === 'pseudo' ? disguisedAll(texts) : texts)
  const translated = translations.get(namespace)
  if (translated !== undefined) i18next.addResourceBundle('tr', namespace, translated)
  return (key, values) => i18next.t(String(key), { ...values, ns: namespace })
}

/** Hands over all translations at once. */
export async function takeTranslations(all: ReadonlyMap<string, Readonly<Record<string, string>>>): Promise<void> {
  for (const [namespace, texts] of all) translations.set(namespace, texts)
  await i18next.changeLanguage('tr')
}

function disguisedAll<T extends Record<string, string>>(texts: T): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, disguised(text)]))
}
