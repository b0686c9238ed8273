import type { PopulationDocument } from '../../../engine/core/population/spec.ts'
import { populationText } from './texts.ts'

/** A description to start from: two kinds of people of a small shop. Every rate is an assumption. */
export const exampleSpec: PopulationDocument = {
  format: 'population', formatVersion: 1, id: 'small-shop', name: populationText('exampleName'), idPrefix: 'p-', from: '2026-03-02', days: 42, timeZone: 'Europe/Istanbul',
  rhythm: { hours: [1, 1, 0, 0, 0, 1, 2, 3, 4, 5, 5, 5, 6, 5, 5, 5, 5, 6, 7, 8, 9, 8, 5, 2], weekdays: [1, 1, 1, 1, 1.1, 1.2, 1.2] },
  delays: { look: [4, 14, 30, 70, 'PT4M', 'PT18M'] },
  kinds: {
    regular: { share: 0.3, tracks: { visits: { between: { median: 'P3D', p90: 'P9D' }, comesBack: 0.95 } } },
    passing: { share: 0.7, tracks: { visits: { between: { median: 'P6D', p90: 'P20D' }, comesBack: 0.4 } } },
  },
  attributes: { platform: { values: [['android', 7], ['ios', 3]] }, pushOptIn: { values: [[true, 6], [false, 4]] } },
  catalogues: {
    products: [
      [5, { productId: 'shirt-1', category: 'shirts', price: 19.9 }], [3, { productId: 'shirt-2', category: 'shirts', price: 34.9 }],
      [4, { productId: 'shoe-1', category: 'shoes', price: 79.9 }], [1, { productId: 'coat-1', category: 'coats', price: 149 }],
    ],
  },
  states: {
    app_open: { properties: { platform: { attribute: 'platform' } }, next: [{ to: 'product_view', share: 0.75, after: 'look' }] },
    product_view: {
      pick: { catalogue: 'products' }, properties: ofProduct(),
      next: [{ to: 'product_view', share: 0.4, after: 'look' }, { to: 'add_to_cart', share: 0.16, after: 'look' }],
    },
    add_to_cart: { properties: ofProduct(), next: [{ to: 'product_view', share: 0.3, after: 'look' }, { to: 'purchase', share: 0.35, after: 'look' }] },
    purchase: { properties: ofProduct() },
  },
  tracks: { visits: { starts: [{ to: 'app_open', weight: 1 }], between: { median: 'P4D', p90: 'P12D' } } },
}

function ofProduct(): NonNullable<PopulationDocument['states'][string]['properties']> {
  return Object.fromEntries(['productId', 'category', 'price'].map((field) => [field, { item: 'products', field }]))
}
