import { fromEngine, isPhrase } from '../../../renderer/i18n/phrasebook.ts'

/** What a translated text has none of, but in quotes; marks that take anything cannot hide behind them. */
const ENGLISH = /(?<=^|\s)(the|and|or|is|are|was|were|wanted|instead|which|who|nobody|within|before|after|has|have|did|not|no|comes?|came|by|at least|at most|under|over|days?)(?=$|[\s,.;:)])/
/** What is somebody's own: names in quotes, code, and what the golden cases call things. */
const OWN_WORDS = /“[^”]*”|`[^`]*`|n before|who →|= no$|= no\.|all, any, not, .*weekday/g
/** Sentences, conditions and their parts; other kinds are mostly names. */
const READ_ALONE: readonly (string | undefined)[] = [undefined, 'condition', 'line']

/** Texts that no phrase fits, each once; the failure is the list of what is to be written. */
export class Missing {
  readonly #asked = new Set<string>()
  readonly #missing: string[] = []

  look(text: string | null | undefined, kind?: string): void {
    if (text === null || text === undefined || text === '') return
    const told = `${kind === undefined ? '' : `[${kind}] `}${text}`
    if (this.#asked.has(told)) return
    this.#asked.add(told)
    if (!isPhrase(text, kind) || (READ_ALONE.includes(kind) && ENGLISH.test(fromEngine(text, kind).replaceAll(OWN_WORDS, '')))) this.#missing.push(told)
  }

  get list(): string[] {
    return this.#missing.slice(0, 60)
  }

  get asked(): number {
    return this.#asked.size
  }
}
