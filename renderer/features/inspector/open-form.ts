import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useFoldStore } from './fields/fold-store.ts'

// Where the keyboard was when a form was opened from elsewhere, so that Esc can go back there.
let cameFrom: Element | null = null

const FIELDS = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"]'

/** Selects a node, opens its form and puts the keyboard into the field with that test id, else into the first. */
export function openForm(nodeId: string, fieldId?: string): void {
  rememberPlace()
  useUiStore.setState({ inspectorOpen: true })
  useUiStore.getState().reveal(nodeId)
  focusField(fieldId)
}

/** Opens the form of the journey, with one of its parts unfolded, and puts the keyboard there. */
export function openJourneyForm(part?: string, item?: string): void {
  rememberPlace()
  useUiStore.setState({ inspectorOpen: true })
  useUiStore.getState().select([])
  for (const id of [part, item]) if (id !== undefined) useFoldStore.getState().unfold(id)
  const innermost = item ?? part
  focusField(innermost === undefined ? undefined : `fold-${innermost}`)
}

/** Goes back to where the form was opened from; to the card of what is selected if that is gone. */
export function leaveForm(): void {
  const back = cameFrom?.isConnected === true ? cameFrom : cardOfSelection()
  cameFrom = null
  if (back instanceof HTMLElement || back instanceof SVGElement) back.focus()
}

/** Which part of a form a finding is about: the test id of a field, or the fold of the journey's form. */
export function placeOfPath(path: string): { field: string | undefined; part: string | undefined; item: string | undefined } {
  const keys = [...path.matchAll(/\.([\w$-]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g)].map(([, name, index, quoted]) => name ?? index ?? quoted ?? '')
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = keys
  if (first === 'steps') return { field: fieldOfStep(third, fourth, fifth), part: undefined, item: undefined }
  if (first === 'entries') return { field: third === 'trigger' ? 'trigger-kind' : undefined, part: second === '' ? 'entries' : undefined, item: undefined }
  const part = first === 'policies' ? POLICIES[second] : PARTS[first]
  return { field: undefined, part, item: first === 'segments' && second !== '' ? `segment-${second}` : undefined }
}

const PARTS: Readonly<Record<string, string>> = { goals: 'goals', exits: 'exits', segments: 'segments', stages: 'stages', reentry: 'reentry', timeZone: 'calendar', currency: 'calendar', activeFrom: 'calendar', activeUntil: 'calendar' }
const POLICIES: Readonly<Record<string, string>> = { quietHours: 'quiet', caps: 'caps', consent: 'consent', holdout: 'holdout', priority: 'holdout' }

function fieldOfStep(member: string, index: string, below: string): string | undefined {
  switch (member) {
    case 'template':
      return index === 'title' || index === 'body' ? `message-${index}` : undefined
    case 'channel':
      return 'message-channel'
    case 'timeout':
      return 'timeout-after'
    case 'look':
      return 'look'
    case 'for':
      return 'delay-for'
    case 'until':
      return 'until-time'
    case 'goal':
      return 'split-goal'
    case 'journey':
      return 'sub-journey'
    case 'url':
      return 'webhook-url'
    case 'outcome':
      return 'exit-outcome'
    case 'else':
      return 'target-else'
    case 'next':
      return 'target-next'
    case 'onSuppressed':
      return 'on-suppressed'
    case 'branches':
      return below === 'event' ? `wait-event-${index}` : below === 'segment' ? `wait-segment-${index}` : index === '' ? undefined : `in:branch-${index}`
    case 'variants':
      return below === 'weight' ? `weight-${index}` : index === '' ? undefined : `in:variant-${index}`
    case 'set':
      return 'set-name-0'
    default:
      return undefined
  }
}

/** Selects what a finding is about and opens the form at the place it tells; `nodeId` undefined for the journey. */
export function openFinding({ path }: Diagnostic, nodeId: string | undefined): void {
  const { field, part, item } = placeOfPath(path)
  if (nodeId === undefined) openJourneyForm(part, item)
  else openForm(nodeId, field)
}

function rememberPlace(): void {
  const at = globalThis.document.activeElement
  if (at && at !== globalThis.document.body && at.closest('[data-testid="inspector"]') === null) cameFrom = at
}

function cardOfSelection(): Element | null {
  const [nodeId] = useUiStore.getState().selection.nodeIds
  return globalThis.document.querySelector(nodeId === undefined ? '.react-flow__node' : `.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)
}

/** The form may be drawn only in the next frames, the code of the editor itself may still be on its way. */
function focusField(fieldId: string | undefined, tries = 20): void {
  requestAnimationFrame(() => {
    const form = globalThis.document.querySelector('[data-testid="inspector"]')
    const place = form && fieldId !== undefined ? placeIn(form, fieldId) : null
    if (form && (place || fieldId === undefined || tries <= 15)) {
      const field = place ?? form.querySelector<HTMLElement>(FIELDS)
      field?.focus({ preventScroll: false })
      if (field instanceof HTMLInputElement) field.select()
      field?.scrollIntoView({ block: 'nearest' })
    } else if (tries > 0) focusField(fieldId, tries - 1)
  })
}

/** "in:branch-1": the first field inside that part. */
function placeIn(form: Element, fieldId: string): HTMLElement | null {
  if (!fieldId.startsWith('in:')) {
    const found = form.querySelector<HTMLElement>(`[data-testid="${CSS.escape(fieldId)}"]`)
    return found?.matches(`${FIELDS}, button`) === false ? found.querySelector<HTMLElement>(FIELDS) : found
  }
  return form.querySelector<HTMLElement>(`:is([data-testid="${CSS.escape(fieldId.slice(3))}"], [data-testid="wait-${CSS.escape(fieldId.slice(3))}"]) :is(${FIELDS})`)
}
