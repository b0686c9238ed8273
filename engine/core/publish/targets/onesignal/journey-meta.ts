/** Ids of what leads in and out, behind the description: OneSignal has no ids for entries, goals and exits. */
const META = /^(?:([\s\S]*?)\n)?\[rehearsal:([^[\]]*)\]$/

export interface JourneyMeta { readonly description: string | undefined; readonly entry: string | null; readonly goal: string | null; /** Exits in their order: by the one event, or by a segment. */ readonly exits: readonly { readonly by: 'event' | 'segment'; readonly id: string }[] }

/** The description with `kind=id` behind it, at most `longest` characters long. */
export function describedWith(description: string | undefined, meta: readonly string[], longest: number): string {
  const whole = `[rehearsal:${meta.map(encode).join('&')}]`
  const behind = whole.length <= longest ? whole : ''
  const room = longest - (behind === '' ? 0 : behind.length + 1)
  const text = description === undefined ? '' : description.length <= room ? description : `${description.slice(0, Math.max(room - 1, 0)).replace(/[\ud800-\udbff]$/, '')}…`
  return text === '' ? behind : behind === '' ? text : `${text}\n${behind}`
}

export function readDescription(text: string): JourneyMeta {
  const [, description, meta] = META.exec(text) ?? []
  if (meta === undefined) return { description: text === '' ? undefined : text, entry: null, goal: null, exits: [] }
  const pairs = meta.split('&').map((pair) => decode(pair)).map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
  const one = (kind: string) => pairs.find(([key, id]) => key === kind && id !== '')?.[1] ?? null
  return { description: description === undefined || description === '' ? undefined : description, entry: one('entry'), goal: one('goal'), exits: pairs.flatMap(([key, id]): { by: 'event' | 'segment'; id: string }[] => (key === 'exit' ? [{ by: 'event', id }] : key === 'left' ? [{ by: 'segment', id }] : [])) }
}

function encode(text: string): string {
  return text.replace(/[%&[\]]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function decode(text: string): string {
  return text.replace(/%([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}
