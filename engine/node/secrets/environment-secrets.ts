import type { SecretOwner, SecretSource } from './secret-source.ts'

/** Letters that do not fall apart into one of A to Z and a mark. */
const LATIN: Readonly<Record<string, string>> = { ı: 'i', İ: 'i', ß: 'ss', ø: 'o', Ø: 'o', æ: 'ae', Æ: 'ae', œ: 'oe', Œ: 'oe', ł: 'l', Ł: 'l', đ: 'd', Đ: 'd' }

/** The variable that gives the secret of a connection: `REHEARSAL_SECRET_` and its name in capitals, `KLAVIYO_TEST` for "Klaviyo (test)"; its id if the name has no letter of A to Z. */
export function secretVariable({ id, name }: Pick<SecretOwner, 'id' | 'name'>): string {
  const words = (text: string) =>
    text
      .replace(/[^ -~]/g, (letter) => LATIN[letter] ?? letter)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
  const named = words(name)
  return `REHEARSAL_SECRET_${/[A-Z]/.test(named) ? named : words(id)}`
}

/** Secrets of the environment, read when they are asked for: what a terminal, a service or a CI job is given. */
export function environmentSecrets(environment: Readonly<Record<string, string | undefined>> = process.env): SecretSource {
  const read = (owner: SecretOwner) => environment[secretVariable(owner)]?.trim() || null
  return {
    stateOf: (owner) => Promise.resolve({ where: read(owner) === null ? 'missing' : 'environment', variable: secretVariable(owner) }),
    secretOf: (owner) => Promise.resolve(read(owner)),
  }
}
