import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Channel, MessageStep } from '../../../engine/core/model/steps/message.ts'
import { portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import { nameOfStep } from '../../document/names.ts'

export type Template = NonNullable<MessageStep['template']>

/** One text of those that are looked at side by side: of a message, or of the message behind one group of a split. */
export interface MessageColumn {
  key: string
  label: string
  /** Share of people who get it, 0 to 1; undefined where everybody does. */
  share: number | undefined
  stepId: string
  channel: Channel
  template: Template | undefined
  /** Which of the message's own texts; undefined where it has one. */
  variant: number | undefined
}

/** Steps that have texts to look at, in the order of the document: messages, and splits with messages behind them. */
export function stepsWithTexts(document: JourneyDocument): { id: string; name: string }[] {
  return Object.entries(document.steps).flatMap(([id, step]) => (columnsOf(document, id).length > 0 ? [{ id, name: nameOfStep(step) }] : []))
}

/** The texts of a step as columns; none for steps without. */
export function columnsOf(document: JourneyDocument, stepId: string): MessageColumn[] {
  const step = document.steps[stepId]
  if (step?.kind === 'message') return ofMessage(stepId, step)
  if (step?.kind !== 'split') return []
  const total = step.variants.reduce((sum, { weight }) => sum + weight, 0)
  const found = step.variants.flatMap((variant) => {
    const messageId = firstMessage(document, variant.next)
    const message = messageId === undefined ? undefined : document.steps[messageId]
    if (messageId === undefined || message?.kind !== 'message') return []
    return ofMessage(messageId, message).map((column) => {
      const own = column.share ?? 1
      return { ...column, key: `${variant.id}/${column.key}`, label: `${variant.name ?? variant.id}: ${nameOfStep(message)}${column.variant === undefined ? '' : `, ${column.label}`}`, share: total === 0 ? undefined : own * (variant.weight / total) }
    })
  })
  return found
}

function ofMessage(stepId: string, step: MessageStep): MessageColumn[] {
  const common = { stepId, channel: step.channel }
  if (step.variants === undefined) return [{ ...common, key: stepId, label: nameOfStep(step), share: undefined, template: step.template, variant: undefined }]
  const total = step.variants.reduce((sum, { weight }) => sum + weight, 0)
  return step.variants.map(({ id, weight, template }, variant) => ({ ...common, key: `${stepId}/${id}`, label: id, share: total === 0 ? undefined : weight / total, template, variant }))
}

/** The message that comes first on the way, as long as there is only one way. */
function firstMessage(document: JourneyDocument, from: string | undefined): string | undefined {
  const seen = new Set<string>()
  for (let at = from; at !== undefined && !seen.has(at); ) {
    seen.add(at)
    const step: Step | undefined = Object.hasOwn(document.steps, at) ? document.steps[at] : undefined
    if (!step) return undefined
    if (step.kind === 'message') return at
    const targets = [...new Set(portsOf(step).flatMap(({ target }) => target ?? []))]
    at = targets.length === 1 ? targets[0] : undefined
  }
  return undefined
}
