import type { JsonValue } from '../../../json.ts'
import type { Condition } from '../../../model/condition.ts'
import { durationOfMs } from '../../../model/duration.ts'
import { freeId } from '../../../model/ids.ts'
import type { Channel } from '../../../model/steps/message.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { WaitForBranch } from '../../../model/steps/wait-for.ts'
import { at, listAt, numberAt, textAt, wordList } from '../../json-at.ts'
import { fromWords } from '../../placeholders.ts'
import type { ProblemList } from '../../problem-list.ts'
import type { Found } from '../../resource.ts'
import { readEmailHtml } from '../../email-html.ts'
import { smallWeights } from '../../small-weights.ts'
import { readActionId, type ActionName } from './action-ids.ts'
import { conditionOf, referred, whereOfMetric, type Reader } from './conditions-in.ts'
import { weightsOf } from './shares.ts'
import { KLAVIYO_WORDS } from './words.ts'

const CHANNELS: Readonly<Record<string, Channel>> = wordList({ 'send-mobile-push': 'push', 'send-email': 'email', 'send-sms': 'sms', 'send-whatsapp': 'whatsapp' })
const UNITS_MS: Readonly<Record<string, number>> = wordList({ minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 })
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** What our own messages say. */
const WRITTEN = new Set(['id', 'name', 'smart_sending_enabled', 'from_email', 'from_label', 'subject_line', 'preview_text', 'template_id', 'transactional', 'title', 'body', 'push_type', 'on_open', 'web_url', 'ios_link', 'android_link', 'dynamic_image'])

/** Puts actions with links into steps: what one step was written as, becomes that one step again. */
export class ActionReader {
  readonly #actions = new Map<string, JsonValue>()
  readonly #names = new Map<string, ActionName>()
  readonly #stepIds = new Map<string, string>()
  readonly #inner = new Set<string>()
  readonly #templates: ReadonlyMap<string, Found>
  readonly #reader: Reader
  readonly #problems: ProblemList

  constructor(actions: readonly JsonValue[], nodeIds: Readonly<Record<string, string>>, found: readonly Found[], reader: Reader, problems: ProblemList) {
    this.#reader = reader
    this.#problems = problems
    this.#templates = new Map(found.filter(({ kind }) => kind === 'template').map((one) => [one.id, one]))
    for (const action of actions) {
      const key = textAt(action, 'temporary_id') ?? textAt(action, 'id')
      if (key === null) continue
      this.#actions.set(key, action)
      this.#names.set(key, readActionId(Object.hasOwn(nodeIds, key) ? nodeIds[key]! : key))
    }
  }

  /** What is asked of people once they are in, and the action that follows for those it fits; null if nothing is. */
  gate(entry: string | null): { readonly entryId: string; readonly where: Condition; readonly next: string | null } | null {
    const action = entry === null ? undefined : this.#actions.get(entry)
    if (!action || entry === null || this.#names.get(entry)?.part !== 'gate' || textAt(action, 'type') !== 'conditional-split' || textAt(action, 'links', 'next_if_false') !== null) return null
    const where = conditionOf(at(action, 'data', 'profile_filter'), this.#reader)
    if (!where) return null
    this.#inner.add(entry)
    return { entryId: this.#names.get(entry)!.stepId, where, next: textAt(action, 'links', 'next_if_true') }
  }

  /** The steps, and the first of them; undefined if there is none. */
  read(entry: string | null): { readonly steps: ReadonlyMap<string, Step>; readonly first: string | undefined } {
    for (const key of this.#actions.keys()) for (const inner of this.#chainFrom(key).slice(1)) this.#inner.add(inner)
    for (const key of this.#actions.keys()) for (const inner of this.#textsOf(key)) this.#inner.add(inner)
    const taken = new Set<string>()
    for (const key of this.#actions.keys()) {
      if (this.#inner.has(key)) continue
      const { stepId, part } = this.#names.get(key)!
      const isWhole = part === null || ['s1', 't1', 'b', 'm'].includes(part)
      const id = freeId(isWhole ? stepId || 'step' : `${stepId}-${part}`, (other) => taken.has(other))
      taken.add(id)
      this.#stepIds.set(key, id)
    }
    const steps = new Map<string, Step>()
    for (const [key, id] of this.#stepIds) {
      const step = this.#step(key, id)
      if (step) steps.set(id, step)
    }
    return { steps, first: this.#target(entry) }
  }

  /** The step that a link leads to, past actions that no step stands for. */
  #target(link: JsonValue | undefined, seen = new Set<string>()): string | undefined {
    if (typeof link !== 'string' || seen.has(link)) return undefined
    const action = this.#actions.get(link)
    if (!action) return undefined
    if (isKnown(action)) return this.#stepIds.get(link)
    seen.add(link)
    return this.#target(at(action, 'links', 'next'), seen)
  }

  #on(link: JsonValue | undefined): { next?: string } {
    const next = this.#target(link)
    return next === undefined ? {} : { next }
  }

  /** An action and those that belong to its step behind it: a chain of splits, or what is looked at after a wait. */
  #chainFrom(key: string): string[] {
    const name = this.#names.get(key)!
    const action = this.#actions.get(key)!
    const part = name.part === 's1' ? 's' : name.part === 't1' ? 't' : name.part === null && textAt(action, 'type') === 'time-delay' ? 'w' : null
    if (part === null) return [key]
    const chain = [key]
    let link = part === 'w' ? at(action, 'links', 'next') : at(action, 'links', 'next_if_false')
    for (let number = part === 'w' ? 1 : 2; typeof link === 'string'; number++) {
      const next = this.#names.get(link)
      if (!next || next.stepId !== name.stepId || next.part !== `${part}${number}` || textAt(this.#actions.get(link), 'type') !== 'conditional-split') break
      chain.push(link)
      link = at(this.#actions.get(link), 'links', 'next_if_false')
    }
    return chain
  }

  /** The sending actions of a message of several texts; none if it is no such message (any more). */
  #textsOf(key: string): string[] {
    if (this.#names.get(key)?.part !== 't1') return []
    const chain = this.#chainFrom(key).map((one) => this.#actions.get(one))
    const links = [...chain.map((one) => at(one, 'links', 'next_if_true')), at(chain.at(-1), 'links', 'next_if_false')]
    const sends = links.filter((link) => typeof link === 'string')
    const first = this.#actions.get(sends[0] ?? '')
    const areAlike = sends.length === links.length && sends.every((link) => {
      const send = this.#actions.get(link)
      return send !== undefined && textAt(send, 'type') === textAt(first, 'type') && at(send, 'links', 'next') === at(first, 'links', 'next') && /^m\d+$/.test(this.#names.get(link)?.part ?? '')
    })
    return areAlike ? sends : []
  }

  #step(key: string, id: string): Step | undefined {
    const action = this.#actions.get(key)!
    const type = textAt(action, 'type') ?? ''
    const data = at(action, 'data')
    const on = this.#on(at(action, 'links', 'next'))
    const name = this.#names.get(key)!
    switch (type) {
      case 'time-delay': {
        const waits = this.#chainFrom(key).slice(1)
        return waits.length > 0 ? this.#wait(action, waits) : { kind: 'delay', ...this.#delay(data), ...on }
      }
      case 'target-date': {
        const days = listAt(data, 'target_days')
        if (days.length > 1) this.#problems.note(47, ['steps', id], 'Klaviyo waits for any of several weekdays', 'Here it is the first of them.')
        const weekday = WEEKDAYS.indexOf(String(days[0] ?? '')) + 1
        return { kind: 'delay', until: { time: clock(textAt(data, 'target_time')), ...(weekday > 0 ? { weekday } : {}) }, ...on }
      }
      case 'conditional-split':
      case 'trigger-split': {
        const filter = at(data, type === 'trigger-split' ? 'trigger_filter' : 'profile_filter')
        if (sampleOf(action) !== null) return this.#split(key, id)
        const otherwise = this.#target(at(action, 'links', 'next_if_false'))
        return { kind: 'branch', branches: [{ id: name.part === 'b' && name.extra[0] ? name.extra[0] : 'yes', when: conditionOf(filter, this.#reader) ?? { all: [] }, ...this.#on(at(action, 'links', 'next_if_true')) }], ...(otherwise === undefined ? {} : { else: otherwise }) }
      }
      case 'multi-branch-split': {
        const branches = listAt(data, 'branches')
        const last = this.#target(at(branches.find((branch) => at(branch, 'is_else') === true), 'links', 'next'))
        const called = textAt(data, 'name')
        return {
          kind: 'branch', ...(called === null || called === id ? {} : { name: called }),
          branches: branches.filter((branch) => at(branch, 'is_else') !== true).map((branch, index) => ({ id: branchId(branch, index), when: conditionOf(at(branch, 'branch_filter'), this.#reader) ?? { all: [] }, ...this.#on(at(branch, 'links', 'next')) })),
          ...(last === undefined ? {} : { else: last }),
        }
      }
      case 'update-profile': return { kind: 'update', set: this.#set(listAt(data, 'profile_operations'), id), ...on }
      case 'send-webhook': {
        const body = at(data, 'message', 'body')
        if (Object.keys(at(data, 'message', 'headers') ?? {}).length > 0) this.#problems.note(48, ['steps', id], 'Klaviyo sends headers along with the webhook', 'They are not kept here.')
        return { kind: 'webhook', ...this.#called(data, id), url: textAt(data, 'message', 'url') ?? 'https://example.com', ...(typeof body === 'string' ? { body: parsed(body) } : {}), ...on }
      }
      case 'ab-test':
      case 'content-experiment': {
        this.#problems.note(49, ['steps', id], 'Klaviyo tests several versions of this message', 'Here it is the main one.')
        const main = at(data, 'main_action')
        return { kind: 'message', ...this.#called(at(main, 'data'), id), channel: CHANNELS[textAt(main, 'type') ?? ''] ?? 'email', ...this.#text(main), ...on }
      }
      default: {
        const channel = CHANNELS[type]
        if (channel) return { kind: 'message', ...this.#called(data, id), channel, ...(name.part === 'm' && name.extra[0] !== undefined ? { variants: [{ id: name.extra[0], weight: 1, ...this.#text(action) }] } : this.#text(action)), ...on }
        this.#problems.note(46, ['steps'], `Klaviyo has an action "${type}" that a journey has no step for`, 'It is left out here; publishing would take it out there.')
        return undefined
      }
    }
  }

  #called(data: JsonValue | undefined, id: string): { name?: string } {
    const name = textAt(data, 'message', 'name')
    return name === null || name === '' || name === id ? {} : { name }
  }

  #delay(data: JsonValue | undefined): { for: string } {
    if (textAt(data, 'delay_until_time') !== null || listAt(data, 'delay_until_weekdays').length > 0) this.#problems.note(50, ['steps'], 'Klaviyo goes on waiting after the delay, for a time of day', 'Put a second delay behind it here.')
    const unit = textAt(data, 'unit') ?? 'days'
    const second = unit === 'days' ? UNITS_MS['hours']! : UNITS_MS['minutes']!
    return { for: durationOfMs((numberAt(data, 'value') ?? 0) * (UNITS_MS[unit] ?? 0) + (numberAt(data, 'secondary_value') ?? 0) * second) }
  }

  #wait(action: JsonValue, checks: readonly string[]): Step {
    const branches = checks.map((check, index): WaitForBranch => {
      const one = this.#actions.get(check)!
      const [condition] = listAt(listAt(at(one, 'data', 'profile_filter'), 'condition_groups')[0], 'conditions')
      const id = this.#names.get(check)?.extra[0] ?? `way-${index + 1}`
      const on = this.#on(at(one, 'links', 'next_if_true'))
      if (textAt(condition, 'type') === 'profile-group-membership') return { id, segment: this.#reader.segment(referred(listAt(condition, 'group_ids')[0])), ...on }
      const where = whereOfMetric(listAt(condition, 'metric_filters'), this.#reader)
      return { id, event: this.#reader.event(referred(at(condition, 'metric_id'))), ...(where === undefined ? {} : { where }), ...on }
    })
    return { kind: 'waitFor', branches, timeout: { after: this.#delay(at(action, 'data')).for, ...this.#on(at(this.#actions.get(checks.at(-1)!), 'links', 'next_if_false')) } }
  }

  #split(key: string, id: string): Step {
    const chain = this.#chainFrom(key)
    const actions = chain.map((one) => this.#actions.get(one)!)
    const links = [...actions.map((one) => at(one, 'links', 'next_if_true')), at(actions.at(-1), 'links', 'next_if_false')]
    const weights = smallWeights(weightsOf(actions.map((one) => sampleOf(one) ?? 50)))
    const said = variantsSaid(chain.flatMap((one) => this.#names.get(one)!.extra))
    const texts = this.#textsOf(key)
    if (texts.length > 0) {
      const first = this.#actions.get(texts[0]!)!
      const variants = texts.map((send, index) => ({ id: said[index]?.id ?? letter(index), weight: weights[index]!, ...this.#text(this.#actions.get(send)!) }))
      return { kind: 'message', ...this.#called(at(first, 'data'), id), channel: CHANNELS[textAt(first, 'type') ?? ''] ?? 'email', variants, ...this.#on(at(first, 'links', 'next')) }
    }
    return { kind: 'split', variants: links.map((link, index) => ({ id: letter(index), ...said[index], weight: weights[index]!, ...this.#on(link) })) }
  }

  #text(action: JsonValue | undefined): { template?: Record<string, JsonValue> } {
    const message = at(action, 'data', 'message')
    const said = (value: string | null) => (value === null ? undefined : fromWords(value, KLAVIYO_WORDS))
    const isEmail = textAt(action, 'type') === 'send-email'
    for (const field of Object.keys(typeof message === 'object' && message !== null ? message : {})) {
      const value = at(message, field)
      if (!WRITTEN.has(field) && value !== null) this.#problems.note(58, ['steps'], `A message of Klaviyo says "${field}", which a message here does not`, 'It is left out here; publishing would take it out there.')
      else if (field === 'smart_sending_enabled' && value === true) this.#problems.note(59, ['steps'], 'Klaviyo leaves messages out by smart sending', 'Rehearse it with a cap.')
    }
    const id = referred(at(message, 'template_id'))
    const html = isEmail ? textAt(this.#templates.get(id)?.body, 'data', 'attributes', 'html') : null
    if (isEmail && html === null) this.#problems.note(51, ['steps'], `The template ${id} was not read, or is not of the kind that is written as text`, 'Write the text here, or leave it in Klaviyo.')
    const email = html === null ? null : readEmailHtml(html)
    const texts: Record<string, string | undefined> = isEmail
      ? { title: said(textAt(message, 'subject_line')), body: said(email?.body ?? null), link: said(email?.link ?? null) }
      : { title: said(textAt(message, 'title')), body: said(textAt(message, 'body')), link: said(textAt(message, 'web_url') ?? textAt(message, 'ios_link')), image: said(textAt(message, 'dynamic_image')) }
    return { template: Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined)) }
  }

  #set(operations: readonly JsonValue[], id: string): Record<string, JsonValue> {
    return Object.fromEntries(operations.flatMap((operation): [string, JsonValue][] => {
      const key = textAt(operation, 'property_key') ?? ''
      if (textAt(operation, 'operator') === 'delete') return [[key, null]]
      if (textAt(operation, 'property_type') === 'list' || textAt(operation, 'property_type') === 'date') this.#problems.note(52, ['steps', id], `Klaviyo sets "${key}" as a ${textAt(operation, 'property_type')}`, 'Here it is a text.')
      return [[key, at(operation, 'property_value') ?? null]]
    }))
  }
}

function isKnown(action: JsonValue): boolean {
  const type = textAt(action, 'type') ?? ''
  return type in CHANNELS || ['time-delay', 'target-date', 'conditional-split', 'trigger-split', 'multi-branch-split', 'update-profile', 'send-webhook', 'ab-test', 'content-experiment'].includes(type)
}

/** The percentage, if the split asks for nothing but that. */
function sampleOf(action: JsonValue): number | null {
  const groups = listAt(action, 'data', 'profile_filter', 'condition_groups')
  const conditions = listAt(groups[0], 'conditions')
  return groups.length === 1 && conditions.length === 1 && textAt(conditions[0], 'type') === 'profile-sample' ? numberAt(conditions[0], 'percentage') : null
}

/** Ids and names as they stand one after the other; a name begins with `=`. */
function variantsSaid(extra: readonly string[]): { id: string; name?: string }[] {
  const said: { id: string; name?: string }[] = []
  for (const one of extra) {
    const last = said.at(-1)
    if (one.startsWith('=') && last) last.name = one.slice(1)
    else said.push({ id: one })
  }
  return said
}

function branchId(branch: JsonValue, index: number): string {
  const id = textAt(branch, 'name') ?? textAt(branch, 'branch_id')
  return id === null || id === '' || id === 'else' || id === 'timeout' ? `b${index + 1}` : id
}

/** `09:00:00` as `09:00`; seconds that say something stay. */
function clock(time: string | null): string {
  const [, minutes, seconds] = /^(\d\d:\d\d)(?::(\d\d))?/.exec(time ?? '') ?? []
  return minutes === undefined ? '00:00' : seconds === undefined || seconds === '00' ? minutes : `${minutes}:${seconds}`
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue // as: what it gives is JSON
  } catch {
    return text
  }
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `v${index + 1}`
}

