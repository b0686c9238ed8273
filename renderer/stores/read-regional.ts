import { connection } from '../bridge/connection.ts'
import { useRegional } from './regional.ts'

/** Reads it from the engine; what cannot be read leaves what is known. */
export async function readRegional(): Promise<void> {
  try {
    useRegional.setState((await connection.call('settings.get', {})).settings.regional)
  } catch {
    // The settings page says why; journeys begin as this machine has it.
  }
}
