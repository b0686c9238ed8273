import { wayInWords as wayInEnglish } from '../../../engine/core/coverage/way-in-words.ts'
import type { Way } from '../../../engine/core/coverage/way.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { coverageText } from './texts.ts'

/** A way as people read it, in two parts: where it is, and which of the ways there. */
export function wayInWords(way: Way, document: JourneyDocument): { where: string; which: string } {
  const { where, which } = wayInEnglish(way, document)
  switch (way.kind) {
    case 'entry': return { where: coverageText('entry'), which }
    case 'goal': return { where: coverageText('goal'), which }
    case 'exit': return { where: coverageText('exit'), which }
    case 'text': return { where, which: coverageText('text', { text: way.variant }) }
    case 'port': return { where, which: fromEngine(which, 'port') }
  }
}

/** The same in one line: `"Cart: wait" › After 15 min`. */
export function wayInLine(way: Way, document: JourneyDocument): string {
  const { where, which } = wayInWords(way, document)
  return way.kind === 'port' || way.kind === 'text' ? coverageText('wayAt', { where, which }) : coverageText('wayOf', { where, which })
}
