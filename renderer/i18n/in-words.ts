import { momentInWords as momentInEnglish } from '../../engine/core/explain/moment.ts'
import type { Zone } from '../../engine/core/model/calendar.ts'
import { conditionInWords as conditionInEnglish } from '../../engine/core/model/condition-in-words.ts'
import { durationInWords as durationInEnglish, msInWords as msInEnglish } from '../../engine/core/model/duration.ts'
import { channelInWords as channelInEnglish, type Channel } from '../../engine/core/model/steps/message.ts'
import { kindOf, summaryOf as summaryInEnglish, type Step } from '../../engine/core/model/steps/registry.ts'
import { capital } from './capital.ts'
import { language, locale } from './language.ts'
import { fromEngine } from './phrasebook.ts'

// What the engine says about the parts of a journey, in the language of the window. Only for what people read: the engine's own words are for
// files, logs and comparisons.

/** An ISO 8601 span: "2 days". */
export function durationInWords(iso: string): string {
  return fromEngine(durationInEnglish(iso), 'duration')
}

/** A span in ms, in its two largest units. */
export function msInWords(ms: number): string {
  return fromEngine(msInEnglish(ms), 'duration')
}

export function channelInWords(channel: Channel): string {
  return fromEngine(channelInEnglish(channel), 'channel')
}

export function conditionInWords(condition: Parameters<typeof conditionInEnglish>[0]): string {
  return fromEngine(conditionInEnglish(condition), 'condition')
}

/** What a step does, in one line. */
export function summaryOf(step: Step): string {
  const english = summaryInEnglish(step)
  const words = fromEngine(english, 'summary')
  // It begins as the English does: a variant's name in front is left as it is.
  return /^\p{Lu}/u.test(english) ? capital(words) : words
}

/** What a way out of a step is called: an event, a name somebody gave it, or a word of the engine such as "Everyone else". */
export function wayInWords(label: string): string {
  return fromEngine(label, 'port')
}

/** What the kind of a step is called: "Message". */
export function kindInWords(step: Pick<Step, 'kind'>): string {
  return fromEngine(kindOf(step as Step).label) // as: only the tag is read to find the kind
}

const dayOfMoment = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })

/** An instant on the clock of the zone: "Sat 14 Mar 2026, 18:00", with seconds where there are any. */
export function momentInWords(zone: Zone, at: number): string {
  const english = momentInEnglish(zone, at)
  return language() === 'tr' ? `${dayOfMoment.format(zone.wallAt(at))}${english.slice(english.indexOf(','))}` : english
}

/** What a way out of a step is called; `port` where it has no name. A name that somebody gave stays as it is. */
export function portInWords(label: string | undefined, port: string): string {
  return label === undefined || label === '' ? port : wayInWords(label)
}

/** What went wrong, and what to do about it. */
export function errorInWords({ message, help }: { message: string; help: string }): string {
  return [message, help].filter((text) => text !== '').map((text) => fromEngine(text)).join(' ')
}
