import type { SpotlightActionData, SpotlightFilterFunction } from '@mantine/spotlight'
import { folded } from '../i18n/letters.ts'

/** What answers a query, in its groups: what is called so, and what is described so or goes by such a word; capitals and accents do not count. */
export const answering: SpotlightFilterFunction = (query, offered) => {
  const wanted = folded(query.trim())
  const answers = offered.map((one) => ('actions' in one ? { ...one, actions: one.actions.filter((action) => rankOf(action, wanted) > 0).sort((a, b) => rankOf(b, wanted) - rankOf(a, wanted)) } : one))
  // A stable sort: groups that answer alike stay as they were.
  return answers.filter((one) => bestOf(one, wanted) > 0).sort((a, b) => bestOf(b, wanted) - bestOf(a, wanted))
}

type Offered = Parameters<SpotlightFilterFunction>[1][number]

function bestOf(one: Offered, wanted: string): number {
  if (!('actions' in one)) return rankOf(one, wanted)
  return one.actions[0] === undefined ? 0 : rankOf(one.actions[0], wanted)
}

function rankOf({ label = '', description = '', keywords = '' }: SpotlightActionData, wanted: string): number {
  if (folded(label).includes(wanted)) return 2
  return folded(`${description} ${typeof keywords === 'string' ? keywords : keywords.join(' ')}`).includes(wanted) ? 1 : 0
}
