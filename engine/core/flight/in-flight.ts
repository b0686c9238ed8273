import type { TraceEntry } from '../simulate/run.ts'

/** Somebody under way when another version takes over: in which step of the older one, since when; `instance` counts the profile's starts from 1. */
export interface Stood { profile: number; instance: number; step: string; startedAt: number; since: number }

/** What came of somebody from then on, by the ids of the newer version. `outcome` null: still under way at the end, in `step`. */
export interface Fared { messages: number; suppressed: number; goals: string[]; outcome: string | null; step: string | null }

/** `differs`: the policies lead to different steps, instants, messages or goals. */
export interface InFlight extends Stood { finish: Fared; follow: Fared; differs: boolean }

/** One instance under one policy. `told`: all that happened to it from then on, to be compared. */
export interface Passage { stood: Stood; fared: Fared; told: string }

/** What happened to one instance since the other version took over. */
export type Happened = TraceEntry extends infer Entry ? (Entry extends TraceEntry ? Omit<Entry, 'profileId' | 'instance' | 'journey'> : never) : never

export function passageOf(stood: Stood, happened: readonly Happened[]): Passage {
  const fared: Fared = { messages: 0, suppressed: 0, goals: [], outcome: null, step: null }
  let step: string | null = stood.step
  for (const one of happened) {
    if (one.what === 'enter') step = one.step
    else if (one.what === 'goal') fared.goals.push(one.goal)
    else if (one.what === 'message') fared[one.status === 'sent' ? 'messages' : 'suppressed']++
    else if (one.what === 'end') fared.outcome = one.outcome
  }
  if (fared.outcome === null) fared.step = step
  // Sorted: what happens at one instant is told by the engines in orders of their own.
  return { stood, fared, told: happened.map(inOneLine).sort().join('\n') }
}

function inOneLine({ at, ...one }: Happened): string {
  switch (one.what) {
    case 'start': return `${at} start ${one.entry}`
    case 'enter': return `${at} enter ${one.step}`
    case 'leave': return `${at} leave ${one.step} ${one.port}`
    case 'message': return `${at} message ${one.step} ${one.status === 'sent' ? 'sent' : one.reason}`
    case 'goal': return `${at} goal ${one.goal} ${one.creditedTo}`
    case 'end': return `${at} end ${one.step} ${one.outcome}`
  }
}
