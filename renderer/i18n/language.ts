/** What the window speaks. `pseudo` is English in disguise: it shows what was never translated and what has no room to grow. */
export type Language = 'en' | 'tr' | 'pseudo'

/** What a person chose: a language, or whatever the system speaks. */
export type LanguageChoice = Language | 'system'

export const LANGUAGES = ['en', 'tr'] as const satisfies readonly Language[]

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = { en: 'English', tr: 'Türkçe' }

const KEY = 'rehearsal-language'
const CHOICES: readonly string[] = ['system', 'en', 'tr', 'pseudo'] satisfies readonly LanguageChoice[]

let spoken: Language = 'en'

/** The language of this window, the same from its first text to its last. */
export function language(): Language {
  return spoken
}

/** The locale of whole sentences, dates and lists, for Intl. English dates are day first, as in most of the world. */
export function locale(): string {
  return spoken === 'tr' ? 'tr-TR' : 'en-GB'
}

/** What was chosen on this machine; `system` while nobody has. */
export function chosenLanguage(): LanguageChoice {
  const kept = globalThis.localStorage?.getItem(KEY) ?? 'system'
  return CHOICES.includes(kept) ? (kept as LanguageChoice) : 'system' // as: one of CHOICES
}

/** Remembers a choice. Texts are looked up as modules load, so the window has to be loaded anew; drafts survive that. */
export function rememberLanguage(choice: LanguageChoice): void {
  globalThis.localStorage?.setItem(KEY, choice)
}

/** What `choice` comes to on a system that prefers these languages, best first. */
export function languageFor(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'system') return choice
  return preferred.some((tag, index) => index === 0 && tag.toLowerCase().startsWith('tr')) ? 'tr' : 'en'
}

/** Decides what the window speaks. Only before its first text is looked up. */
export function speak(chosen: Language): void {
  spoken = chosen
  if (typeof document !== 'undefined') document.documentElement.lang = chosen === 'tr' ? 'tr' : 'en'
}
