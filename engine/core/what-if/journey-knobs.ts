import type { JourneyDocument } from '../model/journey.ts'
import { channelInWords } from '../model/steps/message.ts'
import type { Step } from '../model/steps/registry.ts'
import { conditionKnobs } from './condition-knobs.ts'
import { clockKnob, countKnob, shareKnob, spanKnob, weightKnobs, type Path, type Place } from './places.ts'
import type { Knob } from './tunable.ts'

/**
 * Every number of a journey, steps first, in the order of the document. What is left out: dates and weekdays, which are choices, the priority among journeys,
 * which is an order, and `autoWinner`, which changes no figure.
 */
export function journeyKnobs(document: JourneyDocument): Knob[] {
  return [
    ...Object.entries(document.steps).flatMap(([id, step]) => stepKnobs(id, step)),
    ...document.entries.flatMap((entry, index) => {
      const place = of(`Entry ${entry.id}`, `entry:${entry.id}`, 'entries', index)
      const audience = entry.trigger.kind === 'schedule' ? conditionKnobs(entry.trigger.audience, place('', 'trigger', 'audience')) : []
      return [...conditionKnobs(entry.where, place('', 'where')), ...audience]
    }),
    ...Object.entries(document.segments ?? {}).flatMap(([id, { name, when }]) => conditionKnobs(when, of(name ?? id, null, 'segments', id)('', 'when'))),
    ...(document.goals ?? []).flatMap(({ id, window, where }, index) => {
      const place = of(`Goal ${id}`, null, 'goals', index)
      return [...spanKnob(place('window', 'window'), window), ...conditionKnobs(where, place('', 'where'))]
    }),
    ...(document.exits ?? []).flatMap((exit, index) => ('event' in exit ? conditionKnobs(exit.where, of(`Exit ${exit.id}`, null, 'exits', index)('', 'where')) : [])),
    ...reentryKnobs(document),
    ...policyKnobs(document),
  ]
}

type At = (label: string, ...keys: (string | number)[]) => Place

function of(owner: string, nodeId: string | null, ...base: Path): At {
  return (label, ...keys) => ({ root: 'journey', owner, nodeId, label, path: [...base, ...keys] })
}

function stepKnobs(id: string, step: Step): Knob[] {
  const at = of(step.name ?? id, id, 'steps', id)
  switch (step.kind) {
    case 'delay':
      return [
        ...spanKnob(at('wait', 'for'), step.for),
        ...(step.until?.time === undefined ? [] : [clockKnob(at('time of day', 'until', 'time'), step.until.time)]),
        ...spanKnob(at('best time within', 'bestTime', 'within'), step.bestTime?.within),
      ]
    case 'waitFor':
      return [
        ...spanKnob(at('time limit', 'timeout', 'after'), step.timeout?.after),
        ...(step.look === undefined || step.look === 'arrival' || step.look === 'entry' ? [] : spanKnob(at('look back', 'look'), step.look)),
        ...step.branches.flatMap((branch, index) => ('event' in branch ? conditionKnobs(branch.where, at(`${branch.event}: `, 'branches', index, 'where')) : [])),
      ]
    case 'branch':
      return step.branches.flatMap((branch, index) => conditionKnobs(branch.when, at(step.branches.length > 1 ? `${branch.id}: ` : '', 'branches', index, 'when')))
    case 'split':
      return weightKnobs(step.variants, at('', 'variants'))
    case 'message':
      return step.variants ? weightKnobs(step.variants, at('', 'variants')) : []
    case 'update':
    case 'webhook':
    case 'journey':
    case 'exit':
      return []
  }
}

function reentryKnobs({ reentry }: JourneyDocument): Knob[] {
  if (!reentry || reentry.kind === 'once') return []
  const at = of('Coming back', null, 'reentry')
  return [
    ...(reentry.kind === 'afterExit' ? spanKnob(at('pause', 'cooldown'), reentry.cooldown, { canBeNone: true }) : []),
    ...(reentry.limit ? [countKnob(at('starts at most', 'limit', 'count'), reentry.limit.count, 1), ...spanKnob(at('counted within', 'limit', 'within'), reentry.limit.within)] : []),
  ]
}

function policyKnobs({ policies }: JourneyDocument): Knob[] {
  const { quietHours, caps, holdout } = policies ?? {}
  const quiet = of('Quiet hours', null, 'policies', 'quietHours')
  return [
    ...(quietHours ? [clockKnob(quiet('from', 'from'), quietHours.from, quietHours.to), clockKnob(quiet('until', 'to'), quietHours.to, quietHours.from)] : []),
    ...(caps ?? []).flatMap((cap, index) => {
      const at = of(`Cap on ${cap.channel === '*' ? 'all messages' : channelInWords(cap.channel)}`, null, 'policies', 'caps', index)
      return [
        countKnob(at('messages at most', 'count'), cap.count, 0),
        // By the calendar it is a day, a week or a month: a choice.
        ...(cap.calendar === true ? [] : spanKnob(at('counted within', 'within'), cap.within)),
        ...(typeof cap.onCap === 'object' ? spanKnob(at('keep trying for', 'onCap', 'retryFor'), cap.onCap.retryFor) : []),
      ]
    }),
    ...(holdout ? [shareKnob(of('Holdout', null, 'policies', 'holdout')('share', 'share'), holdout.share)] : []),
  ]
}
