import { conditionInWords } from '../../engine/core/model/condition-in-words.ts'
import { isAlways } from '../../engine/core/model/condition.ts'
import type { Entry, JourneyDocument, Trigger } from '../../engine/core/model/journey.ts'

/** What starts a journey here, in words: "signup", "Enters New User". */
export function triggerInWords(trigger: Trigger, segments: JourneyDocument['segments']): string {
  switch (trigger.kind) {
    case 'event':
      return `When ${trigger.event} happens`
    case 'segment':
      return `${trigger.change === 'enter' ? 'Enters' : 'Leaves'} ${segments?.[trigger.segment]?.name ?? trigger.segment}`
    case 'schedule':
      return [trigger.at === undefined ? '' : `At ${trigger.at.replace('T', ' ')}`, trigger.every === undefined ? '' : `repeating ${trigger.every}`]
        .filter((part) => part !== '')
        .join(', ')
    case 'api':
      return `When ${trigger.name} is called`
  }
}

/** One line about an entry: its trigger, and the condition it puts on it. */
export function entryInWords(entry: Entry, segments: JourneyDocument['segments']): string {
  const trigger = triggerInWords(entry.trigger, segments)
  return isAlways(entry.where) ? trigger : `${trigger} and ${conditionInWords(entry.where)}`
}
