import { RehearsalError } from '../../../errors.ts'
import { durationOfMs } from '../../../model/duration.ts'
import { freeId } from '../../../model/ids.ts'
import { journeySchema, type Entry, type JourneyDocument, type Segment } from '../../../model/journey.ts'
import type { Step } from '../../../model/steps/registry.ts'
import { idOfName } from '../../../model/id-of-name.ts'
import { unmarked } from '../../marker.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Found } from '../../resource.ts'
import type { Incoming } from '../../target.ts'
import { awaitedEvent, conditionOf } from './conditions-back.ts'
import { eventHere } from './events.ts'
import { graphProblems } from './lint.ts'
import { EXIT, journeyBody, PART, segmentBody, templateBody, type BodyNode, type SegmentBody, type TemplateBody } from './payload.ts'
import { reentryOf } from './repetition.ts'
import type { DittofeedSettings } from './settings.ts'
import { templateOf, webhookOf } from './templates.ts'

type Node<T extends BodyNode['type']> = Extract<BodyNode, { type: T }>

/** A journey of Dittofeed as a document. Throws E_IMPORT for what is none. */
export function fromDittofeed(found: readonly Found[], settings: DittofeedSettings): Incoming {
  const journey = found.find(({ kind }) => kind === 'journey')
  const parsed = journeyBody.safeParse(journey?.body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new RehearsalError('E_IMPORT', `this is no journey of Dittofeed${issue ? `: ${[...issue.path, issue.message].join(' ')}` : ''}`, 'Choose a journey that has been drawn to its end there: a draft has no definition yet.', { unusable: true })
  }
  return new Reader(found, parsed.data, settings).incoming()
}

class Reader {
  readonly #journey: ReturnType<typeof journeyBody.parse>
  readonly #settings: DittofeedSettings
  readonly #found: readonly Found[]
  readonly #notes = new ProblemList('DF')
  readonly #segments = new Map<string, SegmentBody>()
  readonly #templates = new Map<string, TemplateBody>()
  readonly #nodes: Map<string, BodyNode>
  /** Nodes that belong to the step of another one. */
  readonly #parts = new Set<string>()
  readonly #ownSegments = new Map<string, Segment>()
  #timeZone: string | undefined

  constructor(found: readonly Found[], journey: ReturnType<typeof journeyBody.parse>, settings: DittofeedSettings) {
    this.#found = [...found.filter(({ kind }) => kind === 'journey'), ...found.filter(({ kind }) => kind !== 'journey')]
    this.#journey = journey
    this.#settings = settings
    for (const { kind, id, body } of found) {
      const segment = kind === 'segment' ? segmentBody.safeParse(body).data : undefined
      const template = kind === 'template' ? templateBody.safeParse(body).data : undefined
      if (segment) this.#segments.set(id, segment)
      if (template) this.#templates.set(id, template)
    }
    this.#nodes = new Map(journey.definition.nodes.map((node) => [node.id, node]))
  }

  incoming(): Incoming {
    const { definition, name: whole, canRunMultiple = false } = this.#journey
    const { entryNode } = definition
    const own = unmarked(whole)
    const name = own?.name ?? whole
    const id = own?.journeyId ?? this.#journeyIdOfParts() ?? idOfName(name, 'journey')
    const entry = this.#entry()
    for (const node of definition.nodes) this.#markParts(node)
    const steps: Record<string, Step> = {}
    for (const [nodeId, node] of this.#nodes) {
      if (this.#parts.has(nodeId)) continue
      const step = this.#step(node, entry)
      if (step) steps[nodeId] = step
    }
    const first = entry.next !== '' ? entry.next : freeId('end', (taken) => Object.hasOwn(steps, taken))
    if (entry.next === '') steps[first] = { kind: 'exit' }
    const begins = entryNode.type === 'EntryNode' ? 'segment' : 'event'
    const reentry = reentryOf(canRunMultiple, begins, entryNode.type === 'EventEntryNode' ? entryNode.key : undefined, this.#settings.eventKey)
    const document: JourneyDocument = {
      format: 'journey', formatVersion: 1, id, ...(name === id || name === '' ? {} : { name }),
      ...(this.#timeZone === undefined || this.#timeZone === 'UTC' ? {} : { timeZone: this.#timeZone }),
      ...(this.#ownSegments.size === 0 ? {} : { segments: Object.fromEntries(this.#ownSegments) }),
      entries: [{ ...entry, next: first }],
      ...(reentry.kind === 'once' ? {} : { reentry }),
      steps,
    }
    for (const { nodeId, number, message, help } of graphProblems(this.#found)) this.#note(number, nodeId === null ? [] : ['steps', nodeId], message, help)
    const checked = journeySchema.safeParse(document)
    if (!checked.success) throw new RehearsalError('E_IMPORT', `the journey cannot be read: ${checked.error.issues[0]?.message ?? ''}`, 'Correct it in Dittofeed, and read it again.', { unusable: true })
    return { document: checked.data, notes: this.#notes.all }
  }

  #note(number: number, path: readonly PropertyKey[], message: string, help = 'Look at it after the import: it may have to be said otherwise here.'): void {
    this.#notes.note(number, path, message, help)
  }

  #journeyIdOfParts(): string | undefined {
    for (const { name } of [...this.#segments.values(), ...this.#templates.values()]) {
      const mark = unmarked(name)
      if (mark) return mark.journeyId
    }
    return undefined
  }

  #to(child: string): string | undefined {
    return child === EXIT || !this.#nodes.has(child) ? undefined : child
  }

  #next(child: string): { next?: string } {
    const next = this.#to(child)
    return next === undefined ? {} : { next }
  }

  /** Its `next` is empty if it leads to the end at once. */
  #entry(): Entry {
    const { entryNode } = this.#journey.definition
    const gate = this.#nodes.get(entryNode.child)
    const isGate = gate?.type === 'SegmentSplitNode' && gate.id.endsWith(`${PART}where`) && gate.variant.falseChild === EXIT
    const id = isGate ? gate.id.slice(0, -`${PART}where`.length) : 'entry'
    if (isGate) this.#parts.add(gate.id)
    const child = isGate ? gate.variant.trueChild : entryNode.child
    const where = isGate ? { where: this.#condition(gate.variant.segment, ['entries', 0, 'where']) } : {}
    const next = this.#to(child) ?? ''
    if (entryNode.type === 'EntryNode') return { id, trigger: { kind: 'segment', segment: this.#ownSegment(entryNode.segment, ['entries', 0, 'trigger']), change: 'enter' }, ...where, next }
    const { event } = entryNode
    return { id, trigger: event.startsWith('$api:') ? { kind: 'api', name: event.slice('$api:'.length) } : { kind: 'event', event: eventHere(event) || 'event' }, ...where, next }
  }

  /** Which nodes are parts of a step whose first node is another: the further questions of a branch, the texts of a message. */
  #markParts(node: BodyNode): void {
    if (node.type === 'SegmentSplitNode') for (const { id } of this.#chain(node).slice(1)) this.#parts.add(id)
    if (node.type === 'RandomCohortNode' && this.#texts(node)) for (const { id } of node.children) this.#parts.add(id)
  }

  /** The questions of one branch, in order: what follows on a no, as long as it is a part of it. */
  #chain(node: Node<'SegmentSplitNode'>): Node<'SegmentSplitNode'>[] {
    const chain = [node]
    for (let last = node; ; ) {
      const further = this.#nodes.get(last.variant.falseChild)
      if (further?.type !== 'SegmentSplitNode' || !isPartOf(further.id, node.id) || chain.includes(further)) return chain
      chain.push(further)
      last = further
    }
  }

  /** The messages a chance node chooses among, if it is the choice of a text: all parts of one step, by one channel, and going on alike. */
  #texts(node: Node<'RandomCohortNode'>): Node<'MessageNode'>[] | undefined {
    const messages = node.children.map(({ id }) => this.#nodes.get(id)).filter((child) => child?.type === 'MessageNode' && isPartOf(child.id, node.id))
    const [first] = messages as Node<'MessageNode'>[] // as: just filtered by that type
    const areTexts = first !== undefined && messages.length === node.children.length && (messages as Node<'MessageNode'>[]).every(({ child, variant }) => child === first.child && variant.type === first.variant.type)
    return areTexts ? (messages as Node<'MessageNode'>[]) : undefined
  }

  #step(node: BodyNode, entry: Entry): Step | undefined {
    const path = ['steps', node.id] as const
    switch (node.type) {
      case 'DelayNode': return this.#delay(node)
      case 'MessageNode': return this.#message(node)
      case 'RandomCohortNode': {
        const texts = this.#texts(node)
        if (texts) return this.#messageOfTexts(node, texts)
        const taken = new Set<string>()
        const variants = node.children.map(({ id, percent, name }) => {
          const variantId = freeId(idOfName(name, 'way'), (one) => taken.has(one))
          taken.add(variantId)
          return { id: variantId, ...(name === variantId || name === '' ? {} : { name }), weight: Math.max(0, percent), ...this.#next(id) }
        })
        return variants.length === 0 ? undefined : { kind: 'split', variants }
      }
      case 'SegmentSplitNode': return this.#branch(node)
      case 'WaitForNode': return this.#wait(node, entry)
      case 'RateLimitNode': {
        this.#note(83, path, 'a rate limit does not run there, and is left out here')
        return { kind: 'delay', for: 'PT0S' }
      }
    }
  }

  #delay({ id, variant, child }: Node<'DelayNode'>): Step {
    const next = this.#next(child)
    if (variant.type === 'Second') return { kind: 'delay', for: durationOfMs(Math.max(0, Math.round(variant.seconds * 1000))), ...next }
    if (variant.type === 'UserProperty') {
      this.#note(91, ['steps', id], `it waits for the date in ${variant.userProperty}: a delay here has no date of each person`)
      return { kind: 'delay', for: 'PT0S', ...next }
    }
    const { hour, minute = 0, allowedDaysOfWeek, defaultTimezone } = variant
    this.#timeZone ??= defaultTimezone
    const time = [hour, minute].map((part) => String(Math.max(0, Math.min(part, 59))).padStart(2, '0')).join(':')
    const [day] = allowedDaysOfWeek ?? []
    if (allowedDaysOfWeek && allowedDaysOfWeek.length !== 1 && allowedDaysOfWeek.length < 7) this.#note(92, ['steps', id, 'until', 'weekday'], 'it waits for one of several weekdays: a delay here knows one, or any')
    return { kind: 'delay', until: { time, ...(allowedDaysOfWeek?.length === 1 && day !== undefined ? { weekday: day === 0 ? 7 : day } : {}) }, ...next }
  }

  #message(node: Node<'MessageNode'>): Step {
    const { id, name, variant, child } = node
    const common = name === undefined ? {} : { name }
    const template = this.#templates.get(variant.templateId)
    this.#tellOfMessage(node)
    if (variant.type === 'Webhook') {
      if (!template) {
        this.#note(79, ['steps', id], `its template ${variant.templateId} is not there`)
        return { kind: 'webhook', ...common, url: 'https://example.com/hook', ...this.#next(child) }
      }
      const { fields, strange } = webhookOf(template)
      if (strange.length > 0) this.#note(93, ['steps', id], `of its request this is left out: ${strange.join(', ')}`)
      return { kind: 'webhook', ...common, ...fields, ...this.#next(child) }
    }
    const channel = variant.type === 'Email' ? 'email' : variant.type === 'Sms' ? 'sms' : 'push'
    const content = this.#content(variant.templateId, ['steps', id])
    return { kind: 'message', ...common, channel, ...(content ? { template: content } : {}), ...this.#next(child) }
  }

  #messageOfTexts(node: Node<'RandomCohortNode'>, texts: readonly Node<'MessageNode'>[]): Step {
    const [first] = texts as [Node<'MessageNode'>] // as: `#texts` gave at least one
    for (const message of texts) this.#tellOfMessage(message)
    const channel = first.variant.type === 'Email' ? 'email' : first.variant.type === 'Sms' ? 'sms' : 'push'
    const variants = texts.map(({ id, variant }, index) => {
      const template = this.#content(variant.templateId, ['steps', node.id])
      return { id: id.slice(node.id.length + PART.length), weight: Math.max(0, node.children[index]!.percent), ...(template ? { template } : {}) }
    })
    return { kind: 'message', ...(first.name === undefined ? {} : { name: first.name }), channel, variants, ...this.#next(first.child) }
  }

  #tellOfMessage({ id, subscriptionGroupId, skipOnFailure = false, syncProperties = false }: Node<'MessageNode'>): void {
    if (subscriptionGroupId !== this.#settings.subscriptionGroupId) this.#note(94, ['steps', id], 'it asks another subscription group than the connection names')
    if (!skipOnFailure) this.#note(95, ['steps', id], 'who cannot be reached leaves there, and goes on here')
    if (syncProperties) this.#note(96, ['steps', id], 'it reads attributes anew before it is sent, as every message here does')
  }

  #content(templateId: string, path: readonly PropertyKey[]): Record<string, string> | undefined {
    const template = this.#templates.get(templateId)
    const content = template && templateOf(template)
    if (!content) {
      this.#note(79, path, `its template ${templateId} is not there`)
      return undefined
    }
    if (content.strange.length > 0) this.#note(97, path, `of its template this is left out, or not known here: ${[...new Set(content.strange)].join(', ')}`)
    return content.template as Record<string, string> // as: templateOf makes texts only
  }

  #branch(node: Node<'SegmentSplitNode'>): Step {
    const chain = this.#chain(node)
    const taken = new Set<string>()
    const branches = chain.map(({ id, variant }, index) => {
      const segment = this.#segments.get(variant.segment)
      const key = keyOf(segment?.name)
      const isOwn = key !== undefined && !key.startsWith('segment/~')
      const stem = isOwn ? key.slice('segment/'.length) : (wayOf(key, node.id) ?? (id === node.id ? 'yes' : id.slice(node.id.length + PART.length)))
      const branchId = freeId(stem === 'timeout' || stem === 'else' ? 'yes' : stem, (one) => taken.has(one))
      taken.add(branchId)
      const path = ['steps', node.id, 'branches', index, 'when']
      const when = isOwn || (segment && key === undefined) ? { segment: this.#ownSegment(variant.segment, path) } : this.#condition(variant.segment, path)
      return { id: branchId, when, ...this.#next(variant.trueChild) }
    })
    const last = this.#to(chain.at(-1)!.variant.falseChild)
    return { kind: 'branch', ...(node.name === undefined ? {} : { name: node.name }), branches, ...(last === undefined ? {} : { else: last }) }
  }

  #wait(node: Node<'WaitForNode'>, entry: Entry): Step {
    const taken = new Set<string>()
    let name: string | undefined
    const branches = node.segmentChildren.map(({ id, segmentId }, index) => {
      const segment = this.#segments.get(segmentId)
      const key = keyOf(segment?.name)
      const awaited = segment && (key === undefined || key.startsWith('segment/~')) ? awaitedEvent(segment) : undefined
      const own = key !== undefined && !key.startsWith('segment/~') ? key.slice('segment/'.length) : undefined
      const stem = own ?? wayOf(key, node.id) ?? awaited?.event ?? 'happened'
      const branchId = freeId(stem === 'timeout' || stem === 'else' ? 'happened' : stem, (one) => taken.has(one))
      taken.add(branchId)
      // The node itself bears no name; the segments made for it do.
      const label = wayOf(key, node.id) === undefined ? undefined : unmarked(segment?.name ?? '')?.name
      if (label?.endsWith(`: ${branchId}`)) name ??= label.slice(0, -`: ${branchId}`.length)
      const path = ['steps', node.id, 'branches', index]
      if (!awaited) return { id: branchId, segment: this.#ownSegment(segmentId, path), ...this.#next(id) }
      if (awaited.strange.length > 0) this.#note(98, path, `of what it waits for this cannot be said here: ${awaited.strange.join(', ')}`)
      return { id: branchId, event: awaited.event || 'event', ...(awaited.where ? { where: awaited.where } : {}), ...this.#next(id) }
    })
    const begins = this.#journey.definition.entryNode.type
    const triggerEvent = entry.trigger.kind === 'event' ? entry.trigger.event : entry.trigger.kind === 'api' ? `$api:${entry.trigger.name}` : undefined
    const isFirst = entry.next === node.id && !branches.some((branch) => 'event' in branch && branch.event === triggerEvent)
    // Events count from the beginning of the journey on there; at the first step that is the arrival.
    const looksBack = begins === 'EventEntryNode' && branches.some((branch) => 'event' in branch) && !isFirst
    return {
      kind: 'waitFor', ...(name === undefined || name === node.id ? {} : { name }), branches, timeout: { after: durationOfMs(Math.max(0, Math.round(node.timeoutSeconds * 1000))), ...this.#next(node.timeoutChild) },
      ...(looksBack ? { look: 'entry' as const } : {}),
    }
  }

  #condition(segmentId: string, path: readonly PropertyKey[]) {
    const segment = this.#segments.get(segmentId)
    if (!segment) {
      this.#note(77, path, `segment ${segmentId} is not there`)
      return { any: [] }
    }
    const { when, strange } = conditionOf(segment)
    if (strange.length > 0) this.#note(99, path, `of what it asks this cannot be said here: ${strange.join(', ')}`)
    return when
  }

  /** The id here of a segment there, which is kept among the document's. */
  #ownSegment(segmentId: string, path: readonly PropertyKey[]): string {
    const segment = this.#segments.get(segmentId)
    const mark = unmarked(segment?.name ?? '')
    const name = mark?.name ?? segment?.name ?? segmentId
    const key = mark?.key
    const id = key?.startsWith('segment/') ? key.slice('segment/'.length).replace(/^~/, '') : idOfName(name, 'segment')
    if (!this.#ownSegments.has(id)) this.#ownSegments.set(id, { ...(name === id || name === '' ? {} : { name }), when: this.#condition(segmentId, segment ? ['segments', id, 'when'] : path) })
    return id
  }
}

function isPartOf(id: string, stepId: string): boolean {
  return id.startsWith(`${stepId}${PART}`)
}

/** The key in the marker of a name. */
function keyOf(name: string | undefined): string | undefined {
  return unmarked(name ?? '')?.key
}

/** `segment/~step/branch`: the branch. */
function wayOf(key: string | undefined, stepId: string): string | undefined {
  const stem = `segment/~${stepId}/`
  return key?.startsWith(stem) ? key.slice(stem.length) : undefined
}
