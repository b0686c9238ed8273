import type { Explanation } from '../../../engine/api/contract.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { momentInWords } from '../../i18n/in-words.ts'
import { outcomeWord } from '../simulation/outcome-in-words.ts'
import { laneText } from './lane-texts.ts'

/** An event of the person, to be drawn and perhaps moved. `key` names it. */
export interface EventMark { key: number; at: number; name: string; state: 'as it was' | 'changed' | 'new' | 'to come' }

/** A stay at a step, or a moment there; `nodeId` null: it belongs to another journey. */
export interface StayMark { at: number; until: number; name: string; nodeId: string | null; isOpen: boolean }

/** Something that happened at an instant. */
export interface PointMark { at: number; name: string; what: 'sent' | 'parked' | 'suppressed' | 'goal' | 'end'; nodeId: string | null; hint: string }

export interface Lanes { stays: StayMark[]; messages: PointMark[]; goals: PointMark[] }

/** What happened as lanes along time: stays at steps that lasted, messages, goals and ends. */
export function lanesOf({ happenings, profile }: Explanation, journeyId: string): Lanes {
  const lanes: Lanes = { stays: [], messages: [], goals: [] }
  const open = new Map<string, StayMark>()
  const zone = knownZone(profile.timeZone)
  for (const happened of happenings) {
    const { at, journey, instance } = happened
    const own = (id: string) => (journey === journeyId ? id : null)
    const whose = `${instance} ${journey}`
    const hint = (words: string) => `${words}, ${momentInWords(zone, at)}`
    switch (happened.what) {
      case 'arrive': {
        const stay = { at, until: at, name: happened.step.name, nodeId: own(happened.step.id), isOpen: true }
        open.set(whose, stay)
        lanes.stays.push(stay)
        break
      }
      case 'leave':
      case 'waiting':
      case 'end': {
        const stay = open.get(whose)
        if (stay) Object.assign(stay, { until: at, isOpen: happened.what === 'waiting' })
        if (happened.what === 'end') lanes.goals.push({ at, name: outcomeWord(happened.outcome), what: 'end', nodeId: own(happened.step.id), hint: hint(outcomeWord(happened.outcome)) })
        break
      }
      case 'message': {
        const what = happened.status === 'ended' ? 'suppressed' : happened.status
        lanes.messages.push({ at, name: happened.step.name, what, nodeId: own(happened.step.id), hint: hint(`${happened.step.name}: ${laneText(what)}`) })
        break
      }
      case 'goal': {
        lanes.goals.push({ at, name: happened.goal, what: 'goal', nodeId: happened.creditedTo === null ? null : own(happened.creditedTo.id), hint: hint(happened.goal) })
        break
      }
      case 'start': {
        if (happened.entry !== null) lanes.stays.push({ at, until: at, name: happened.entry, nodeId: own(entryNodeId(happened.entry)), isOpen: false })
        break
      }
      case 'refused':
    }
  }
  // An end by a goal says no more than the goal before it.
  return { ...lanes, goals: lanes.goals.filter(({ what, name }) => what === 'goal' || !name.startsWith('goal:')) }
}

/** All instants at which something is to be seen. */
export function instantsOf({ stays, messages, goals }: Lanes): number[] {
  return [...stays.flatMap(({ at, until }) => [at, until]), ...messages.map(({ at }) => at), ...goals.map(({ at }) => at)]
}
