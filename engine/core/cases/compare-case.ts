import type { Explanation, Happened } from '../explain/explanation.ts'
import { happenedInWords } from '../explain/happened-in-words.ts'
import { journeySummary } from '../explain/in-words.ts'
import { momentInWords } from '../explain/moment.ts'
import { knownZone } from '../model/calendar.ts'
import { caseInstant, type CaseExpectation } from './case-format.ts'
import type { CaseFailure } from './case-result.ts'
import { diffLists } from './line-diff.ts'
import { messagesOf, staysOf, type Message, type Stay } from './what-happened.ts'

/** What did not come as expected, each with where they part and why it went the way it went. */
export function failuresOf(expect: CaseExpectation, explanation: Explanation, several: boolean): CaseFailure[] {
  return [
    started(expect, explanation),
    path(expect, explanation, several),
    messages(expect, explanation, several),
    goals(expect, explanation),
    outcome(expect, explanation),
  ].filter((failure) => failure !== undefined)
}

function path({ path: expected }: CaseExpectation, explanation: Explanation, several: boolean): CaseFailure | undefined {
  if (!expected) return undefined
  const stays = staysOf(explanation)
  const same = (item: string, stay: Stay) => spellingsOf(stay).includes(item)
  const shown = (stay: Stay) => `${several ? `${stay.journey}/` : ''}${stay.step}${stay.port === null ? '' : `:${stay.port}`}`
  const { lines, partsAt } = diffLists(expected, stays, same, { expected: String, actual: shown })
  if (partsAt < 0) return undefined
  // Where more was expected than happened, the last step says why it ended there.
  const stay = stays[partsAt] ?? stays.at(-1)
  return { what: 'path', diff: lines, why: stay ? whyOf(stay.end, explanation) : neverStarted(explanation) }
}

/** All ways in which a case may write a stay. */
function spellingsOf({ journey, step, port }: Stay): string[] {
  const steps = [step, `${journey}/${step}`]
  return port === null ? steps : [...steps, ...steps.map((one) => `${one}:${port}`)]
}

function messages({ messages: expected }: CaseExpectation, explanation: Explanation, several: boolean): CaseFailure | undefined {
  if (!expected) return undefined
  const actual = messagesOf(explanation)
  type Expected = (typeof expected)[number]
  const same = (wanted: Expected, message: Message) =>
    (wanted.step === message.step || wanted.step === `${message.journey}/${message.step}`) &&
    (wanted.at === undefined || caseInstant(wanted.at) === message.at) &&
    (wanted.channel === undefined || wanted.channel === message.channel) &&
    (wanted.status === undefined || wanted.status === message.status) &&
    (wanted.reason === undefined || wanted.reason === message.reason)
  const parts = (at: string | undefined, ...rest: (string | null | undefined)[]) => [at, ...rest].filter((one) => one !== undefined && one !== null).join(' ')
  const { lines, partsAt } = diffLists(expected, actual, same, {
    expected: ({ at, step, channel, status, reason }) => parts(at === undefined ? undefined : new Date(caseInstant(at)).toISOString(), step, channel, status, reason),
    actual: ({ at, journey, step, channel, status, reason }) => parts(new Date(at).toISOString(), several ? `${journey}/${step}` : step, channel, status, reason),
  })
  if (partsAt < 0) return undefined
  const message = actual[partsAt]
  return { what: 'messages', diff: lines, why: message ? whyOf(message.happened, explanation) : lastOf(explanation) }
}

function goals({ goals: expected }: CaseExpectation, explanation: Explanation): CaseFailure | undefined {
  if (!expected) return undefined
  const actual = explanation.happenings.flatMap((happened) => (happened.what === 'goal' ? [happened.goal] : []))
  const { lines, partsAt } = diffLists(expected, actual, (a, b) => a === b, { expected: String, actual: String })
  return partsAt < 0 ? undefined : { what: 'goals', diff: lines, why: explanation.journeys.flatMap((journey) => journeySummary(journey, explanation)) }
}

function outcome({ outcome: expected }: CaseExpectation, explanation: Explanation): CaseFailure | undefined {
  if (expected === undefined) return undefined
  const last = explanation.journeys[0]!.instances.at(-1)
  if (last && last.outcome === expected) return undefined
  const shown = (one: string | null) => one ?? '(still under way)'
  return { what: 'outcome', diff: [`- ${shown(expected)}`, `+ ${last ? shown(last.outcome) : '(never started)'}`], why: last ? lastOf(explanation) : neverStarted(explanation) }
}

function started({ started: expected }: CaseExpectation, explanation: Explanation): CaseFailure | undefined {
  if (expected === undefined) return undefined
  const actual = explanation.journeys.reduce((sum, { instances }) => sum + instances.length, 0)
  if (actual === expected) return undefined
  const refused = explanation.happenings.filter(({ what }) => what === 'refused').flatMap((one) => whyOf(one, explanation))
  return { what: 'started', diff: [`- ${expected}`, `+ ${actual}`], why: [...neverStarted(explanation), ...refused] }
}

/** The happening in words, its time before it. */
function whyOf(happened: Happened, { happenings }: Explanation): string[] {
  const zone = knownZone(happened.zone)
  const words = happenedInWords(happened, zone)
  // An arrival or a message that was sent is told in no words of its own, or in few: the next says more.
  const told = words.length > 0 ? words : happenings.slice(happenings.indexOf(happened) + 1).map((one) => happenedInWords(one, zone)).find((one) => one.length > 0) ?? []
  return told.length === 0 ? [] : [`${momentInWords(zone, happened.at)} ${zone.name}`, ...told.map((line) => `  ${line}`)]
}

function lastOf(explanation: Explanation): string[] {
  const last = explanation.happenings.findLast(({ what }) => what === 'end' || what === 'waiting')
  return last ? whyOf(last, explanation) : neverStarted(explanation)
}

function neverStarted(explanation: Explanation): string[] {
  return explanation.journeys.filter(({ instances }) => instances.length === 0).flatMap((journey) => journeySummary(journey, explanation))
}
