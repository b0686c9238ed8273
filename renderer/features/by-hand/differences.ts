import { diffLists } from '../../../engine/core/cases/line-diff.ts'
import { messagesOf, staysOf, type Message, type Stay } from '../../../engine/core/cases/what-happened.ts'
import type { Explanation } from '../../../engine/api/contract.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { momentInWords } from '../../i18n/in-words.ts'
import { laneText } from '../explain/lane-texts.ts'
import { outcomeWord } from '../simulation/outcome-in-words.ts'

type Happened = Explanation['happenings'][number]

/** One line of what differs: what was and is no more, what is new, or (between them) what stayed. */
export interface DifferenceLine { mark: 'was' | 'now' | 'same'; text: string }

export interface Differences {
  path: DifferenceLine[]
  messages: DifferenceLine[]
  /** How the last start ended and which goals were reached. */
  outcome: DifferenceLine[]
  /** Lines that are not the same. */
  count: number
}

/** What differs between two stories of one person: path, messages, outcome. `inProgress`, `never`: words for who is under way, and who never started. */
export function differencesOf(was: Explanation, now: Explanation, words: { inProgress: string; never: string; goal(id: string): string }): Differences {
  const zone = knownZone(now.profile.timeZone)
  const path = parted(staysOf(was), staysOf(now), ({ journey, step, port }: Stay) => `${journey} ${step} ${port ?? ''}`, stayInWords)
  const messageInWords = ({ happened, at, status }: Message) => `${nameIn(happened)} · ${momentInWords(zone, at)}${status === 'sent' ? '' : ` · ${laneText(status)}`}`
  const messages = parted(messagesOf(was), messagesOf(now), ({ step, at, status, reason }: Message) => `${step} ${at} ${status} ${reason ?? ''}`, messageInWords)
  const outcome = parted(outcomesOf(was, words), outcomesOf(now, words), String, String)
  const count = [path, messages, outcome].flat().filter(({ mark }) => mark !== 'same').length
  return { path, messages, outcome, count }
}

/** The happenings that did not happen so before, by what, where, which way and when. */
export function newlyHappened(was: Explanation, now: Explanation): ReadonlySet<Happened> {
  const known = new Set(was.happenings.map(signature))
  return new Set(now.happenings.filter((happened) => !known.has(signature(happened))))
}

function signature(happened: Happened): string {
  const { what, at, journey } = happened
  const own = what === 'start' || what === 'refused' ? happened.entry : what === 'goal' ? happened.goal : happened.step.id
  const way = what === 'leave' || what === 'end' ? happened.port : what === 'message' ? happened.status : ''
  return JSON.stringify([what, what === 'waiting' ? 0 : at, journey, own, way, what === 'end' ? happened.outcome : ''])
}

function parted<T>(was: readonly T[], now: readonly T[], keyOf: (item: T) => string, inWords: (item: T) => string): DifferenceLine[] {
  const { lines } = diffLists(was, now, (a, b) => keyOf(a) === keyOf(b), { expected: inWords, actual: inWords })
  return lines.map((line) => ({ mark: line.startsWith('- ') ? 'was' : line.startsWith('+ ') ? 'now' : 'same', text: line.slice(2) }))
}

function stayInWords({ end, step, port }: Stay): string {
  const name = end.what === 'arrive' || end.what === 'leave' || end.what === 'end' || end.what === 'waiting' ? end.step.name : step
  return port === null || port === 'next' ? name : `${name} → ${port}`
}

function nameIn(happened: Happened): string {
  return happened.what === 'message' ? happened.step.name : ''
}

function outcomesOf({ journeys, happenings }: Explanation, { inProgress, never, goal }: { inProgress: string; never: string; goal(id: string): string }): string[] {
  const [own] = journeys
  const last = own?.instances.at(-1)
  const reached = happenings.flatMap((happened) => (happened.what === 'goal' ? [goal(happened.goal)] : []))
  return [...reached, last === undefined ? never : last.outcome === null ? inProgress : outcomeWord(last.outcome)]
}
