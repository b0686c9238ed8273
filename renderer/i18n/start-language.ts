import { takeTranslations } from './define-texts.ts'
import { chosenLanguage, languageFor, speak } from './language.ts'
import { takePhrases } from './phrasebook.ts'

/** Settles what the window speaks and fetches what it needs for that. Has to be done before any part of the window loads. */
export async function startLanguage(): Promise<void> {
  const spoken = languageFor(chosenLanguage(), navigator.languages)
  speak(spoken)
  if (spoken === 'en') return
  const { PHRASES, PIECES, TEXTS } = await import('./tr/index.ts')
  if (spoken === 'tr') await takeTranslations(TEXTS)
  takePhrases(PHRASES, PIECES)
}
