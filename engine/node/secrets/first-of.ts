import type { SecretSource } from './secret-source.ts'

/** The first source, and what it does not have from the second, which names the variable. */
export function firstOf(first: SecretSource, second: SecretSource): SecretSource {
  return {
    async stateOf(owner) {
      const [{ where }, other] = await Promise.all([first.stateOf(owner), second.stateOf(owner)])
      return where === 'missing' ? other : { where, variable: other.variable }
    },
    secretOf: async (owner) => (await first.secretOf(owner)) ?? (await second.secretOf(owner)),
  }
}
