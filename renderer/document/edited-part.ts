import { defineTexts } from '../i18n/define-texts.ts'

export const text = defineTexts('parts', {
  // Any of them.
  name: 'name', description: 'description', note: 'note', stage: 'stage', connection: 'connection', condition: 'condition', field: 'field', numbered: '{{part}} {{number}}', partOf: '{{part}} of {{whole}}',

  // Entries.
  trigger: 'trigger', event: 'event', place: 'place', segment: 'segment', call: 'call', schedule: 'schedule', startOfSchedule: 'start of schedule', repetition: 'repetition', audience: 'audience',

  // Steps.
  channel: 'channel', title: 'title', body: 'body', link: 'link', text: 'text', textNamed: 'text {{name}}', variants: 'variants', variant: 'variant', shares: 'shares', exemptions: 'exemptions', wayWhenNotSent: 'way when not sent', delay: 'delay', span: 'span', time: 'time', ways: 'ways', orderOfWays: 'order of ways',
  nameOfWay: 'name of way', nameOfAWay: 'name of a way', timeLimit: 'time limit', whatCounts: 'what counts', goal: 'goal', automaticWinner: 'automatic winner', hashKey: 'hash key', attributes: 'attributes', attribute: 'attribute', value: 'value', method: 'method', address: 'address',
  journey: 'journey', waiting: 'waiting', outcome: 'outcome',

  // The journey.
  timeZone: 'time zone', currency: 'currency', openingDate: 'opening date', closingDate: 'closing date', orderOfEntries: 'order of entries', reentry: 're-entry', cooldown: 'cooldown', reentryKey: 're-entry key', reentryLimit: 're-entry limit',
  goals: 'goals', orderOfGoals: 'order of goals', goalEvent: 'goal event', goalCondition: 'goal condition', goalValue: 'goal value', goalWindow: 'goal window', exits: 'exits', exit: 'exit', orderOfExits: 'order of exits', exitEvent: 'exit event',
  exitCondition: 'exit condition', exitSegment: 'exit segment', segments: 'segments', ofSegment: 'segment {{name}}', nameOfSegment: 'name of segment {{name}}', quietHours: 'quiet hours', caps: 'caps', cap: 'cap', orderOfCaps: 'order of caps',
  consentFor: 'consent for {{channel}}', holdout: 'holdout', holdoutKey: 'holdout key', priority: 'priority',
})

/** A part that goes by a name of its own. */
export type PartName = Exclude<Parameters<typeof text>[0], 'numbered' | 'partOf' | 'textNamed' | 'ofSegment' | 'nameOfSegment' | 'consentFor'>

/** What of a step, an entry or the journey an edit changes. Edits of the same part in a row are one undo step. */
export type EditedPart = PartName | { readonly words: string }

/** A part as Undo names it: "time limit". */
export function partInWords(part: EditedPart): string {
  return typeof part === 'string' ? text(part) : part.words
}

/** One of several, counted from 0: "condition 2" for index 1. */
export function nthPart(part: PartName, index: number): EditedPart {
  return { words: text('numbered', { part: text(part), number: index + 1 }) }
}

/** What a part belongs to: "title of B". */
export function partOf(part: EditedPart, whole: string): EditedPart {
  return { words: text('partOf', { part: partInWords(part), whole }) }
}

/** A text of a message by its key in the template, which may be anybody's. */
export function templatePart(key: string): EditedPart {
  return key === 'title' || key === 'body' || key === 'link' ? key : { words: key }
}

/** All of one text among several. */
export function textPart(name: string): EditedPart {
  return { words: text('textNamed', { name }) }
}

/** A segment of the journey, or its name. */
export function segmentPart(part: 'ofSegment' | 'nameOfSegment', name: string): EditedPart {
  return { words: text(part, { name }) }
}

export function consentPart(channel: string): EditedPart {
  return { words: text('consentFor', { channel }) }
}
