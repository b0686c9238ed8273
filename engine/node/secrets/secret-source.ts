/**
 * Where a secret is, told to the window; never the secret. `variable`: the environment variable that would give it. `unneeded`: the platform is spoken to
 * without one.
 */
export interface SecretState { where: 'kept' | 'session' | 'environment' | 'missing' | 'unneeded'; variable: string }

/**
 * What a secret belongs to: a connection, by its id, its name for people and for the environment variable, and the origins it is sent to. A secret that was
 * given for other origins is not this one's: whoever can change an address must not have the secret sent there.
 */
export interface SecretOwner { id: string; name: string; target: string; sentTo: readonly string[] }

/** What a person is told when they are asked for a secret. */
export interface SecretQuestion extends SecretOwner { platform: string; label: string; help: string; scopes: readonly string[] }

/** Gives the engine the secret of a connection when a call needs it. What is given is kept in memory for that piece of work and nowhere else. */
export interface SecretSource {
  stateOf(owner: SecretOwner): Promise<SecretState>
  /** Null if there is none. */
  secretOf(owner: SecretOwner): Promise<string | null>
}
