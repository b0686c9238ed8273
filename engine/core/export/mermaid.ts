import { conditionInWords } from '../model/condition-in-words.ts'
import { isAlways, type Where } from '../model/condition.ts'
import { durationInWords } from '../model/duration.ts'
import type { Entry, JourneyDocument, Policies, Reentry } from '../model/journey.ts'
import { kindOf, portsOf, summaryOf, type Step } from '../model/steps/registry.ts'
import type { StepFamily } from '../model/steps/step-kind.ts'

const SHAPES: Record<StepFamily, [open: string, close: string]> = {
  entry: ['([', '])'], time: ['{{', '}}'], logic: ['{', '}'], message: ['(', ')'], end: ['[[', ']]'],
}
const NOTE_STYLE = '  classDef note stroke-dasharray:4,text-align:left'

/**
 * Journeys as one Mermaid flowchart: one node a step in its family's shape, stages as subgraphs, ports as edge labels; goals, exits and
 * policies as notes. Several journeys stand in a subgraph each, with a dotted edge from a step to the journey that it starts.
 */
export function journeysAsMermaid(documents: readonly JourneyDocument[]): string {
  const charts = documents.map((document, index) => new Chart(document, documents.length > 1 ? `j${index}` : ''))
  const body = charts.length === 1 ? charts[0]!.lines() : charts.flatMap((chart) => [`  subgraph ${chart.prefix}["${text(chart.title)}"]`, ...chart.lines().map((line) => `  ${line}`), '  end'])
  const starts = charts.flatMap((chart) => chart.children().flatMap(({ from, journey }) => {
    const first = charts.find(({ id }) => id === journey)?.first()
    return first === undefined ? [] : [`  ${from} -.->|"starts"| ${first}`]
  }))
  const lines = ['flowchart LR', ...body, ...starts]
  return `${[...lines, ...(lines.some((line) => line.endsWith(':::note')) ? [NOTE_STYLE] : [])].join('\n')}\n`
}

class Chart {
  readonly prefix: string
  readonly #document: JourneyDocument
  readonly #names: ReadonlyMap<string, string>

  constructor(document: JourneyDocument, prefix: string) {
    this.prefix = prefix
    this.#document = document
    this.#names = new Map(Object.keys(document.steps).map((id, index) => [id, `${prefix}s${index}`]))
  }

  get id(): string {
    return this.#document.id
  }

  get title(): string {
    return this.#document.name ?? this.#document.id
  }

  /** The step at which another journey starts this one. */
  first(): string | undefined {
    return this.#names.get(this.#document.entries[0]?.next ?? '')
  }

  /** The steps that start other journeys, with the ids of these. */
  children(): { from: string; journey: string }[] {
    return Object.entries(this.#document.steps).flatMap(([id, step]) => (step.kind === 'journey' ? [{ from: this.#names.get(id)!, journey: step.journey }] : []))
  }

  lines(): string[] {
    const { stages = [], steps } = this.#document
    const staged = new Set(stages.map(({ id }) => id))
    const nodes = stages.flatMap((stage, index) => {
      const inside = Object.entries(steps).filter(([, step]) => step.stage === stage.id)
      if (inside.length === 0) return []
      return [`  subgraph ${this.prefix}g${index}["${text(stage.name ?? stage.id)}"]`, ...inside.map(([id, step]) => `    ${this.#stepNode(id, step)}`), '  end']
    })
    const rest = Object.entries(steps).filter(([, { stage }]) => stage === undefined || !staged.has(stage))
    return [...this.#entries(), ...nodes, ...rest.map(([id, step]) => `  ${this.#stepNode(id, step)}`), ...this.#edges(), ...this.#notes()]
  }

  #entries(): string[] {
    return this.#document.entries.flatMap((entry, index) => {
      const name = `${this.prefix}e${index}`
      const next = this.#names.get(entry.next)
      return [`  ${name}${node('entry', `${entry.id}: ${triggerInWords(entry)}`)}`, ...(next === undefined ? [] : [`  ${name} --> ${next}`])]
    })
  }

  /** A port that leads nowhere completes the journey. */
  #edges(): string[] {
    const completed = `${this.prefix}done`
    const edges = Object.entries(this.#document.steps).flatMap(([id, step]) => {
      const ports = portsOf(step)
      return ports.map(({ label, target }) => `  ${this.#names.get(id)} -->${ports.length > 1 ? `|"${text(label)}"|` : ''} ${this.#names.get(target ?? '') ?? completed}`)
    })
    return edges.some((edge) => edge.endsWith(` ${completed}`)) ? [`  ${completed}${node('end', 'Completed')}`, ...edges] : edges
  }

  #notes(): string[] {
    const { goals = [], exits = [], policies = {}, reentry } = this.#document
    const notes = {
      Goals: goals.map(({ id, event, where, value, window, endsJourney }) =>
        [`${id}: ${event}${whereInWords(where)}`, ...(window === undefined ? [] : [`within ${durationInWords(window)}`]), ...(value === undefined ? [] : [`counts ${value}`]), ...(endsJourney ? ['ends the journey'] : [])].join(', '),
      ),
      Exits: exits.map((exit) => `${exit.id}: ${'segment' in exit ? `in segment ${exit.segment}` : `${exit.event}${whereInWords(exit.where)}`}`),
      Policies: [...reentryInWords(reentry), ...this.#open(), ...policiesInWords(policies)],
    }
    return Object.entries(notes).flatMap(([title, items], index) => (items.length === 0 ? [] : [`  ${this.prefix}n${index}["${[title, ...items].map(text).join('<br/>')}"]:::note`]))
  }

  #open(): string[] {
    const { activeFrom, activeUntil } = this.#document
    if (activeFrom === undefined && activeUntil === undefined) return []
    return [`Entries open${activeFrom === undefined ? '' : ` from ${activeFrom}`}${activeUntil === undefined ? '' : ` until ${activeUntil}`}`]
  }

  #stepNode(id: string, step: Step): string {
    return `${this.#names.get(id)}${node(kindOf(step).family, step.name ?? id, summaryOf(step))}`
  }
}

function triggerInWords({ trigger, where }: Entry): string {
  switch (trigger.kind) {
    case 'event': return `${trigger.event}${whereInWords(where)}`
    case 'api': return `API call ${trigger.name}${whereInWords(where)}`
    case 'segment': return `${trigger.change === 'enter' ? 'enters' : 'leaves'} segment ${trigger.segment}${whereInWords(where)}`
    case 'schedule': {
      const { at, every, audience } = trigger
      const when = every === undefined ? `at ${at}` : `every ${every}${at === undefined ? '' : ` from ${at}`}`
      return `${when}${isAlways(audience) ? '' : `, who: ${conditionInWords(audience!)}`}${whereInWords(where)}`
    }
  }
}

function whereInWords(where: Where | undefined): string {
  return isAlways(where) ? '' : ` where ${conditionInWords(where!)}`
}

function reentryInWords(reentry: Reentry | undefined): string[] {
  if (!reentry || reentry.kind === 'once') return []
  const limit = reentry.limit ? `, at most ${reentry.limit.count} within ${durationInWords(reentry.limit.within)}` : ''
  if (reentry.kind === 'always') return [`Re-entry: always${reentry.key === undefined ? '' : `, one at a time for each ${reentry.key}`}${limit}`]
  return [`Re-entry: after exit${reentry.cooldown === undefined ? '' : ` and ${durationInWords(reentry.cooldown)}`}${limit}`]
}

function policiesInWords({ quietHours, caps = [], consent = {}, holdout, priority }: Policies): string[] {
  const onCap = (asked: NonNullable<Policies['caps']>[number]['onCap']) => (asked === 'exit' ? ', then exit' : typeof asked === 'object' ? `, then retry for ${durationInWords(asked.retryFor)}` : '')
  return [
    ...(quietHours ? [`Quiet hours ${quietHours.from}–${quietHours.to}: ${quietHours.mode ?? 'hold'}`] : []),
    ...caps.map((cap) => `At most ${cap.count} ${cap.channel === '*' ? 'messages' : cap.channel} ${cap.calendar ? 'per calendar' : 'within'} ${durationInWords(cap.within)}${onCap(cap.onCap)}`),
    ...Object.entries(consent).map(([channel, attribute]) => `Consent for ${channel}: ${attribute}`),
    ...(holdout ? [`Holdout ${holdout.share * 100} %`] : []),
    ...(priority ? [`Priority ${priority}`] : []),
  ]
}

function node(family: StepFamily, ...lines: string[]): string {
  const [open, close] = SHAPES[family]
  return `${open}"${lines.map(text).join('<br/>')}"${close}`
}

const SPECIAL: Record<string, string> = { '&': '&amp;', '"': '#quot;', '<': '#lt;', '>': '#gt;', '#': '#35;', '`': '#96;', '\\': '#92;' }

/** What turns the direction of writing around would show a label as another. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** Mermaid reads some signs specially, also inside quotes: its own entities, HTML, Markdown, directives and formulas. */
function text(label: string): string {
  return label.replace(/[&"<>#`\\]/g, (sign) => SPECIAL[sign]!).replaceAll('%%', '#37;#37;').replaceAll('$$', '#36;#36;').replace(/[\s\p{Cc}]+/gu, ' ').replace(TURNING, '').replace(/\p{Surrogate}/gu, '\uFFFD')
}
