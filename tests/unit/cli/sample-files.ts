/** A small shop: wait an hour for the cart, then one of two messages; the goal is an order. */
export const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'shop',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  goals: [{ id: 'ordered', event: 'order', value: 'price', window: 'P7D' }],
  steps: {
    wait: { kind: 'waitFor', branches: [{ id: 'cart', event: 'cart', next: 'split' }], timeout: { after: 'PT1H', next: 'push' } },
    split: { kind: 'split', variants: [{ id: 'a', weight: 1, next: 'push' }, { id: 'b', weight: 1, next: 'mail' }] },
    push: { kind: 'message', channel: 'push', template: { title: 'Come back' } },
    mail: { kind: 'message', channel: 'email' },
  },
}

/** Greets the same people by mail; nobody should get more than one message a day. */
export const CARE = {
  format: 'journey',
  formatVersion: 1,
  id: 'care',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'mail' }],
  policies: { caps: [{ channel: '*', count: 1, within: 'P1D' }] },
  steps: { mail: { kind: 'message', channel: 'email' } },
}

export const EVENTS = `profileId,at,name,price,platform
p1,2026-12-01T09:00:00Z,signup,,ios
p1,2026-12-01T09:10:00Z,cart,,ios
p2,2026-12-01T09:00:00Z,signup,,android
"p,""3",2026-12-01T09:00:00Z,signup,,
p2,2026-12-02T09:00:00Z,order,12.5,android
p1,no time at all,order,1,ios
`

export const FILES = { 'shop.json': JSON.stringify(JOURNEY), 'events.csv': EVENTS }

export function journeyText(change: (journey: { steps: Record<string, unknown>; entries: Record<string, unknown>[]; [key: string]: unknown }) => void): string {
  const journey = structuredClone(JOURNEY) as Parameters<typeof change>[0] // as: a looser view of our own constant, to break it by
  change(journey)
  return JSON.stringify(journey)
}
