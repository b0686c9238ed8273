/** A message that was sent, and what it may come to. */
export const SENT_EVENT = '$sent'
export const DELIVERED_EVENT = '$delivered'
export const OPENED_EVENT = '$opened'
export const CLICKED_EVENT = '$clicked'

/** Events that `did: "*"` does not mean: those that nobody does. A delivery is done by nobody either: it makes no inactive customer an active one. */
export function isOwnEvent(name: string): boolean {
  return name === SENT_EVENT || name === DELIVERED_EVENT || name === '$set' || name.startsWith('$api:')
}

/** What a response model answers to a message by itself. */
export function isReactionName(name: string): boolean {
  return name === DELIVERED_EVENT || name === OPENED_EVENT || name === CLICKED_EVENT
}
