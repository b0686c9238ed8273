/**
 * `client_node_id` of a node: the id of its step; a step that takes several nodes names the others `~part`, and what stands more than once `~2`, `~3` …
 * A tilde of the step's own is doubled, so that nothing is read two ways.
 */
const NODE_ID = /^((?:[^~]|~~)*?)(?:~([a-z]+\d*))?(?:~(\d+))?$/
const META = /^(?:([\s\S]*?) )?\[rehearsal:([^[\]]*)\]$/
const LONGEST_ANNOTATION = 255

export interface NodeName { readonly stepId: string; readonly part: string | null; readonly copy: number }

export function nodeId({ stepId, part, copy }: NodeName): string {
  return `${stepId.replaceAll('~', '~~')}${part === null ? '' : `~${part}`}${copy > 1 ? `~${copy}` : ''}`
}

/** Any text is read; one of somebody else's making is a step of that name. */
export function readNodeId(text: string): NodeName {
  const [, stepId, part, copy] = NODE_ID.exec(text) ?? []
  if (stepId === undefined) return { stepId: text, part: null, copy: 1 }
  return { stepId: stepId.replaceAll('~~', '~'), part: part ?? null, copy: copy === undefined ? 1 : Number(copy) }
}

/** What stands on a node for people, and behind it, for the way back, the ids that the platform has no place for. */
export function annotation(name: string | undefined, meta: readonly string[] = []): string | undefined {
  const said = meta.length === 0 ? '' : `[rehearsal:${meta.map(encodeMeta).join('+')}]`
  const room = LONGEST_ANNOTATION - (said === '' ? 0 : said.length + 1)
  if (room < 20) return annotation(name)
  const words = name === undefined ? '' : name.length <= room ? name : `${name.slice(0, room - 1).replace(/[\ud800-\udbff]$/, '')}…`
  const whole = words === '' ? said : said === '' ? words : `${words} ${said}`
  return whole === '' ? undefined : whole
}

export function readAnnotation(text: string | undefined): { readonly name: string | undefined; readonly meta: readonly string[] } {
  if (text === undefined || text === '') return { name: undefined, meta: [] }
  const [, name, meta] = META.exec(text) ?? []
  if (meta === undefined) return { name: text, meta: [] }
  return { name: name === undefined || name === '' ? undefined : name, meta: meta.split('+').map(decodeMeta) }
}

function encodeMeta(text: string): string {
  return text.replace(/[%+[\]]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function decodeMeta(text: string): string {
  return text.replace(/%([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}
