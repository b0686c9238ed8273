import { takeTranslations } from '../i18n/define-texts.ts'
import { speak } from '../i18n/language.ts'
import { takePhrases, type Phrase, type Pieces } from '../i18n/phrasebook.ts'

// The first part of the page that is loaded: all others look up their texts, dates and numbers as they load.

/** The words of another language, as `vite.viewer.config.ts` gathers them. */
interface PageWords { texts: Readonly<Record<string, Readonly<Record<string, string>>>>; phrases: readonly Phrase[]; pieces: Pieces }

const written = document.getElementById('words')?.textContent
if (written !== null && written !== undefined) {
  const { texts, phrases, pieces } = JSON.parse(written) as PageWords // as: the page was written as a whole by the engine
  speak('tr')
  await takeTranslations(new Map(Object.entries(texts)))
  takePhrases(phrases, pieces)
}
