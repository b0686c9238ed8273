import type { Explanation } from '../explain/explanation.ts'
import { fileNameOf } from '../file-name.ts'
import type { JsonValue } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { Scenario } from '../simulate/scenario.ts'
import { CASE_FORMAT_VERSION, profilesOf, type CaseExpectation, type CaseFile } from './case-format.ts'
import { messagesOf, staysOf } from './what-happened.ts'

/** One person whose way is to be kept. `beside`: the journeys that run with the document, which are written into the case. */
export interface CaseMaterial {
  name: string
  document: JourneyDocument
  beside: readonly JourneyDocument[]
  profile: { id: string; attributes: Record<string, JsonValue> }
  events: readonly { at: number; name: string; properties: Record<string, JsonValue> }[]
  from: number
  until: number
  seed: number
  scenario: Scenario | undefined
}

/**
 * A test case of one person that expects what the explanation tells: the whole path with ports, every message with its instant, goals, outcome and
 * starts. The document is named by its file, as `rehearse test` finds it beside the case.
 */
export function caseOf({ name, document, beside, profile, events, from, until, seed, scenario }: CaseMaterial, explanation: Explanation): CaseFile {
  const own = journeyFileOf(document)
  return {
    format: 'case',
    formatVersion: CASE_FORMAT_VERSION,
    name,
    given: {
      journey: beside.length === 0 ? own : [own, ...beside],
      from: iso(from),
      until: iso(until),
      ...(seed === 0 ? {} : { seed }),
      ...(scenario === undefined ? {} : { scenario }),
      profile: { id: profile.id, attributes: profile.attributes },
      events: events.map((event) => ({ at: iso(event.at), name: event.name, ...(Object.keys(event.properties).length === 0 ? {} : { properties: event.properties }) })),
    },
    expect: expectationOf(explanation, beside.length > 0),
  }
}

/** What a file is called of whose name nothing is left. */
export const UNNAMED = 'unnamed'

/** The name of the file that a case finds its journey by. */
export function journeyFileOf({ id }: JourneyDocument): string {
  return `${fileNameOf(id, UNNAMED)}.journey.json`
}

/** Everything that happened, as a case expects it. `several`: steps are named with their journeys. */
export function expectationOf(explanation: Explanation, several: boolean): CaseExpectation {
  const whose = (journey: string, step: string) => (several ? `${journey}/${step}` : step)
  const last = explanation.journeys[0]!.instances.at(-1)
  return {
    path: staysOf(explanation).map(({ journey, step, port }) => `${whose(journey, step)}${port === null ? '' : `:${port}`}`),
    messages: messagesOf(explanation).map(({ at, journey, step, channel, status, reason }) => ({
      at: iso(at),
      step: whose(journey, step),
      channel: channel as NonNullable<NonNullable<CaseExpectation['messages']>[number]['channel']>, // as: of a message that was told
      status,
      ...(status === 'suppressed' && reason !== null ? { reason: reason as 'consent' | 'cap' | 'quietHours' | 'holdout' } : {}), // as: the kinds of policies are the reasons
    })),
    goals: explanation.happenings.flatMap((happened) => (happened.what === 'goal' ? [happened.goal] : [])),
    ...(last ? { outcome: last.outcome } : {}),
    started: explanation.journeys.reduce((sum, { instances }) => sum + instances.length, 0),
  }
}

/** The case as it would expect what happens now: of each person only what it named before. Explanations stand in the order of its people. */
export function withWhatHappens(file: CaseFile, explanations: readonly Explanation[]): CaseFile {
  const several = explanations.some(({ journeys }) => journeys.length > 1)
  const expected = profilesOf(file).map(({ expect: before }, index) => {
    const now = expectationOf(explanations[index]!, several)
    // Somebody who never started has no outcome: the case can only say how often it starts.
    const named = Object.keys(before).filter((key) => key in now)
    const isGone = 'outcome' in before && !('outcome' in now)
    return Object.fromEntries([...named, ...(isGone && !named.includes('started') ? ['started'] : [])].map((key) => [key, now[key as keyof CaseExpectation]])) as CaseExpectation // as: members of one
  })
  if (!file.profiles) return { ...file, expect: expected[0]! }
  return { ...file, profiles: file.profiles.map((profile, index) => ({ ...profile, expect: expected[index]! })) }
}

/** A case as its file reads. */
export function textOfCase(file: CaseFile): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
