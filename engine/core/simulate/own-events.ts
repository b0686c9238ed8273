/** Events that `did: "*"` does not mean: those that nobody does. */
export function isOwnEvent(name: string): boolean {
  return name === '$sent' || name === '$set' || name.startsWith('$api:')
}
