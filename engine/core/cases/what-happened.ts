import type { Explanation, Happened, HappenedOf } from '../explain/explanation.ts'

/** A step somebody came to, and how it went on from there. `end`: the happening that says so. */
export interface Stay { journey: string; step: string; port: string | null; end: Happened }

/** A message as a case compares it. */
export interface Message { journey: string; at: number; step: string; channel: string; status: 'sent' | 'suppressed'; reason: string | null; happened: Happened }

/** Every stay, in the order of arrival. */
export function staysOf({ happenings }: Explanation): Stay[] {
  const stays: Stay[] = []
  const open = new Map<string, Stay>()
  for (const happened of happenings) {
    const whose = `${happened.instance} ${happened.journey}`
    if (happened.what === 'arrive') {
      const stay: Stay = { journey: happened.journey, step: happened.step.id, port: null, end: happened }
      open.set(whose, stay)
      stays.push(stay)
      continue
    }
    const stay = open.get(whose)
    if (!stay || (happened.what !== 'leave' && happened.what !== 'end' && happened.what !== 'waiting')) continue
    stay.end = happened
    if (happened.what !== 'waiting') stay.port = happened.port
    open.delete(whose)
  }
  return stays
}

/** Every message that was sent or held back for good, in order. */
export function messagesOf({ happenings }: Explanation): Message[] {
  return happenings
    .filter((happened): happened is HappenedOf<'message'> => happened.what === 'message' && happened.status !== 'parked')
    .map((happened) => ({
      journey: happened.journey,
      at: happened.at,
      step: happened.step.id,
      channel: happened.channel,
      status: happened.status === 'sent' ? 'sent' : 'suppressed',
      reason: happened.by?.kind ?? null,
      happened,
    }))
}
