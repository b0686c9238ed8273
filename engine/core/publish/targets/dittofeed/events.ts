/** Events that Dittofeed makes by itself, by what they are called here. Docs: internal events. Opened and clicked are of email only there. */
const INTERNAL: Readonly<Record<string, string>> = { $sent: 'DFInternalMessageSent', $opened: 'DFEmailOpened', $clicked: 'DFEmailClicked' }
const BACK: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(INTERNAL).map(([ours, theirs]) => [theirs, ours]))

/** The event's name there; null for one that it does not have. */
export function eventThere(name: string): string | null {
  if (Object.hasOwn(INTERNAL, name)) return INTERNAL[name]!
  return name === '*' || (name.startsWith('$') && !name.startsWith('$api:')) ? null : name
}

export function eventHere(name: string): string {
  return Object.hasOwn(BACK, name) ? BACK[name]! : name
}

export function isOfEmailOnly(name: string): boolean {
  return name === '$opened' || name === '$clicked'
}
