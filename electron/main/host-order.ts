import type { SecretOwner, SecretQuestion, SecretState } from '../../engine/node/host.ts'

/**
 * What main tells the engine host. `connect` comes with the port of a window; after `close` the host ends by itself. `answer` is to a question of the host
 * with that number; `describe` asks the host what a person has to be told about the secret of a connection.
 */
export type HostOrder =
  | { type: 'connect' }
  | { type: 'close' }
  | { type: 'answer'; number: number; value: SecretState['where'] | string | null }
  | { type: 'describe'; number: number; connectionId: string }

/** What the engine host asks of main, each with a number of its own, and how it answers `describe`. A secret goes over this port and no other. */
export type HostQuestion =
  | { type: 'secretState'; number: number; owner: SecretOwner }
  | { type: 'secret'; number: number; owner: SecretOwner }
  | { type: 'described'; number: number; question: SecretQuestion | null }

/** The code with which the engine host ends itself so that its next start puts a damaged workspace right. */
export const EXIT_DAMAGED = 77
