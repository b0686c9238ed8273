import type { PopulationDocument } from '../../../engine/core/population/spec.ts'

/** A shop whose people look, buy, walk by, churn and are told news: most of what a spec can say. Rates are made up. */
export const shopSpec: PopulationDocument = {
  format: 'population', formatVersion: 1, id: 'shop', name: 'Shop', idPrefix: 'shopper-', from: '2026-03-02', days: 42, timeZone: 'Europe/Istanbul',
  zones: [['Europe/Istanbul', 3], ['Europe/Berlin', 1], ['America/New_York', 1]],
  rhythm: { hours: [0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 4, 5, 5, 4, 4, 5, 5, 6, 7, 9, 9, 8, 5], weekdays: [1, 1, 1, 1, 1, 2, 2] },
  arrivals: { growth: 1.2, before: 0.3 },
  delays: { look: [4, 14, 30, 70, 'PT4M', 'PT18M'], visit: { median: 'P2D', p90: 'P9D' } },
  kinds: {
    looker: { share: 0.8 },
    buyer: {
      share: 0.2,
      states: { product_view: { next: [{ to: 'product_view', share: 0.4, after: 'look' }, { to: 'add_to_cart', share: 0.3, after: 'look' }] } },
      tracks: { visits: { between: { median: 'P1D', p90: 'P4D' } } },
    },
  },
  attributes: {
    platform: { values: [['android', 66], ['ios', 34]] },
    language: { by: 'timeZone', cases: { 'Europe/Istanbul': 'tr', 'Europe/Berlin': 'de' }, else: 'en' },
    pushOptIn: { by: 'platform', cases: { android: { values: [[true, 82], [false, 18]] }, ios: false } },
    lifetimeValue: { number: { median: 120, p90: 900 }, decimals: 2 },
    size: { values: [['2', 1], ['5+', 1]] },
  },
  catalogues: {
    products: [[5, { category: 'shirts', productId: '101', price: 19.9 }], [3, { category: 'shirts', productId: '102', price: 29.9 }], [2, { category: 'mugs', productId: '201', price: 9.5 }]],
    stores: [[1, { store: 'north', latitude: 41.05, longitude: 29.01 }], [1, { store: 'south', latitude: 40.98, longitude: 29.05 }]],
    subjects: [[1, { subject: 'sale' }], [1, { subject: 'spring' }]],
  },
  everyEvent: { platform: { attribute: 'platform' } },
  states: {
    signup: { once: true, next: [{ to: 'app_open', share: 1, after: 1 }] },
    app_open: {
      properties: { visitId: { fresh: 'session', prefix: 'V-' } },
      next: [
        { to: 'prompt', share: 0.3, after: 'PT5S', when: { platform: ['ios'] } },
        { to: 'category_view', share: 0.6, after: 'look' },
        { to: 'checkout_start', share: 0.05, after: 'look', needs: ['cart'] },
      ],
    },
    prompt: { once: true, next: [{ to: 'enable', share: 0.4, after: 'PT3S' }, { to: 'category_view', share: 0.5, after: 'look' }] },
    enable: { event: '$set', properties: { pushOptIn: true }, next: [{ to: 'welcome_offer', share: 1, after: 2, when: { pushOptIn: [true] } }] },
    welcome_offer: {},
    category_view: { pick: { catalogue: 'products' }, properties: { category: { item: 'products', field: 'category' } }, next: [{ to: 'product_view', share: 0.7, after: 'look' }] },
    product_view: {
      pick: { catalogue: 'products', like: 'category', same: 0.3 },
      properties: { category: { item: 'products', field: 'category' }, productId: { item: 'products', field: 'productId' }, price: { item: 'products', field: 'price' } },
      next: [{ to: 'product_view', share: 0.4, after: 'look' }, { to: 'add_to_cart', share: 0.05, after: 'look' }],
    },
    add_to_cart: {
      keep: { cart: 'products' },
      properties: { productId: { item: 'products', field: 'productId' }, price: { item: 'products', field: 'price' } },
      next: [{ to: 'checkout_start', share: 0.5, after: 'look' }, { to: 'product_view', share: 0.3, after: 'look' }],
    },
    checkout_start: { properties: { price: { kept: 'cart', sum: 'price' }, quantity: { kept: 'cart', count: true } }, next: [{ to: 'purchase', share: 0.4, after: 'look' }] },
    purchase: {
      properties: { price: { kept: 'cart', sum: 'price' }, productId: { kept: 'cart', field: 'productId' }, orderId: { fresh: 'event', prefix: 'O-' } },
      clear: ['cart'],
    },
    store_near: {
      pick: { catalogue: 'stores', same: 0.8 },
      properties: {
        store: { item: 'stores', field: 'store' },
        latitude: { item: 'stores', field: 'latitude', spread: 0.003, decimals: 5 },
        longitude: { item: 'stores', field: 'longitude', spread: 0.003, decimals: 5 },
      },
    },
    risk: { event: '$set', properties: { 'score:churn': { number: [0.6, 0.7, 0.8, 0.85, 0.95, 0.99], decimals: 2 } }, next: [{ to: 'churned', share: 0.7, after: 'P30D' }] },
    churned: { leaves: true },
    news: { event: '$sent', properties: { channel: 'push', subject: { item: 'subjects', field: 'subject' } }, next: [{ to: 'news_opened', share: 0.2, after: { median: 'PT10M', p90: 'PT3H' } }] },
    news_opened: { event: '$opened', properties: { channel: 'push', subject: { item: 'subjects', field: 'subject' } } },
    bill: { dateOnly: true },
  },
  tracks: {
    visits: {
      first: [{ to: 'signup', weight: 1 }], starts: [{ to: 'app_open', weight: 1 }], between: 'visit', comesBack: 0.93,
      lapses: { share: 0.03, for: ['P7D', 'P8D', 'P10D', 'P12D', 'P18D', 'P25D'] }, pace: [0.5, 0.8, 1, 1.3, 2, 3],
    },
    walks: { joins: 0.4, begins: 'P1D', starts: [{ to: 'store_near', weight: 1 }], between: { median: 'P3D', p90: 'P9D' } },
    life: { joins: 0.1, begins: { median: 'P10D', p90: 'P30D' }, starts: [{ to: 'risk', weight: 1 }] },
    bills: { joins: 0.2, starts: [{ to: 'bill', weight: 1 }], between: 'P14D', rhythm: {} },
    news: { broadcasts: [{ to: 'news', at: '2026-03-20T15:00', share: 0.5, items: { subjects: 0 } }, { to: 'news', at: '2026-04-01', share: 0.5, items: { subjects: 1 } }] },
  },
}

/** A spec with only what it must have, and what is given. */
export function plainSpec(rest: Partial<PopulationDocument> = {}): PopulationDocument {
  return {
    format: 'population', formatVersion: 1, id: 'plain', from: '2026-01-05', days: 28,
    states: { visit: {} }, tracks: { visits: { starts: [{ to: 'visit', weight: 1 }], between: 'P2D' } }, ...rest,
  }
}
