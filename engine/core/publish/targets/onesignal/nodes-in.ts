import { typeCell } from '../../../model/cell.ts'
import type { Condition, Where } from '../../../model/condition.ts'
import { durationOfMs } from '../../../model/duration.ts'
import { freeId } from '../../../model/ids.ts'
import type { Channel } from '../../../model/steps/message.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { WaitForBranch } from '../../../model/steps/wait-for.ts'
import { canonicalJson, type JsonValue } from '../../../json.ts'
import type { ProblemList } from '../../problem-list.ts'
import { unmarked } from '../../marker.ts'
import type { Found } from '../../resource.ts'
import { readEmailHtml } from '../../email-html.ts'
import { smallWeights } from '../../small-weights.ts'
import { whereOfAttributes } from './conditions.ts'
import { readAnnotation, readNodeId, type NodeName } from './node-names.ts'
import { eventAttributesRead, type ReadBranch, type ReadCondition, type ReadNode, type SegmentReader } from './reading.ts'
import { fromOneSignalWords } from './words.ts'

const CHANNELS: Readonly<Record<string, Channel>> = { send_push: 'push', send_email: 'email', send_sms: 'sms', send_iam: 'inApp' }
const STEMS: Readonly<Record<string, string>> = { wait: 'wait', time_window: 'until', send_push: 'push', send_email: 'email', send_sms: 'sms', send_iam: 'in-app', send_webhook: 'webhook', tag: 'tag', split_range: 'split', yes_no: 'branch', wait_until: 'wait-for' }

/** Puts nested nodes into steps with links. Doubles of a step become one again, if they are all alike. */
export class NodeReader {
  readonly #problems: ProblemList
  readonly #segments: SegmentReader
  readonly #templates: ReadonlyMap<string, Found>
  readonly #clientIds: ReadonlyMap<string, string>
  #steps = new Map<string, Step>()
  #isMerging = true
  #differs = false
  #nameless = new Map<ReadNode, string>()
  #ids = new Map<string, string>()

  constructor(nodes: readonly ReadNode[], found: readonly Found[], segments: SegmentReader, problems: ProblemList) {
    this.#problems = problems
    this.#segments = segments
    this.#templates = new Map(found.filter(({ kind }) => kind === 'template').map((one) => [one.id, one]))
    this.#clientIds = new Map(allNodes(nodes).flatMap((node): [string, string][] => (node.id !== undefined && typeof node.client_node_id === 'string' ? [[node.id, node.client_node_id]] : [])))
  }

  /** The steps, and the first of them; undefined if there is none. */
  read(nodes: readonly ReadNode[]): { readonly steps: ReadonlyMap<string, Step>; readonly first: string | undefined } {
    const first = this.#sequence(nodes, undefined)
    if (!this.#differs) return { steps: this.#steps, first }
    this.#isMerging = false
    this.#steps = new Map()
    return { first: this.#sequence(nodes, undefined), steps: this.#steps }
  }

  /** What is asked of people once they are in, and what follows for those it fits; null if nothing is. */
  gate(nodes: readonly ReadNode[]): { readonly where: Condition; readonly nodes: readonly ReadNode[] } | null {
    const [only, ...more] = nodes
    const [yes, no] = only?.branches ?? []
    if (!only || more.length > 0 || only.kind !== 'yes_no' || nameOf(only)?.part !== 'gate' || !yes || (no?.nodes.length ?? 0) > 0) return null
    return { where: this.#when(yes.condition), nodes: yes.nodes }
  }

  #sequence(nodes: readonly ReadNode[], after: string | undefined): string | undefined {
    let next = after
    for (let index = nodes.length - 1; index >= 0; index--) {
      const [clear, wait, chain] = [nodes[index - 2], nodes[index - 1], nodes[index]!]
      if (clear && wait && this.#isTaggedWait(clear, wait, chain)) {
        next = this.#taggedWait(wait, chain, next)
        index -= 2
      } else {
        next = this.#node(chain, next)
      }
    }
    return next
  }

  #node(node: ReadNode, next: string | undefined): string | undefined {
    const { name, meta } = readAnnotation(node.annotation ?? undefined)
    const called = nameOf(node)
    const common = name === undefined ? {} : { name }
    const on = next === undefined ? {} : { next }
    const within = (branch: ReadBranch | undefined) => linked(this.#sequence(branch?.nodes ?? [], next))
    const branches = node.branches ?? []
    const weights = smallWeights(branches.map(({ weight }) => weight ?? 0))
    switch (node.kind) {
      case 'wait': {
        const after = durationOfMs(numberAt(node, 'duration_seconds') * 1000)
        return called?.part === 'limit'
          ? this.#put(node, { kind: 'waitFor', ...common, branches: [], timeout: { after, ...on } })
          : this.#put(node, { kind: 'delay', ...common, for: after, ...on })
      }
      case 'time_window': return this.#put(node, { ...this.#delayUntil(node), ...common, ...on })
      case 'send_push':
      case 'send_email':
      case 'send_sms':
      case 'send_iam': return this.#put(node, { kind: 'message', ...common, channel: CHANNELS[node.kind]!, ...this.#textOrVariant(node), ...on })
      case 'send_webhook': return this.#put(node, { kind: 'webhook', ...common, url: `onesignal:webhook/${String(node['webhook_id'] ?? '')}`, ...on })
      case 'tag': {
        const assignments = (node['assignments'] ?? {}) as Record<string, string> // as: what OneSignal keeps there
        return this.#put(node, { kind: 'update', ...common, set: Object.fromEntries(Object.entries(assignments).map(([key, value]) => [key, value === '' ? null : (typeCell(String(value)) ?? '')])), ...on })
      }
      case 'split_range': {
        const sends = branches.map(({ nodes }) => nodes[0])
        if (called?.part === 'texts' && branches.every(({ nodes }) => nodes.length === 1) && sends.every((send) => send !== undefined && send.kind === sends[0]!.kind && send.kind in CHANNELS)) {
          const variants = sends.map((send, index) => ({ id: meta[index] ?? letter(index), weight: weights[index]!, ...this.#texts(send!) }))
          return this.#put(node, { kind: 'message', ...common, channel: CHANNELS[sends[0]!.kind]!, variants, ...on })
        }
        return this.#put(node, { kind: 'split', ...common, variants: branches.map((branch, index) => ({ ...variantOf(meta[index], index), weight: weights[index]!, ...within(branch) })) })
      }
      case 'yes_no': return this.#branch(node, next, common)
      case 'wait_until': {
        const expiration = node['expiration'] as { duration_seconds?: number; exits?: boolean } | null | undefined // as: looked at below
        return this.#put(node, {
          kind: 'waitFor', ...common, branches: branches.map((branch, index) => ({ ...this.#awaited(branch.condition, meta[index] ?? `way-${index + 1}`), ...within(branch) })),
          ...(typeof expiration?.duration_seconds === 'number' ? { timeout: { after: durationOfMs(expiration.duration_seconds * 1000), ...(expiration.exits === true ? {} : on) } } : {}),
        })
      }
      default:
        this.#problems.note(46, ['steps'], `OneSignal has a node "${node.kind}"${name === undefined ? '' : ` called "${name}"`} that a journey has no step for`, 'It is left out here; publishing would take it out there.')
        return next
    }
  }

  /** A chain of branches that was one branch with several ways becomes that again. */
  #branch(node: ReadNode, next: string | undefined, common: { name?: string }): string | undefined {
    const branches: { id: string; when: Condition; next?: string }[] = []
    const first = nameOf(node)
    let otherwise: readonly ReadNode[] = [node]
    for (let link: ReadNode = node; ; link = otherwise[0]!) {
      const [yes, no] = link.branches ?? []
      const id = readAnnotation(link.annotation ?? undefined).meta[0] ?? (branches.length === 0 ? 'yes' : `yes-${branches.length + 1}`)
      branches.push({ id, when: this.#when(yes?.condition), ...linked(this.#sequence(yes?.nodes ?? [], next)) })
      otherwise = no?.nodes ?? []
      const more = otherwise.length === 1 && otherwise[0]!.kind === 'yes_no' ? nameOf(otherwise[0]!) : null
      if (!first || !more || more.stepId !== first.stepId || more.copy !== first.copy || more.part !== `or${branches.length + 1}`) break
    }
    const { next: last } = linked(this.#sequence(otherwise, next))
    return this.#put(node, { kind: 'branch', ...common, branches, ...(last === undefined ? {} : { else: last }) })
  }

  #isTaggedWait(clear: ReadNode, wait: ReadNode, chain: ReadNode): boolean {
    const names = [nameOf(clear), nameOf(wait), nameOf(chain)]
    return clear.kind === 'tag' && wait.kind === 'wait_until' && chain.kind === 'yes_no' && names[0]?.part === 'clear' && names[1]?.part === null && names[2]?.part === 'got1' && names.every((name) => name?.stepId === names[0]!.stepId && name.copy === names[0]!.copy)
  }

  #taggedWait(wait: ReadNode, chain: ReadNode, next: string | undefined): string | undefined {
    const { name, meta } = readAnnotation(wait.annotation ?? undefined)
    const ways: (readonly ReadNode[])[] = []
    let late: readonly ReadNode[] = [chain]
    for (const index of (wait.branches ?? []).keys()) {
      const link: ReadNode | undefined = late[0]
      if (late.length !== 1 || !link || nameOf(link)?.part !== `got${index + 1}`) break
      ways.push(link.branches?.[0]?.nodes ?? [])
      late = link.branches?.[1]?.nodes ?? []
    }
    const expiration = wait['expiration'] as { duration_seconds?: number } | null | undefined // as: looked at below
    const branches = (wait.branches ?? []).map((branch, index) => ({ ...this.#awaited(branch.condition, meta[index] ?? `way-${index + 1}`), ...linked(this.#sequence(ways[index] ?? [], next)) }))
    const timeout = { after: durationOfMs((expiration?.duration_seconds ?? 0) * 1000), ...linked(this.#sequence(late, next)) }
    return this.#put(wait, { kind: 'waitFor', ...(name === undefined ? {} : { name }), branches, timeout })
  }

  #delayUntil(node: ReadNode): Step {
    if (node['relative_to'] === 'last_active_time') return { kind: 'delay', bestTime: { within: 'P1D' } }
    const windows = (node['windows'] ?? []) as { start?: { hour?: number; minute?: number }; end?: { hour?: number; minute?: number }; day_of_week?: number }[] // as: read with care below
    const [window] = windows
    const minutes = (point: { hour?: number; minute?: number } | undefined) => (point?.hour ?? 0) * 60 + (point?.minute ?? 0)
    const start = minutes(window?.start)
    if (windows.length !== 1 || (start + 1) % 1440 !== minutes(window?.end)) {
      this.#problems.note(47, ['steps'], 'OneSignal lets people go on at any time of a window; here they go on when its first one opens', 'Branch on the time of day before the delay, if it matters.')
    }
    const two = (part: number) => String(part).padStart(2, '0')
    return { kind: 'delay', until: { time: `${two(Math.floor(start / 60) % 24)}:${two(start % 60)}`, ...(window?.day_of_week === undefined ? {} : { weekday: window.day_of_week }) } }
  }

  /** A message whose only text is one of several it may have had keeps it as that. */
  #textOrVariant(node: ReadNode): { template?: Record<string, JsonValue>; variants?: { id: string; weight: number; template?: Record<string, JsonValue> }[] } {
    const texts = this.#texts(node)
    const key = unmarked(this.#templates.get(idOf(node['template_id']))?.name ?? '')?.key
    const start = `template/${nameOf(node)?.stepId ?? ''}/`
    const variant = key?.startsWith(start) ? key.slice(start.length) : '-'
    return variant === '-' ? texts : { variants: [{ id: variant, weight: 1, ...texts }] }
  }

  #texts(node: ReadNode): { template?: Record<string, JsonValue> } {
    if (node.kind === 'send_iam') return {}
    const id = idOf(node['template_id'])
    const body = this.#templates.get(id)?.body
    if (body === undefined || typeof body !== 'object' || body === null || Array.isArray(body)) {
      this.#problems.note(48, ['steps'], `The template ${id} was not read`, 'Write the text here.')
      return {}
    }
    const said = (value: JsonValue | undefined) => (typeof value === 'string' ? fromOneSignalWords(value) : undefined)
    const english = (value: JsonValue | undefined) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? said(value['en']) : undefined)
    const texts: Record<string, string | undefined> = node.kind === 'send_email'
      ? emailTexts(said(body['email_subject']), body['email_body'])
      : { title: english(body['headings']), body: english(body['contents']), link: said(body['url']), image: said(body['big_picture']) }
    return { template: Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined)) }
  }

  #awaited(condition: ReadCondition | null | undefined, id: string): WaitForBranch {
    if (condition?.kind === 'event_trigger') {
      const where = this.#where(condition)
      return { id, event: condition.name ?? 'event', ...(where === undefined ? {} : { where }) }
    }
    if (condition?.kind === 'on_notification_action') return { id, event: reactionEvent(condition.action), where: { property: 'stepId', op: 'eq', value: this.#sender(condition) } }
    const [segment, ...more] = condition?.included_segment_ids ?? []
    if (segment === undefined || more.length > 0 || (condition?.excluded_segment_ids ?? []).length > 0) this.#problems.note(49, ['steps'], 'A wait of OneSignal asks for several segments, or for not being in one', 'Here it waits for the first.')
    return { id, segment: this.#segments.segment(segment ?? 'segment') }
  }

  #when(condition: ReadCondition | null | undefined): Condition {
    if (condition?.kind === 'on_notification_action') return { did: reactionEvent(condition.action), where: { property: 'stepId', op: 'eq', value: this.#sender(condition) } }
    if (condition?.kind === 'event_trigger') {
      const where = this.#where(condition)
      return { did: condition.name ?? 'event', ...(where === undefined ? {} : { where }) }
    }
    const all: Condition[] = [...(condition?.included_segment_ids ?? []).map((id) => this.#segments.condition(id)), ...(condition?.excluded_segment_ids ?? []).map((id): Condition => ({ not: this.#segments.condition(id) }))]
    return all.length === 1 ? all[0]! : { all }
  }

  #where(condition: ReadCondition): Where | undefined {
    const where = whereOfAttributes(eventAttributesRead(condition.attributes))
    if (where !== null) return where
    this.#problems.note(50, ['steps'], `OneSignal compares a property of "${condition.name ?? ''}" in a way a journey has no word for`, 'Say here what it asks for.')
    return undefined
  }

  #sender(condition: ReadCondition): string {
    const client = condition.client_node_id ?? this.#clientIds.get(condition.sending_node_id ?? '') ?? condition.sending_node_id ?? ''
    return readNodeId(client).stepId
  }

  /** The id of its step, after the step has been written down. */
  #put(node: ReadNode, step: Step): string {
    const id = this.#idOf(node)
    const known = this.#steps.get(id)
    if (known && canonicalJson(known) !== canonicalJson(step)) this.#differs = true
    if (!known) this.#steps.set(id, step)
    return id
  }

  #idOf(node: ReadNode): string {
    const name = nameOf(node)
    if (!name) {
      const known = this.#nameless.get(node)
      if (known !== undefined) return known
      const id = freeId(STEMS[node.kind] ?? node.kind, (taken) => this.#steps.has(taken) || [...this.#nameless.values()].includes(taken))
      this.#nameless.set(node, id)
      return id
    }
    const { stepId, part, copy } = name
    const isWhole = part === null || part === 'texts' || part === 'limit'
    const base = isWhole ? stepId : `${stepId}-${part}`
    if (copy === 1 || this.#isMerging) return base
    const key = `${base} ${copy}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = freeId(`${base}-${copy}`, (taken) => this.#steps.has(taken) || [...this.#ids.values()].includes(taken))
    this.#ids.set(key, id)
    return id
  }
}

function emailTexts(title: string | undefined, html: JsonValue | undefined): Record<string, string | undefined> {
  const { body, link } = typeof html === 'string' ? readEmailHtml(html) : { body: undefined, link: undefined }
  return { title, body: body === undefined ? undefined : fromOneSignalWords(body), link: link === undefined ? undefined : fromOneSignalWords(link) }
}

function nameOf(node: ReadNode): NodeName | null {
  return typeof node.client_node_id === 'string' && node.client_node_id !== '' ? readNodeId(node.client_node_id) : null
}

export function allNodes(nodes: readonly ReadNode[]): ReadNode[] {
  return nodes.flatMap((node) => [node, ...(node.branches ?? []).flatMap((branch) => allNodes(branch.nodes))])
}

export function idOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && '$ref' in value ? String(value.$ref) : ''
}

function linked(next: string | undefined): { next?: string } {
  return next === undefined ? {} : { next }
}

function numberAt(node: ReadNode, field: string): number {
  const value = node[field]
  return typeof value === 'number' ? Math.round(value) : 0
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `v${index + 1}`
}

function variantOf(meta: string | undefined, index: number): { id: string; name?: string } {
  if (meta === undefined || meta === '') return { id: letter(index) }
  const at = meta.indexOf('=')
  const plain = (text: string) => text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'e' ? '=' : escaped))
  return at < 0 ? { id: plain(meta) } : { id: plain(meta.slice(0, at)), name: plain(meta.slice(at + 1)) }
}

function reactionEvent(action: string | null | undefined): string {
  return action === 'clicked' ? '$clicked' : action === 'opened' ? '$opened' : '$sent'
}
