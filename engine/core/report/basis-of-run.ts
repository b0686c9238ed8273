import type { JourneyDocument } from '../model/journey.ts'
import type { ResponseFigures } from '../simulate/responses/response-figures.ts'
import type { Basis } from '../simulate/responses/response-schema.ts'
import type { Scenario } from '../simulate/scenario.ts'

/**
 * What the counts of a run rest on besides its events: `assumed` as soon as anything that can move somebody was assumed, `learned` if all of it was taken
 * from data, null for history alone. A backtest moves nobody. `documents`: those that ran.
 */
export function basisOfRun({ responses, scenario, documents }: { responses: Pick<ResponseFigures, 'mode' | 'messages'> | null; scenario: Scenario | null | undefined; documents: readonly JourneyDocument[] }): Basis | null {
  const { webhooks = {} } = scenario ?? {}
  const isAnswered = (journeyId: string, stepId: string) => Object.hasOwn(webhooks, `${journeyId}/${stepId}`) || Object.hasOwn(webhooks, stepId)
  if (documents.some(({ id, steps }) => Object.entries(steps).some(([stepId, { kind }]) => kind === 'webhook' && isAnswered(id, stepId)))) return 'assumed'
  const bases = responses?.mode === 'whatIf' ? responses.messages.flatMap(({ basis }) => basis ?? []) : []
  return bases.includes('assumed') ? 'assumed' : (bases[0] ?? null)
}
