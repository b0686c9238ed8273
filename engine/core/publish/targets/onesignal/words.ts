import { renameVariables, type Renamed } from '../../rename-variables.ts'

const EVENT = ['journey', 'last_event', 'properties'] as const
const IDENTIFIER = /^[A-Za-z_]\w*$/
/** First parts that OneSignal keeps for itself, so that no tag can be asked for by such a name. */
const RESERVED = new Set(['user', 'subscription', 'journey', 'message', 'template', 'app', 'org', 'data_feed'])

/**
 * A text in OneSignal's words, which is Liquid too: a tag goes by its bare name, a property of the event that last moved somebody by
 * `journey.last_event.properties.x` (documentation.onesignal.com/docs/personalization-properties-and-tags and …/personalization-custom-event).
 */
export function toOneSignalWords(text: string): Renamed {
  return renameVariables(text, ([root, ...rest]) => {
    const [name] = rest
    if (root === 'event' && rest.length > 0) return [...EVENT, ...rest]
    if (root !== 'profile' || name === undefined) return undefined
    if (name === 'id' && rest.length === 1) return ['user', 'external_id']
    return IDENTIFIER.test(name) && !RESERVED.has(name) ? rest : undefined
  })
}

/** A text of OneSignal's in our words; what we have no word for stays as it is. */
export function fromOneSignalWords(text: string): string {
  return renameVariables(text, (path) => {
    if (EVENT.every((part, index) => path[index] === part) && path.length > EVENT.length) return ['event', ...path.slice(EVENT.length)]
    if (path.length === 2 && path[0] === 'user' && path[1] === 'external_id') return ['profile', 'id']
    const [root] = path
    return root === undefined || RESERVED.has(root) || root === 'profile' || root === 'event' ? undefined : ['profile', ...path]
  }).text
}
