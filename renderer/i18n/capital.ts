import { locale } from './language.ts'

/** A text with its first letter large, as a sentence begins; what begins with a quotation is left as it is, for quoted names are somebody's own. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(locale()) + words.slice(1)
}
