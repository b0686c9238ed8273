import type { DatasetCatalogue } from '../../../engine/api/contract.ts'

/** What of a catalogue the guesses need. */
export type KnownEvents = Pick<DatasetCatalogue, 'events'>

const START_NAME = /(sign_?-?\s?up|regist|(?<!un)install|first_?open|_start(ed)?$|^start(ed)?_|begin|began|created?_account|account_created|subscri|kayit|kayıt|basla|başla|inscri|anmeld)/i
const GOAL_NAME = /(purchase|order|checkout|buy|bought|paid|payment|convert|conversion|_signed|signature|complete|subscribe|satin|satın|siparis|sipariş|compra|pedido|kauf|bestell)/i
/** Fewer people than one in a hundred of the most usual event are an accident. */
const RARE = 100

/** Events that people do, with a name of their own: those most people have first. */
export function ownEvents({ events }: KnownEvents): { name: string; profiles: number; count: number }[] {
  const own = events.filter(({ name }) => !name.startsWith('$'))
  return [...(own.length > 0 ? own : events)].sort((a, b) => b.profiles - a.profiles || b.count - a.count)
}

/** Events a journey may start with, likeliest first: those called like a beginning, then those most people have. */
export function likelyStarts(known: KnownEvents): string[] {
  const usual = usualEvents(known)
  const isStart = (name: string) => START_NAME.test(name) && !GOAL_NAME.test(name)
  return [...usual.filter(isStart), ...usual.filter((name) => !isStart(name))]
}

/** The event a journey most likely wants to lead to: one called like an aim, else the rarest that is no accident. `taken` are left out. */
export function likelyGoal(known: KnownEvents, taken: readonly string[] = []): string | undefined {
  const usual = usualEvents(known).filter((name) => !taken.includes(name))
  return usual.findLast((name) => GOAL_NAME.test(name)) ?? usual.at(-1)
}

function usualEvents(known: KnownEvents): string[] {
  const own = ownEvents(known)
  const most = own[0]?.profiles ?? 0
  return own.filter(({ profiles }) => profiles * RARE >= most).map(({ name }) => name)
}
