import { knownZone, type Zone } from '../model/calendar.ts'
import { msInWords } from '../model/duration.ts'
import type { ExplainedInstance, ExplainedJourney, Explanation, Happened, HappenedOf } from './explanation.ts'
import { happenedInWords, type Said } from './happened-in-words.ts'
import { entryMissInWords, goalMissInWords } from './miss-in-words.ts'
import { momentInWords } from './moment.ts'

/** An explanation as people read it: what became of the profile first, then a timeline with the reasons. Lines end with `\n`. */
export function explanationInWords(explanation: Explanation): string {
  const { profile, journeys, from, until } = explanation
  const zone = knownZone(profile.timeZone)
  const several = journeys.length > 1
  const head = [
    `Profile ${profile.id} in ${journeys.map(({ name }) => `"${name}"`).join(' and ')}`,
    `The run is from ${momentInWords(zone, from)} to ${momentInWords(zone, until)}, ${zone.name}. ${profile.events === 1 ? 'One event is' : `${profile.events.toLocaleString('en')} events are`} known of this profile.`,
  ]
  return `${[...head, '', ...journeys.flatMap((journey) => journeySummary(journey, explanation)), ...timeline(explanation, several)].join('\n')}\n`
}

/** What became of the profile in one journey: every start with its end and its goals, or how near it came to each entry. */
export function journeySummary(journey: ExplainedJourney, { happenings, profile, journeys }: Explanation): string[] {
  const zone = knownZone(profile.timeZone)
  const name = journeys.length > 1 ? `"${journey.name}"` : 'This journey'
  if (journey.instances.length === 0) {
    return [`${name} was never entered.`, ...journey.entries.map(({ id, trigger, miss }) => `  Entry "${id}", by ${trigger}: ${entryMissInWords(miss, zone)}.`)]
  }
  const times = journey.instances.length
  const first = `${name} was entered ${times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`}:`
  return [first, ...journey.instances.flatMap((one) => instanceInWords(one, journey, happenings, zone).map((line) => `  ${line}`))]
}

function instanceInWords(one: ExplainedInstance, { id, instances }: ExplainedJourney, happenings: readonly Happened[], zone: Zone): string[] {
  const number = instances.length > 1 ? `${one.number}. ` : ''
  const own = happenings.filter(({ journey, instance }) => journey === id && instance === one.number)
  const sent = own.filter((happened) => happened.what === 'message' && happened.status === 'sent').length
  const held = own.filter((happened) => happened.what === 'message' && (happened.status === 'suppressed' || happened.status === 'ended')).length
  const messages = `${sent === 0 ? 'no message' : sent === 1 ? '1 message' : `${sent} messages`} sent${held === 0 ? '' : `, ${held} held back`}`
  const end = one.endedAt === null ? 'still under way at the end of the run' : `${outcomeInWords(one.outcome ?? '')} after ${msInWords(one.endedAt - one.startedAt)}`
  const goals = one.goals.map((goal) => {
    if (goal.reachedAt !== null) return `Goal "${goal.id}": reached on ${momentInWords(zone, goal.reachedAt)}.`
    return `Goal "${goal.id}": not reached${goal.misses.length === 0 ? '' : `; ${goal.misses.map((miss) => goalMissInWords(miss, zone)).join('; ')}`}.`
  })
  return [`${number}from ${momentInWords(zone, one.startedAt)}, ${end}; ${messages}.`, ...goals.map((line) => `${' '.repeat(number.length)}${line}`)]
}

function outcomeInWords(outcome: string): string {
  if (outcome.startsWith('goal:')) return `ended by the goal "${outcome.slice(5)}"`
  if (outcome.startsWith('exit:')) return `ended by the exit "${outcome.slice(5)}"`
  return `ended as "${outcome}"`
}

/** What happened at one instant stands under its time; entries held back one after the other are told as one. */
function timeline({ happenings, journeys }: Explanation, several: boolean): string[] {
  const told: string[] = []
  let last: Pick<Happened, 'at' | 'zone'> | undefined
  let lastWhose = ''
  let said: Said = new Set()
  for (let index = 0; index < happenings.length; index++) {
    const happened = happenings[index]!
    const zone = knownZone(happened.zone)
    if (happened.at !== last?.at) said = new Set()
    const lines = happenedInWords(happened, zone, said)
    if (lines.length === 0) continue
    if (happened.at !== last?.at || happened.zone !== last.zone) {
      told.push('', `${momentInWords(zone, happened.at)} ${zone.name}`)
      lastWhose = ''
    }
    last = happened
    const whose = several ? journeys.find(({ id }) => id === happened.journey)!.name : ''
    if (whose !== lastWhose) told.push(`  In "${whose}":`)
    lastWhose = whose
    const repeats = happened.what === 'refused' ? refusedAlike(happenings, index, happened) : 0
    told.push(...lines.map((line) => `  ${whose === '' ? '' : '  '}${line}`))
    if (repeats > 0) told.push(`    The same again ${repeats === 1 ? 'once' : `${repeats} times`}, up to ${momentInWords(zone, happenings[index + repeats]!.at)}.`)
    index += repeats
  }
  return told
}

/** How many of the next happenings are the same entry held back for the same reason. */
function refusedAlike(happenings: readonly Happened[], index: number, { entry, journey, refusal }: HappenedOf<'refused'>): number {
  let count = 0
  for (let next = happenings[index + 1]; next?.what === 'refused' && next.entry === entry && next.journey === journey && next.refusal.why === refusal.why; next = happenings[index + 1 + count]) count++
  return count
}
