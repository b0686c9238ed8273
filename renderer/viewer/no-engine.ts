import type { CallError, EngineConnection } from '../../engine/api/contract.ts'
import { viewerText } from './texts.ts'

// Stands in the page where bridge/connection.ts stands in the window: there is no engine, and nothing here asks for one but what cannot be used anyway.

const NO_ENGINE: CallError = { code: 'E_NO_ENGINE', message: viewerText('noEngine'), help: viewerText('noEngineHelp') }

export const connection: EngineConnection = {
  // oxlint-disable-next-line prefer-promise-reject-errors -- as every door, with a CallError
  call: () => Promise.reject(NO_ENGINE),
  on: () => () => undefined,
}

export async function connect(): Promise<EngineConnection> {
  return connection
}
