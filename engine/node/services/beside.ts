import type { JourneySummary } from '../../api/contract.ts'
import { missingJourneys } from '../../core/compile/referenced-journeys.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { notFound, type ServiceContext } from './context.ts'

/** A journey of the workspace that runs beside the one asked for. `journeyId` is its key there. */
export interface Beside { journeyId: string; document: JourneyDocument }

/**
 * The journeys asked for by their keys, then those that steps go through, in the order in which they are met. Throws E_NOT_FOUND for a key
 * nobody has, E_JOURNEY for a journey that a step goes through and that is not in the workspace.
 */
export function journeysBeside({ workspace: { journeys } }: ServiceContext, document: JourneyDocument, together: readonly string[]): Beside[] {
  const saved = journeys.list()
  const opened = ({ id, version }: JourneySummary): Beside => ({ journeyId: id, document: journeys.document(id, version)! })
  const beside = [...new Set(together)].map((key) => {
    const summary = journeys.get(key)
    if (!summary) throw notFound('journey', key)
    return opened(summary)
  })
  for (;;) {
    const [missing] = missingJourneys([document, ...beside.map((one) => one.document)])
    if (!missing) return beside
    const { of, stepId, journeyId } = missing
    const summary = saved.find((one) => one.journeyId === journeyId) // if several have this id: the one saved last
    if (!summary) {
      throw new RehearsalError(
        'E_JOURNEY',
        `The step "${stepId}" of "${of.name ?? of.id}" goes through the journey "${journeyId}", which is not in this workspace.`,
        `Open or save the journey whose id is "${journeyId}", or let the step go through another one.`,
      )
    }
    beside.push(opened(summary))
  }
}
