import fc from 'fast-check'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { runFlight, type FlightFindings, type FlightRequest } from '../../../engine/core/flight/flight-run.ts'

/** The whole of a run whose version changes, without breathing. A run that stops because somebody goes round in a loop at one instant is no case of any property. */
export function fly(request: FlightRequest): FlightFindings {
  try {
    const steps = runFlight(request)
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
  } catch (error) {
    fc.pre(!(error instanceof RehearsalError && ['S001', 'S003', 'S004'].includes(error.code)))
    throw error
  }
}
