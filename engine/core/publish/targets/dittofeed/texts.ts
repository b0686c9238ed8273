import { renameVariables, type Renamed } from '../../rename-variables.ts'

/**
 * Liquid there knows `user` and nothing of events: what an event carries has to be a user property of type Performed. Those are called here by a
 * convention, `event_price` for `event.price`, so that somebody who makes them there gets the same text.
 * Source: packages/backend-lib/src/liquid.ts (user, workspace_id, subscription_group_id, secrets, identifier_key, tags, is_preview, message_id).
 */
const EVENT_PREFIX = 'event_'

export function toUserText(text: string): Renamed & { readonly ofEvent: readonly string[] } {
  const ofEvent: string[] = []
  const renamed = renameVariables(text, ([root, name, ...rest]) => {
    if (name === undefined) return undefined
    if (root === 'profile') return name.startsWith(EVENT_PREFIX) ? undefined : ['user', name, ...rest]
    if (root !== 'event') return undefined
    ofEvent.push(`${EVENT_PREFIX}${name}`)
    return ['user', `${EVENT_PREFIX}${name}`, ...rest]
  })
  return { ...renamed, ofEvent: [...new Set(ofEvent)] }
}

/** The way back. */
export function fromUserText(text: string): Renamed {
  return renameVariables(text, ([root, name, ...rest]) => {
    if (root !== 'user' || name === undefined) return undefined
    return name.startsWith(EVENT_PREFIX) ? ['event', name.slice(EVENT_PREFIX.length), ...rest] : ['profile', name, ...rest]
  })
}
