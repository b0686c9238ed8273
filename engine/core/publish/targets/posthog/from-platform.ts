import { RehearsalError } from '../../../errors.ts'
import type { Condition } from '../../../model/condition.ts'
import { durationOfMs } from '../../../model/duration.ts'
import { freeId } from '../../../model/ids.ts'
import { journeySchema, type Entry, type Goal, type JourneyDocument, type Segment, type Trigger } from '../../../model/journey.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { WaitForBranch } from '../../../model/steps/wait-for.ts'
import { idOfName } from '../../../model/id-of-name.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Found } from '../../resource.ts'
import type { Incoming } from '../../target.ts'
import { conditionOf } from './conditions.ts'
import { msOf } from './durations.ts'
import { reentryOf, windowMsOf } from './goals.ts'
import { graphProblems } from './lint.ts'
import { CHANNELS, contentOf, type Channel } from './messages.ts'
import { branchConfig, cohortConfig, delayConfig, EXIT_ID, flowBody, functionConfig, PART, triggerConfig, waitConfig, windowConfig, type Action, type Filters, type Flow } from './payload.ts'
import { bodyHere, valueHere } from './values.ts'
import { fromHog } from './hog.ts'

/** A workflow of PostHog as a document. Throws E_IMPORT for what is none. */
export function fromPostHog(found: readonly Found[]): Incoming {
  const journey = found.find(({ kind }) => kind === 'journey')
  const parsed = flowBody.safeParse(journey?.body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new RehearsalError('E_IMPORT', `this is no workflow of PostHog${issue ? `: ${[...issue.path, issue.message].join(' ')}` : ''}`, 'Choose a workflow.', { unusable: true })
  }
  return new Reader(parsed.data).incoming()
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
/** Stands for "when somebody starts it there": a trigger by time has to name one. */
const SOME_TIME = 'FREQ=YEARLY'

class Reader {
  readonly #flow: Flow
  readonly #notes = new ProblemList('PH')
  readonly #actions: Map<string, Action>
  readonly #parts = new Set<string>()
  /** Where each door of an action leads. */
  readonly #doors = new Map<string, string>()
  readonly #segments = new Map<string, Segment>()
  #timeZone: string | undefined

  constructor(flow: Flow) {
    this.#flow = flow
    this.#actions = new Map(flow.actions.map((action) => [action.id, action]))
    for (const { from, to, type, index } of [...flow.edges].reverse()) this.#doors.set(doorOf(from, type, index), to)
  }

  incoming(): Incoming {
    const flow = this.#flow
    const trigger = flow.actions.find(({ type }) => type === 'trigger')
    if (!trigger) throw new RehearsalError('E_IMPORT', 'this workflow has no trigger', 'Give it one in PostHog, and read it again.', { unusable: true })
    const id = flow.key ?? idOfName(flow.name ?? '', 'workflow')
    const entry = this.#entry(trigger)
    for (const action of flow.actions) if (action.type === 'random_cohort_branch') for (const part of this.#texts(action) ?? []) this.#parts.add(part.id)
    const steps: Record<string, Step> = {}
    for (const action of this.#actions.values()) {
      if (action.type === 'trigger' || this.#parts.has(action.id) || this.#isPlainEnd(action)) continue
      steps[action.id] = { ...this.#step(action), ...this.#words(action) }
    }
    const first = entry.next !== '' ? entry.next : freeId('end', (taken) => Object.hasOwn(steps, taken))
    if (entry.next === '') steps[first] = { kind: 'exit' }
    const goals = this.#goals()
    const reentry = reentryOf(flow.trigger_masking)
    if (reentry === null) this.#note(91, ['reentry'], 'starts are held back by a rule of its own, which is not kept')
    const document: JourneyDocument = {
      format: 'journey', formatVersion: 1, id, ...(flow.name && flow.name !== id ? { name: flow.name } : {}), ...(flow.description ? { description: flow.description } : {}),
      ...(this.#timeZone === undefined || this.#timeZone === 'UTC' ? {} : { timeZone: this.#timeZone }),
      ...(this.#segments.size === 0 ? {} : { segments: Object.fromEntries(this.#segments) }),
      entries: [{ ...entry, next: first }],
      ...(reentry?.kind === 'once' ? {} : { reentry: reentry ?? { kind: 'always' } }),
      ...(goals.length === 0 ? {} : { goals }),
      steps,
    }
    if (flow.exit_condition === 'exit_on_trigger_not_matched' || flow.exit_condition === 'exit_on_trigger_not_matched_or_conversion') this.#note(92, ['exits'], 'it ends when the trigger no longer matches, which is not kept')
    for (const { actionId, number, message, help } of graphProblems(flow)) this.#note(number, actionId === null ? [] : ['steps', actionId], message, help)
    const checked = journeySchema.safeParse(document)
    if (!checked.success) throw new RehearsalError('E_IMPORT', `the workflow cannot be read: ${checked.error.issues[0]?.message ?? ''}`, 'Correct it in PostHog, and read it again.', { unusable: true })
    return { document: checked.data, notes: this.#notes.all }
  }

  #note(number: number, path: readonly PropertyKey[], message: string, help = 'Look at it after the import: it may have to be said otherwise here.'): void {
    this.#notes.note(number, path, message, help)
  }

  #words({ id, name, description, filters }: Action): { name?: string; note?: string } {
    if (typeof filters === 'object' && filters !== null && Object.keys(filters).some((key) => key !== 'bytecode')) this.#note(93, ['steps', id], 'people are asked something at this step, which is not kept')
    return { ...(name && name !== id ? { name } : {}), ...(description ? { note: description } : {}) }
  }

  /** The end that everything leads to that names no other. */
  #isPlainEnd({ id, type, config }: Action): boolean {
    return id === EXIT_ID && type === 'exit' && [undefined, null, '', 'completed'].includes(config['reason'] as string | null | undefined) // as: compared with the few it may be
  }

  #to(id: string, type: 'continue' | 'branch', index?: number): string | undefined {
    const target = this.#actions.get(this.#doors.get(doorOf(id, type, index)) ?? '')
    return !target || target.type === 'trigger' || this.#isPlainEnd(target) ? undefined : target.id
  }

  #next(id: string, type: 'continue' | 'branch' = 'continue', index?: number): { next?: string } {
    const next = this.#to(id, type, index)
    return next === undefined ? {} : { next }
  }

  #entry({ id, name, config }: Action): Entry {
    const entryId = name || 'entry'
    const next = this.#to(id, 'continue') ?? ''
    const parsed = triggerConfig.safeParse(config).data
    const path = ['entries', 0] as const
    const kept = (trigger: Trigger, where?: Condition): Entry => ({ id: entryId, trigger, ...(where ? { where } : {}), next })
    switch (parsed?.type) {
      case 'event': {
        const { event, where } = this.#event(parsed.filters ?? {}, path)
        return kept({ kind: 'event', event }, where)
      }
      case 'webhook':
      case 'manual':
      case 'tracking_pixel': {
        const said = parsed.inputs?.['event']?.value
        const event = typeof said === 'string' ? fromHog(said) : undefined
        if (parsed.type !== 'webhook' || event === undefined || event === '') this.#note(94, [...path, 'trigger'], 'it begins with a call, of whatever name')
        return kept({ kind: 'api', name: event || 'called' })
      }
      case 'batch': {
        const properties = parsed.filters?.properties ?? []
        const { when, strange } = conditionOf(properties)
        if (strange.length > 0) this.#note(95, [...path, 'trigger', 'audience'], `of whom it chooses this cannot be said here: ${strange.join(', ')}`)
        this.#note(96, [...path, 'trigger', 'every'], 'when it runs is set in PostHog: a year stands in its place')
        return kept({ kind: 'schedule', every: SOME_TIME, ...(properties.length === 0 ? {} : { audience: when }) })
      }
      default:
        this.#note(97, [...path, 'trigger'], `it begins with ${parsed?.type ?? 'nothing known'}, for which there is no trigger here`)
        return kept({ kind: 'event', event: `$${parsed?.type ?? 'started'}` })
    }
  }

  #event(filters: Filters, path: readonly PropertyKey[]): { event: string; where?: Condition } {
    const [event, ...others] = filters.events ?? []
    if (others.length > 0 || (filters.actions ?? []).length > 0) this.#note(98, path, 'several events or actions count there: only the first event is kept')
    const properties = [...(event?.properties ?? []), ...(filters.properties ?? [])]
    const { when, strange } = conditionOf(properties)
    if (strange.length > 0) this.#note(95, path, `of what the event must carry this cannot be said here: ${strange.join(', ')}`)
    return { event: event?.id || event?.name || 'event', ...(properties.length === 0 ? {} : { where: when }) }
  }

  #goals(): Goal[] {
    const { conversion, exit_condition } = this.#flow
    if (!conversion) return []
    if ((conversion.filters ?? []).length > 0) this.#note(99, ['goals'], 'a goal that asks about the person, not an event, is not kept')
    const window = windowMsOf(conversion)
    const taken = new Set<string>()
    return (conversion.events ?? []).map(({ name, filters }, index): Goal => {
      const { event, where } = this.#event(filters ?? {}, ['goals', index])
      const id = freeId(name || idOfName(event, 'goal'), (one) => taken.has(one))
      taken.add(id)
      return { id, event, ...(where ? { where } : {}), ...(window === undefined ? {} : { window: durationOfMs(window) }), ...(exit_condition?.includes('conversion') ? { endsJourney: true } : {}) }
    })
  }

  /** The messages a chance branch chooses among, if it is the choice of a text: all parts of one step, by one channel, and going on alike. */
  #texts(action: Action): Action[] | undefined {
    const cohorts = cohortConfig.safeParse(action.config).data?.cohorts ?? []
    const parts = cohorts.flatMap((_, index) => this.#actions.get(this.#doors.get(doorOf(action.id, 'branch', index)) ?? '') ?? [])
    const [first] = parts
    const areTexts = first !== undefined && parts.length === cohorts.length && parts.every((part) => part.id.startsWith(`${action.id}${PART}`) && channelOf(part) !== undefined && part.type === first.type && this.#to(part.id, 'continue') === this.#to(first.id, 'continue'))
    return areTexts ? parts : undefined
  }

  #step(action: Action): Step {
    const { id, type, config } = action
    const channel = channelOf(action)
    if (channel) return { kind: 'message', channel, ...this.#content(action, channel, id), ...this.#next(id) }
    switch (type) {
      case 'delay': return this.#delay(action)
      case 'wait_until_time_window': return this.#window(action)
      case 'wait_until_condition': return this.#wait(action)
      case 'conditional_branch': return this.#branch(action)
      case 'random_cohort_branch': return this.#split(action)
      case 'function': return this.#function(action)
      case 'exit': {
        const reason = typeof config['reason'] === 'string' ? config['reason'] : ''
        const outcome = reason.replace(/^(goal|exit):/, '')
        return { kind: 'exit', ...(outcome === '' ? {} : { outcome }) }
      }
      default:
        this.#note(69, ['steps', id], `there is no step here for "${type}": a delay of no time stands in its place`)
        return { kind: 'delay', for: 'PT0S', ...this.#next(id) }
    }
  }

  #span(id: string, duration: string): string {
    const ms = msOf(duration)
    if (ms === undefined) this.#note(82, ['steps', id], `"${duration}" is no length of time`)
    return durationOfMs(ms ?? 0)
  }

  #delay({ id, config }: Action): Step {
    const { delay_duration, delay_until } = delayConfig.safeParse(config).data ?? {}
    if (!delay_until) return { kind: 'delay', for: this.#span(id, delay_duration ?? '0s'), ...this.#next(id) }
    const [, date, time] = /^\s*'(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?'\s*$/.exec(delay_until.expression) ?? []
    if (date === undefined || delay_until.offset) {
      this.#note(68, ['steps', id], `it waits for a date of each person (${delay_until.expression}): a delay of no time stands in its place`)
      return { kind: 'delay', for: 'PT0S', ...this.#next(id) }
    }
    this.#timeZone ??= delay_until.timezone ?? undefined
    return { kind: 'delay', until: { date, ...(time === undefined ? {} : { time }) }, ...this.#next(id) }
  }

  #window({ id, config }: Action): Step {
    const window = windowConfig.safeParse(config).data
    this.#timeZone ??= window?.timezone ?? window?.fallback_timezone ?? undefined
    const [from, to] = Array.isArray(window?.time) ? window.time : []
    const days = Array.isArray(window?.day) ? window.day : undefined
    const weekday = days?.length === 1 ? DAYS.indexOf(days[0]!) + 1 : 0
    if (from === undefined || (to !== undefined && minutesBetween(from, to) !== 1)) this.#note(67, ['steps', id], 'it lets people through in a stretch of the day: here they wait for the beginning of it')
    if (window?.day !== 'any' && weekday === 0) this.#note(66, ['steps', id], 'it lets people through on several days: here any day')
    return { kind: 'delay', until: { time: from ?? '00:00', ...(weekday > 0 ? { weekday } : {}) }, ...this.#next(id) }
  }

  /** The ways of a branch or wait, by the name of each; a name that ends in `[segment]` stands for one. */
  #way(name: string | null | undefined, otherwise: string, taken: Set<string>): { id: string; segment: string | undefined } {
    const [, said, segment] = /^([\s\S]+) \[([\s\S]+)\]$/.exec(name ?? '') ?? []
    const stem = said ?? (name || otherwise)
    const id = freeId(stem === 'timeout' || stem === 'else' ? otherwise : stem, (one) => taken.has(one))
    taken.add(id)
    return { id, segment }
  }

  #when(filters: Filters | null | undefined, path: readonly PropertyKey[]): Condition {
    const { when, strange } = conditionOf(filters?.properties ?? [])
    if (strange.length > 0) this.#note(95, path, `of what it asks this cannot be said here: ${strange.join(', ')}`)
    if ((filters?.events ?? []).length > 0 || (filters?.actions ?? []).length > 0) this.#note(87, path, 'it asks for events, which is not kept')
    return when
  }

  /** Keeps a segment of that name; the condition itself where another of the name says something else. */
  #segment(id: string, when: Condition): boolean {
    const known = this.#segments.get(id)
    if (!known) this.#segments.set(id, { when })
    return !known || JSON.stringify(known.when) === JSON.stringify(when)
  }

  #branch({ id, config }: Action): Step {
    const taken = new Set<string>()
    const branches = (branchConfig.safeParse(config).data?.conditions ?? []).map(({ name, filters }, index) => {
      const way = this.#way(name, index === 0 ? 'yes' : `yes-${index + 1}`, taken)
      const when = this.#when(filters, ['steps', id, 'branches', index, 'when'])
      const isSegment = way.segment !== undefined && this.#segment(way.segment, when)
      return { id: way.id, when: isSegment ? { segment: way.segment! } : when, ...this.#next(id, 'branch', index) }
    })
    if (config['delay_duration'] !== undefined) this.#note(65, ['steps', id], 'it waits a while for its conditions, which is not kept')
    const otherwise = this.#to(id, 'continue')
    return { kind: 'branch', branches, ...(otherwise === undefined ? {} : { else: otherwise }) }
  }

  #wait({ id, config }: Action): Step {
    const wait = waitConfig.safeParse(config).data
    const taken = new Set<string>()
    const next = this.#next(id, 'branch', 0)
    const branches = (wait?.events ?? []).map(({ name, filters }, index): WaitForBranch => {
      const { event, where } = this.#event(filters ?? {}, ['steps', id, 'branches', index])
      return { id: this.#way(name, idOfName(event, 'happened'), taken).id, event, ...(where ? { where } : {}), ...next }
    })
    const filters = wait?.condition?.filters
    const asks = (filters?.properties ?? []).length > 0 || /\[[\s\S]+\]$/.test(wait?.condition?.name ?? '')
    if (filters && asks) {
      const way = this.#way(wait?.condition?.name, 'holds', taken)
      const when = this.#when(filters, ['steps', id, 'branches', branches.length])
      const segment = way.segment !== undefined && this.#segment(way.segment, when) ? way.segment : freeId(`${id}-${way.id}`, (one) => this.#segments.has(one))
      if (segment !== way.segment) this.#segments.set(segment, { when })
      branches.push({ id: way.id, segment, ...next })
    }
    return { kind: 'waitFor', branches, timeout: { after: this.#span(id, wait?.max_wait_duration ?? ''), ...this.#next(id) } }
  }

  #split(action: Action): Step {
    const cohorts = cohortConfig.safeParse(action.config).data?.cohorts ?? []
    const texts = this.#texts(action)
    const channel = texts && channelOf(texts[0]!)
    if (texts && channel) {
      const variants = texts.map((part, index) => ({ id: part.id.slice(action.id.length + PART.length), weight: Math.max(0, cohorts[index]!.percentage), ...this.#content(part, channel, action.id) }))
      return { kind: 'message', channel, variants, ...this.#next(texts[0]!.id) }
    }
    const taken = new Set<string>()
    const variants = cohorts.map(({ percentage, name }, index) => {
      const id = freeId(idOfName(name ?? '', `way-${index + 1}`), (one) => taken.has(one))
      taken.add(id)
      return { id, ...(name && name !== id ? { name } : {}), weight: Math.max(0, percentage), ...this.#next(action.id, 'branch', index) }
    })
    return { kind: 'split', variants: variants.length > 0 ? variants : [{ id: 'way-1', weight: 1 }] }
  }

  #content({ config, on_error }: Action, channel: Channel, stepId: string): { template?: Record<string, string> } {
    const parsed = functionConfig.safeParse(config).data
    const { template, strange } = contentOf(channel, parsed?.inputs ?? {})
    if (strange.length > 0) this.#note(64, ['steps', stepId], `of the message this is left out, or not known here: ${strange.join(', ')}`)
    if (on_error === 'abort') this.#note(63, ['steps', stepId], 'who cannot be reached leaves there, and goes on here')
    if (config['template_uuid'] !== undefined) this.#note(62, ['steps', stepId], 'it was made from a template of the library there')
    return { template }
  }

  #function({ id, config }: Action): Step {
    const parsed = functionConfig.safeParse(config).data
    const inputs = parsed?.inputs ?? {}
    if (parsed?.template_id === 'template-posthog-update-person-properties') {
      const given = inputs['set_properties']?.value
      const set = Object.entries(typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}).map(([name, value]) => {
        const here = valueHere(value)
        if (here === undefined) this.#note(61, ['steps', id, 'set', name], `${name} is set to an expression: ${String(value)}`)
        return [name, here === undefined ? String(value) : here] as const
      })
      if (inputs['set_once_properties']?.value !== undefined) this.#note(61, ['steps', id], 'properties that are set once are left out')
      return { kind: 'update', set: Object.fromEntries(set), ...this.#next(id) }
    }
    if (parsed?.template_id === 'template-webhook') {
      const strange = Object.keys(inputs).filter((name) => !['url', 'method', 'body'].includes(name))
      const [url, method, body] = [inputs['url']?.value, inputs['method']?.value, inputs['body']?.value]
      const step: Step = {
        kind: 'webhook', url: String(bodyHere(url ?? '', strange)) || 'https://example.com/hook', ...(typeof method === 'string' && method !== '' ? { method } : {}),
        ...(body === undefined ? {} : { body: bodyHere(body, strange) }), ...this.#next(id),
      }
      if (strange.length > 0) this.#note(64, ['steps', id], `of the request this is left out, or not known here: ${strange.join(', ')}`)
      return step
    }
    this.#note(69, ['steps', id], `it calls ${parsed?.template_id ?? 'something'}: a delay of no time stands in its place`)
    return { kind: 'delay', for: 'PT0S', ...this.#next(id) }
  }
}

/** Of two ways by one door the first is taken. */
function doorOf(from: string, type: 'continue' | 'branch', index: number | null | undefined): string {
  return type === 'continue' ? from : `${from}\u0000${String(index)}`
}

function channelOf({ type }: Action): Channel | undefined {
  return (Object.keys(CHANNELS) as Channel[]).find((channel) => CHANNELS[channel][0] === type) // as: the keys of a constant
}

function minutesBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) as [number, number] // as: two were given
  return (b - a + 1440) % 1440
}
