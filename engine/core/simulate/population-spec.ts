/**
 * Delays as quantiles in seconds: [shortest, 25 %, median, 75 %, 95 %, longest], straight lines between. Skewed like real waiting times, readable
 * as a sentence ("half within 40 s, one in twenty over 4 min"), and drawn without any function whose last digit depends on the machine.
 */
export type DelayQuantilesS = readonly [shortest: number, p25: number, median: number, p75: number, p95: number, longest: number]

export interface Weighted { name: string; weight: number }

export interface Platform extends Weighted {
  /** Share of its people who allow push messages. */
  pushOptInShare: number
  /** Share of its people on the newest version of the app within two weeks of its release; the others stay one behind. */
  updateShare: number
}

/** A category of the shop with the prices of its products: product `n` of category `forma` is `forma-01`, `forma-02` … */
export interface ShopCategory extends Weighted { prices: readonly number[] }

/** How one kind of people behaves. All are shares from 0 to 1 unless said otherwise. */
export interface Interest {
  name: string
  /** Of all people. */
  share: number
  /** Looked around the shop as a guest just before signing up. */
  guestVisit: number
  /** Of app sessions that visit the shop. */
  shopVisit: number
  /** Comes back for a further session after each session. */
  comesBack: number
  /** After opening a category: opens a product in it. */
  productAfterCategory: number
  /** After a product: views one more of the category. */
  anotherProduct: number
  /** After the products of a category: opens another category. */
  anotherCategory: number
  /** After a product: puts it in the cart. */
  cartAfterProduct: number
  /** In a session with a filled cart: starts the checkout. */
  checkoutWithCart: number
  /** After starting the checkout: orders. */
  orderAfterCheckout: number
}

/** Everything a synthetic population is made from. Instants epoch ms UTC. */
export interface PopulationSpec {
  id: string
  /** Profile ids are this prefix and eight digits, so that text order is number order. */
  idPrefix: string
  /** First instant: local midnight of a Monday. */
  from: number
  /** Days from `from` in which people sign up and are watched. */
  days: number
  /** Local time minus UTC; constant, so only for zones without summer time. */
  zoneOffsetMs: number
  /** How busy each local hour is, 0 to 23, and each weekday, Monday first. */
  hourWeights: readonly number[]
  weekdayWeights: readonly number[]
  /** Sign-ups of the last day relative to the first: growth over the watched days. */
  signupGrowth: number
  platforms: readonly Platform[]
  /** App versions, oldest first, with the day (counted from `from`) each was released. */
  appVersions: readonly { version: string; releasedOnDay: number }[]
  cities: readonly Weighted[]
  sources: readonly Weighted[]
  categories: readonly ShopCategory[]
  interests: readonly Interest[]
  delays: {
    /** Between two looks at something: categories, products, matches. */
    look: DelayQuantilesS
    /** From the look at a product to the cart. */
    toCart: DelayQuantilesS
    toCheckout: DelayQuantilesS
    toOrder: DelayQuantilesS
    /** From the end of a session to the next one on the same day. */
    sameDay: DelayQuantilesS
    /** From a session to the next one on another day, before the time of day is drawn. */
    otherDay: DelayQuantilesS
  }
  /** Share of further sessions that come on the same day as the one before. */
  sameDayShare: number
  /** Matches looked at in a session: the chance of one more after each, most of what the app is used for. */
  anotherMatch: number
  /** Chance that a visit to the shop begins with the product looked at last, if there is one. */
  sameProduct: number
  /** Chance that a visit begins with a search instead of a category: straight to a product. */
  searches: number
  /** Chance that a product is bought at once, past the cart; that an order is paid by one tap, past the checkout page. */
  buyNow: number
  oneTap: number
  /** Comes back for a further session with something in the cart, whatever the interest. */
  comesBackToCart: number
  /** Chance that a product looked at is marked as a favourite; that a cart with something in it loses a product in a session. */
  favourite: number
  removal: number
  /** Chance, after a session, of removing the app; of switching push messages off. */
  uninstall: number
  unsubscribe: number
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * New members of the Passo app over six weeks. Every figure below is an ASSUMPTION, chosen to look like a shop inside an app whose members come
 * for match tickets; none is measured, and none is Passo's. The rates were set so that about one in two hundred orders without any message.
 */
export const passoSpec: PopulationSpec = {
  id: 'passo-dukkan',
  idPrefix: 'fan-',
  from: Date.UTC(2026, 9, 11, 21), // Monday 12 October 2026, 00:00 in Istanbul
  days: 42,
  zoneOffsetMs: 3 * 3_600_000, // Turkey has kept UTC+3 all year since 2016
  // Assumption: quiet nights, a bump at lunch, most people in the evening.
  hourWeights: [2.6, 1.4, 0.8, 0.5, 0.4, 0.5, 0.9, 1.8, 2.8, 3.4, 3.8, 4.3, 5.2, 5.0, 4.4, 4.4, 4.7, 5.3, 6.2, 7.3, 8.6, 9.2, 8.1, 5.2],
  // Assumption: matches are played from Friday to Monday.
  weekdayWeights: [0.98, 0.86, 0.88, 0.92, 1.08, 1.2, 1.14],
  signupGrowth: 1.15,
  // Assumption: Android leads in Turkey; iOS asks before it allows push messages.
  platforms: [
    { name: 'android', weight: 66, pushOptInShare: 0.82, updateShare: 0.6 },
    { name: 'ios', weight: 34, pushOptInShare: 0.53, updateShare: 0.85 },
  ],
  appVersions: [
    { version: '5.11.2', releasedOnDay: -30 },
    { version: '5.12.0', releasedOnDay: -8 },
    { version: '5.12.1', releasedOnDay: 6 },
    { version: '5.13.0', releasedOnDay: 24 },
  ],
  // Assumption: roughly by population, more where the big clubs play.
  cities: [
    { name: 'İstanbul', weight: 34 }, { name: 'Ankara', weight: 10 }, { name: 'İzmir', weight: 8 }, { name: 'Trabzon', weight: 5 }, { name: 'Bursa', weight: 5 },
    { name: 'Antalya', weight: 4 }, { name: 'Konya', weight: 4 }, { name: 'Adana', weight: 4 }, { name: 'Gaziantep', weight: 3 }, { name: 'Samsun', weight: 3 },
    { name: 'Kayseri', weight: 3 }, { name: 'Eskişehir', weight: 2 }, { name: 'Sivas', weight: 2 }, { name: 'other', weight: 13 },
  ],
  sources: [{ name: 'stadium', weight: 38 }, { name: 'organic', weight: 29 }, { name: 'social', weight: 18 }, { name: 'search', weight: 10 }, { name: 'friend', weight: 5 }],
  // Assumption: names and prices (TRY) of a fan shop.
  categories: [
    { name: 'forma', weight: 31, prices: [1299, 1499, 1599, 1799, 1899, 1999, 2199, 2499] },
    { name: 'atki-bere', weight: 20, prices: [249, 299, 349, 399, 449, 499] },
    { name: 'esofman', weight: 13, prices: [899, 1099, 1299, 1499, 1799] },
    { name: 'cocuk', weight: 11, prices: [349, 499, 699, 899, 999] },
    { name: 'ev-ofis', weight: 9, prices: [129, 179, 199, 249, 329, 449] },
    { name: 'taki-aksesuar', weight: 7, prices: [89, 149, 199, 299, 599] },
    { name: 'koleksiyon', weight: 6, prices: [749, 1250, 2400, 4900] },
    { name: 'kitap-dergi', weight: 3, prices: [95, 140, 210, 260] },
  ],
  interests: [
    {
      name: 'match goer', share: 0.5, guestVisit: 0.02, shopVisit: 0.07, comesBack: 0.78, productAfterCategory: 0.34, anotherProduct: 0.3,
      anotherCategory: 0.15, cartAfterProduct: 0.004, checkoutWithCart: 0.1, orderAfterCheckout: 0.21,
    },
    {
      name: 'window shopper', share: 0.36, guestVisit: 0.08, shopVisit: 0.32, comesBack: 0.76, productAfterCategory: 0.5, anotherProduct: 0.46,
      anotherCategory: 0.3, cartAfterProduct: 0.008, checkoutWithCart: 0.16, orderAfterCheckout: 0.23,
    },
    {
      name: 'comparer', share: 0.12, guestVisit: 0.16, shopVisit: 0.55, comesBack: 0.79, productAfterCategory: 0.78, anotherProduct: 0.6,
      anotherCategory: 0.4, cartAfterProduct: 0.02, checkoutWithCart: 0.21, orderAfterCheckout: 0.27,
    },
    {
      name: 'buyer', share: 0.02, guestVisit: 0.22, shopVisit: 0.8, comesBack: 0.8, productAfterCategory: 0.85, anotherProduct: 0.5,
      anotherCategory: 0.25, cartAfterProduct: 0.075, checkoutWithCart: 0.36, orderAfterCheckout: 0.32,
    },
  ],
  delays: {
    look: [4, 14, 30, 70, 4 * MINUTE, 18 * MINUTE],
    toCart: [8, 25, 55, 2 * MINUTE, 7 * MINUTE, 20 * MINUTE],
    toCheckout: [10, 50, 2.5 * MINUTE, 8 * MINUTE, 40 * MINUTE, 90 * MINUTE],
    toOrder: [40, 95, 2.5 * MINUTE, 5 * MINUTE, 16 * MINUTE, 45 * MINUTE],
    sameDay: [35 * MINUTE, 70 * MINUTE, 2.5 * HOUR, 4.5 * HOUR, 9 * HOUR, 14 * HOUR],
    otherDay: [0.5 * DAY, DAY, 2.2 * DAY, 4.5 * DAY, 11 * DAY, 24 * DAY],
  },
  sameDayShare: 0.24,
  anotherMatch: 0.71,
  sameProduct: 0.3,
  searches: 0.16,
  buyNow: 0.12,
  oneTap: 0.15,
  comesBackToCart: 0.86,
  favourite: 0.05,
  removal: 0.14,
  uninstall: 0.014,
  unsubscribe: 0.009,
}
