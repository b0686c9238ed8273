import { staysOf } from '../../../engine/core/cases/what-happened.ts'
import type { Explanation } from '../../../engine/api/contract.ts'
import { locale } from '../../i18n/language.ts'
import { outcomeWord } from '../simulation/outcome-in-words.ts'
import { handText } from './texts.ts'

const MOST_STEPS = 3
const list = new Intl.ListFormat(locale(), { type: 'conjunction' })

/** A name that says what happens: "signup, then Wait for cart by timeout: ends as completed". */
export function proposedName(explanation: Explanation): string {
  const { happenings, journeys } = explanation
  const start = happenings.find((happened) => happened.what === 'start')
  if (start?.what !== 'start') return handText('nameNothing')
  const by = start.cause.kind === 'event' ? start.cause.event.name : (start.entry ?? 'start')
  // What is waited for or decided tells people apart; what everybody passes does not.
  const turns = staysOf(explanation).flatMap(({ end, port }) => (port !== null && port !== 'next' && (end.what === 'leave' || end.what === 'end') ? [handText('nameTurn', { step: end.step.name, port })] : []))
  const shown = turns.slice(0, MOST_STEPS)
  const last = journeys[0]!.instances.at(-1)
  const goals = [...new Set(happenings.flatMap((happened) => (happened.what === 'goal' ? [happened.goal] : [])))]
  const end = goals.length > 0 ? handText('nameReaches', { goals: list.format(goals) }) : last?.outcome ? handText('nameEnds', { outcome: outcomeWord(last.outcome) }) : handText('nameUnderWay')
  return `${[by, ...shown, ...(turns.length > shown.length ? ['…'] : [])].join(', ')}: ${end}`
}
