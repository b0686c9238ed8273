import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import type { ResponseFigures } from '../../../engine/core/simulate/responses/response-figures.ts'
import type { FinishedRun } from '../../stores/run-store.ts'

/** What came of a message, or of one of its texts. `basis` null: nothing was assumed of it; of a message with several, assumed if anything is. */
export type ReactionCounts = Pick<ResponseFigures['messages'][number], 'basis' | 'note' | 'sent' | 'delivered' | 'opened' | 'clicked'> & { effects: { event: string; count: number }[] }

export interface ReactionRow { stepId: string; step: MessageStep; counts: ReactionCounts; variants: { id: string; counts: ReactionCounts }[] }

/** The messages of the run's own journey in the document's order, texts added up and apart. */
export function reactionRows({ document, responses }: Pick<FinishedRun, 'document' | 'responses'>): ReactionRow[] {
  const own = (responses?.messages ?? []).filter(({ journey }) => journey === document.id)
  return Object.entries(document.steps).flatMap(([stepId, step]): ReactionRow[] => {
    if (step.kind !== 'message') return []
    const parts = own.filter((row) => row.step === stepId)
    const variants = parts.flatMap((row) => (row.variant === null ? [] : [{ id: row.variant, counts: row }]))
    return [{ stepId, step, counts: added(parts), variants: variants.length > 1 ? variants : [] }]
  })
}

function added(parts: readonly ReactionCounts[]): ReactionCounts {
  const sum = (of: (part: ReactionCounts) => number) => parts.reduce((total, part) => total + of(part), 0)
  const bases = parts.flatMap(({ basis }) => basis ?? [])
  const notes = new Set(parts.map(({ note }) => note))
  const effects = new Map<string, number>()
  for (const { event, count } of parts.flatMap((part) => part.effects)) effects.set(event, (effects.get(event) ?? 0) + count)
  return {
    basis: bases.includes('assumed') ? 'assumed' : (bases[0] ?? null),
    note: notes.size === 1 ? ([...notes][0] ?? null) : null,
    sent: sum((part) => part.sent), delivered: sum((part) => part.delivered), opened: sum((part) => part.opened), clicked: sum((part) => part.clicked),
    effects: [...effects].map(([event, count]) => ({ event, count })),
  }
}
