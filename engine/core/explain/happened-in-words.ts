import type { Zone } from '../model/calendar.ts'
import { durationInWords, msInWords } from '../model/duration.ts'
import { channelInWords } from '../model/steps/message.ts'
import { conditionLines, valueInWords } from './condition-in-lines.ts'
import type { ConditionNode } from './condition-node.ts'
import type { Decision, ExplainedCause, ExplainedEvent, ExplainedPolicy, ExplainedRefusal, Happened, HappenedOf, Waits } from './explanation.ts'
import { eventInWords, listed, waitMissInWords } from './miss-in-words.ts'
import { momentInWords } from './moment.ts'

/** Events whose properties have been told under the same time: they are not told again. */
export type Said = Set<string>

/** What happened as a sentence, then lines that belong to it, indented by two. Empty for what the sentence after it says. */
export function happenedInWords(happened: Happened, zone: Zone, said: Said = new Set()): string[] {
  switch (happened.what) {
    case 'start': return started(happened, zone, said)
    case 'refused': return [refused(happened, zone, said)]
    case 'arrive': return arrived(happened, zone)
    case 'leave': return left(happened, zone, said)
    case 'message': return message(happened, zone)
    case 'goal': return goal(happened, said)
    case 'end': return ended(happened, zone, said)
    case 'waiting': return waiting(happened, zone)
  }
}

function tell(said: Said, event: ExplainedEvent, condition: ConditionNode | null): string {
  const key = `${event.at} ${event.name} ${JSON.stringify(event.properties)}`
  if (said.has(key)) return event.name
  said.add(key)
  return eventInWords(event, condition)
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}

function started({ entry, cause, condition, heldOut, instance }: HappenedOf<'start'>, zone: Zone, said: Said): string[] {
  const again = (instance ?? 1) > 1 ? ` for the ${ordinal(instance!)} time` : ''
  const why = entry === null ? 'a step of another journey starts this one' : reason(cause, condition, said)
  const first = entry === null ? `Enters${again}: ${why}.` : `Enters${again} by "${entry}": ${why}.`
  const held = heldOut ? ['Held out: it walks the journey and gets no message, so that the others can be compared with it.'] : []
  return [first, ...indented([...held, ...conditionLines(condition, zone)])]
}

function reason(cause: ExplainedCause, condition: HappenedOf<'start'>['condition'], said: Said): string {
  switch (cause.kind) {
    case 'event': return `${tell(said, cause.event, condition)} came`
    case 'schedule': return 'its schedule asked'
    case 'segment': return 'its membership of the segment changed'
    case 'childEnd': return 'the other journey has ended'
    case 'parentEnd': return 'the journey that waited for it has ended'
    case 'timer': return 'the time is over'
    case 'release': return 'it was held back and is looked at again'
    case 'arrival':
    case 'journey': return 'at once'
  }
}

function refused({ entry, event, condition, refusal }: HappenedOf<'refused'>, zone: Zone, said: Said): string {
  const who = entry === null ? 'A step of another journey would start this one' : `${event ? `${tell(said, event, condition)} would let it enter` : 'It would enter'} by "${entry}"`
  return `${who}, but ${refusalInWords(refusal, zone)}.`
}

function refusalInWords(refusal: ExplainedRefusal, zone: Zone): string {
  const at = (instant: number) => momentInWords(zone, instant)
  switch (refusal.why) {
    case 'once': return `people enter this journey only once, and it did on ${at(refusal.startedAt)}`
    case 'active': return `it is under way already, since ${at(refusal.since)}`
    case 'key': return `it is under way for ${refusal.key} ${valueInWords(refusal.value)} already, since ${at(refusal.since)}`
    case 'cooldown': return `it ended on ${at(refusal.endedAt)} and may come back from ${at(refusal.overAt)} on`
    case 'limit': return `it entered ${refusal.starts.length} of ${refusal.count} times in ${msInWords(refusal.withinMs)}; there is room from ${at(refusal.overAt)} on`
  }
}

function arrived({ step, waits }: HappenedOf<'arrive'>, zone: Zone): string[] {
  if (!waits) return []
  if (step.kind === 'journey') return [`Goes through the other journey at "${step.name}".`]
  return [`Waits at "${step.name}"${step.kind === 'delay' ? delayInWords(waits, zone) : ` ${waitsInWords(waits)}`}.`]
}

function delayInWords({ span, until }: Waits, zone: Zone): string {
  const isLength = span !== null && /^\d+ (day|h|min|s|ms)/.test(span)
  const isHour = span?.startsWith('the hour') === true // a clock time is in the instant already
  return `${isLength || isHour ? ` for ${span},` : ''} until ${until === null ? 'some time' : momentInWords(zone, until)}`
}

function waitsInWords(waits: Waits): string {
  const parts = waits.for.map(({ event, segment, where }) => (event === null ? `the segment "${segment}"` : `${event}${where === null ? '' : ` (${where})`}`))
  return `for ${listed(parts)}${waits.span === null ? ', for as long as it takes' : `, ${waits.span} at the most`}`
}

function left(happened: HappenedOf<'leave'>, zone: Zone, said: Said): string[] {
  const { step, port, cause, afterMs, decision, dealt, changes, answer, misses } = happened
  const name = `"${step.name}"`
  switch (step.kind) {
    case 'branch': return branched(name, decision, zone)
    case 'split': return [`${name} deals "${dealt!.name}": ${percent(dealt!.share)} of people get it, and this profile always does.`]
    case 'update': return [changes.length === 0 ? `${name} sets what was so already.` : `${name} sets ${changes.map(changed).join(', ')}.`]
    case 'webhook': return [`${name} is called: ${answer === 'error' ? 'it fails' : 'it succeeds'}${changes.length === 0 ? '' : ` and sets ${changes.map(changed).join(', ')}`}${port === 'error' ? '; goes on by "error"' : ''}.`]
    case 'message': return port === 'suppressed' ? ['Goes on by "suppressed".'] : []
    case 'delay': return [afterMs === 0 ? `${name} holds nobody now.` : `${name} is over.`]
    case 'journey': return [cause.kind === 'childEnd' ? `Goes on from ${name}: the other journey has ended.` : `Goes on from ${name} at once.`]
    default: return waited(`Leaves ${name} by "${port}"`, happened, misses, zone, said)
  }
}

function changed({ attribute, from, to }: HappenedOf<'leave'>['changes'][number]): string {
  const was = from === null ? '' : ` (it was ${valueInWords(from)})`
  return `${attribute} ${to === null ? 'to nothing' : `to ${valueInWords(to)}`}${was}`
}

function waited(beginning: string, { at, cause, afterMs, decision }: Pick<HappenedOf<'leave'>, 'at' | 'cause' | 'afterMs' | 'decision'>, misses: HappenedOf<'leave'>['misses'], zone: Zone, said: Said): string[] {
  const condition = decision?.taken?.condition ?? null
  const after = afterMs === 0 ? ' at once' : ` after ${msInWords(afterMs)}`
  const others = (decision?.others ?? []).flatMap(({ branch, condition: other }) => (other ? [`not by "${branch}":`, ...indented(conditionLines(other, zone))] : []))
  const told = indented([...conditionLines(condition, zone), ...others, ...misses.flatMap((miss) => waitMissInWords(miss, zone, afterMs))])
  if (cause.kind === 'event') {
    const came = cause.event.at < at ? `had come on ${momentInWords(zone, cause.event.at)} already` : 'came'
    return [`${beginning}${after}: ${tell(said, cause.event, condition)} ${came}.`, ...told]
  }
  if (cause.kind === 'timer' || condition === null) return [`${beginning}${after}: nothing that it waits for had come.`, ...told]
  return [`${beginning}${after}:`, ...told]
}

function branched(name: string, decision: Decision | null, zone: Zone): string[] {
  const taken = decision?.taken
  if (!taken) return [`${name} is passed.`]
  const others = decision.others.flatMap(({ branch, condition, judged }) =>
    judged ? [`not "${branch}":`, ...indented(conditionLines(condition, zone))] : [`"${branch}" was not asked: one before it had been taken${condition?.holds ? '. It would have held, too' : ''}.`],
  )
  const why = conditionLines(taken.condition, zone)
  return [`${name}: goes by "${taken.branch}"${taken.branch === 'else' ? ', as nothing else holds' : why.length > 0 ? ', because' : ''}${others.length + why.length > 0 ? ':' : '.'}`, ...indented([...why, ...others])]
}

function message({ step, channel, variant, status, by, until, at, journey }: HappenedOf<'message'>, zone: Zone): string[] {
  const what = `${channelInWords(channel)} "${step.name}"${variant === null ? '' : ` (text "${variant}")`}`
  if (status === 'sent') return [`${what} is sent.`]
  const why = by ? policyInWords(by) : ''
  const facts = by ? indented(policyFactsInWords(by, { status, at, until, journey }, zone)) : []
  if (status === 'parked') return [`${what} is held back${until === null ? '' : ` until ${momentInWords(zone, until)}`}: ${why}.`, ...facts]
  return [`${what} is not sent: ${why}${status === 'ended' ? ', and the journey ends with it' : ''}.`, ...facts]
}

function policyInWords(by: ExplainedPolicy): string {
  switch (by.kind) {
    case 'holdout': return `this profile is among the ${percent(by.share)} who are held out`
    case 'consent': return `there is no consent, ${by.actual === null ? `${by.attribute} is missing` : `${by.attribute} is ${valueInWords(by.actual)}`}`
    case 'cap': {
      const isOne = by.count === 1
      const what = `${by.sent.length} of ${by.count} ${isOne ? 'message' : 'messages'}${by.channel === '*' ? '' : ` by ${channelInWords(by.channel).toLowerCase()}`}`
      return `${what} ${capSpan(by)} ${isOne ? 'is' : 'are'} used up`
    }
    case 'quietHours': return `it is ${by.localTime} there, in the quiet hours from ${by.from} to ${by.to}`
  }
}

function capSpan({ within, calendar }: Extract<ExplainedPolicy, { kind: 'cap' }>): string {
  if (!calendar) return `in ${within === 'P1D' ? '24 h' : durationInWords(within)}`
  return within === 'P1D' ? 'of this day' : within === 'P1W' ? 'of this week' : 'of this month'
}

function policyFactsInWords(by: ExplainedPolicy, { status, at, until, journey }: Pick<HappenedOf<'message'>, 'status' | 'at' | 'until' | 'journey'>, zone: Zone): string[] {
  if (by.kind === 'quietHours') return status === 'parked' ? [] : [`Quiet hours end on ${momentInWords(zone, by.overAt)}, ${msInWords(by.overAt - at)} later; then it would have been sent.`]
  if (by.kind !== 'cap') return []
  const used = by.sent.map((one) => {
    const whose = one.journey === null || one.journey.id === journey ? '' : ` of "${one.journey.name}"`
    return `used on ${momentInWords(zone, one.at)}${one.step === null ? '' : ` by "${one.step}"`}${whose}`
  })
  return [...used, roomInWords(by.roomAt, at, until, zone)]
}

function roomInWords(roomAt: number | null, at: number, until: number | null, zone: Zone): string {
  if (roomAt === null) return 'There is never room.'
  const room = `There is room again from ${momentInWords(zone, roomAt)} on`
  if (until === null) return `${room}, ${msInWords(roomAt - at)} later.`
  return until < roomAt ? `${room}, which is after its last chance to be sent.` : `${room}.`
}

function goal({ goal: id, event, condition, value, currency, creditedTo, endsJourney }: HappenedOf<'goal'>, said: Said): string[] {
  const worth = value === null ? '' : `, worth ${value}${currency === null ? '' : ` ${currency}`}`
  const credit = creditedTo === null ? 'credited to no message' : `credited to "${creditedTo.name}"`
  return [`Reaches the goal "${id}" by ${tell(said, event, condition)}${worth}, ${credit}${endsJourney ? '; it ends the journey' : ''}.`]
}

function ended(happened: HappenedOf<'end'>, zone: Zone, said: Said): string[] {
  const { step, outcome, cause, exit, port, misses, decision } = happened
  const at = `Ends at "${step.name}"`
  if (exit) {
    const byEvent = cause.kind === 'event' && exit.condition?.kind !== 'segment'
    // Without a condition it was met before: in a dialect that looks at it later.
    const why = byEvent ? reason(cause, exit.condition, said) : exit.condition === null ? 'it was met before, and is looked at here' : 'it is in the segment'
    return [`${at} by the exit "${exit.id}": ${why}.`, ...indented(conditionLines(exit.condition, zone))]
  }
  if (outcome.startsWith('goal:')) return [`${at}: the goal "${outcome.slice(5)}" is reached.`]
  if (cause.kind === 'parentEnd') return [`${at}: the journey that waited for it has ended.`]
  if (port === null) return [step.kind === 'exit' ? `Ends at "${step.name}", outcome "${outcome}".` : `${at}, outcome "${outcome}".`]
  if (step.kind === 'branch') return [...branched(`"${step.name}"`, decision, zone), `Ends there, outcome "${outcome}": nothing follows that way.`]
  if (step.kind !== 'waitFor') return [`${at}, outcome "${outcome}": nothing follows.`]
  return [...waited(`Leaves "${step.name}" by "${port}"`, happened, misses, zone, said), `Ends there, outcome "${outcome}": nothing follows that way.`]
}

function waiting({ at, step, since, waits, misses }: HappenedOf<'waiting'>, zone: Zone): string[] {
  const due = step.kind === 'message' ? 'its message would be decided again' : 'its time would be over'
  const until = waits?.until === null || waits === null ? '' : `; ${due} on ${momentInWords(zone, waits.until)}`
  return [`The run ends, and it is still at "${step.name}", since ${momentInWords(zone, since)}${until}.`, ...indented(misses.flatMap((miss) => waitMissInWords(miss, zone, at - since)))]
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}

function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14
  return `${number}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}
