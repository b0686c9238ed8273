import { Dictionary, EventColumns, ID_DIGITS } from './population-columns.ts'
import type { DelayQuantilesS, Interest, PopulationSpec } from './population-spec.ts'
import { cumulativeShares, Draws } from './random.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Half an hour without an event ends a session, as web analytics commonly count. */
const SESSION_GAP = HOUR / 2
const LONGEST_VISIT = 20

/** Names of the generated events; a name's place is its code. */
export const POPULATION_EVENTS = [
  'app_open', 'ticket_view', 'signup', 'search', 'category_view', 'product_view', 'favorite_add', 'add_to_cart', 'remove_from_cart', 'checkout_start', 'purchase',
  'unsubscribe', 'app_uninstall',
] as const
type EventName = (typeof POPULATION_EVENTS)[number]
// as: the list and the record have the same keys
const CODE = Object.fromEntries(POPULATION_EVENTS.map((name, code) => [name, code])) as Record<EventName, number>

export const POPULATION_PROPERTIES = ['platform', 'appVersion', 'category', 'productId', 'price', 'quantity', 'orderId'] as const
type PropertyName = (typeof POPULATION_PROPERTIES)[number]
const [PLATFORM, VERSION, CATEGORY, PRODUCT, PRICE, QUANTITY, ORDER] = [0, 1, 2, 3, 4, 5, 6] as const

export interface ProfileTraits { platform: number; city: number; source: number; pushOptIn: boolean }

/**
 * Lives through the watched weeks of one profile after another and writes down what it does, in order of time.
 * Hot code: fields instead of objects, typed arrays, no allocation an event (1.5 to 2 M events/s on one core, measured).
 */
export class PopulationWalk {
  readonly columns: EventColumns
  readonly #spec: PopulationSpec
  readonly #draws: Draws
  readonly #end: number
  readonly #days: Float64Array
  readonly #hours: Float64Array
  readonly #platforms: Float64Array
  readonly #cities: Float64Array
  readonly #sources: Float64Array
  readonly #categories: Float64Array
  readonly #interests: Float64Array
  readonly #firstProduct: number[] = []
  readonly #productCategory: number[] = []
  readonly #price: number[] = []
  readonly #dictionaries: Record<PropertyName, Dictionary>
  #profile = 0
  #now = 0
  #platform = 0
  #updates = false
  #versionLag = 0
  #version = 0
  #product = -1
  #cartProduct = -1
  #cartItems = 0
  #cartTotal = 0
  #buysNow = false
  #orders = 0

  constructor(spec: PopulationSpec, seed: number) {
    this.#spec = spec
    this.#draws = new Draws(seed)
    this.#end = spec.from + spec.days * DAY
    const growth = (day: number) => 1 + (spec.signupGrowth - 1) * (day / Math.max(1, spec.days - 1))
    this.#days = cumulativeShares(Array.from({ length: spec.days }, (_, day) => spec.weekdayWeights[day % 7]! * growth(day)))
    this.#hours = cumulativeShares(spec.hourWeights)
    this.#platforms = sharesOf(spec.platforms)
    this.#cities = sharesOf(spec.cities)
    this.#sources = sharesOf(spec.sources)
    this.#categories = sharesOf(spec.categories)
    this.#interests = cumulativeShares(spec.interests.map(({ share }) => share))
    const dictionaries = POPULATION_PROPERTIES.map(() => new Dictionary())
    // as: one dictionary a property
    this.#dictionaries = Object.fromEntries(POPULATION_PROPERTIES.map((name, index) => [name, dictionaries[index]])) as Record<PropertyName, Dictionary>
    this.columns = new EventColumns(POPULATION_PROPERTIES, dictionaries)
    this.#fillDictionaries()
  }

  // Everything known beforehand gets its code here, so that a code is a fixed distance from an index.
  #fillDictionaries(): void {
    for (const { name } of this.#spec.platforms) this.#dictionaries.platform.codeOf(name)
    for (const { version } of this.#spec.appVersions) this.#dictionaries.appVersion.codeOf(version)
    this.#spec.categories.forEach(({ name, prices }, category) => {
      this.#dictionaries.category.codeOf(name)
      this.#firstProduct.push(this.#price.length)
      prices.forEach((price, index) => {
        this.#dictionaries.productId.codeOf(`${name}-${String(index + 1).padStart(2, '0')}`)
        this.#productCategory.push(category)
        this.#price.push(price)
      })
    })
  }

  /** Writes down the events of profile number `profile` and says who it is; the same for the same seed, whatever was walked before. */
  walk(profile: number): ProfileTraits {
    const spec = this.#spec
    const draws = this.#draws
    draws.startStream(profile)
    this.#profile = profile
    this.#platform = draws.pick(this.#platforms)
    const platform = spec.platforms[this.#platform]!
    const traits = { platform: this.#platform, city: draws.pick(this.#cities), source: draws.pick(this.#sources), pushOptIn: draws.chance(platform.pushOptInShare) }
    this.#updates = draws.chance(platform.updateShare)
    this.#versionLag = draws.share() * 14 * DAY
    const interest = spec.interests[draws.pick(this.#interests)]!
    this.#product = this.#cartProduct = -1
    this.#cartItems = this.#cartTotal = this.#orders = 0
    this.#buysNow = false
    let subscribed = traits.pushOptIn

    this.#now = this.#localMidnight(draws.pick(this.#days)) + this.#timeOfDay()
    this.#beginSession()
    if (draws.chance(interest.guestVisit)) this.#visitShop(interest)
    this.#after(spec.delays.look)
    this.#emit(CODE.signup)
    for (;;) {
      while (draws.chance(spec.anotherMatch)) {
        this.#after(spec.delays.look)
        this.#emit(CODE.ticket_view)
      }
      if (draws.chance(interest.shopVisit)) this.#visitShop(interest)
      if (this.#cartItems > 0) this.#decideOnCart(interest)
      if (subscribed && draws.chance(spec.unsubscribe)) {
        subscribed = false
        this.#after(spec.delays.look)
        this.#emit(CODE.unsubscribe)
      }
      if (draws.chance(spec.uninstall)) {
        this.#after(spec.delays.sameDay)
        this.#emit(CODE.app_uninstall)
        return traits
      }
      if (!draws.chance(this.#cartItems > 0 ? spec.comesBackToCart : interest.comesBack)) return traits
      this.#now = this.#nextSession()
      if (this.#now >= this.#end) return traits
      this.#beginSession()
    }
  }

  #beginSession(): void {
    this.#version = this.#versionAt(this.#now)
    this.#emit(CODE.app_open)
  }

  #visitShop(interest: Interest): void {
    const { delays, sameProduct, searches } = this.#spec
    const draws = this.#draws
    let known = this.#product >= 0 && draws.chance(sameProduct)
    let found = !known && draws.chance(searches)
    let looks = 0
    do {
      const category = known ? this.#productCategory[this.#product]! : draws.pick(this.#categories)
      this.#after(delays.look)
      if (found) this.#emit(CODE.search)
      else if (this.#emit(CODE.category_view)) this.columns.set(CATEGORY, category + 2)
      if (!known) this.#product = this.#productOf(category)
      if (known || found || draws.chance(interest.productAfterCategory)) {
        this.#viewProduct(interest)
        while (++looks < LONGEST_VISIT && draws.chance(interest.anotherProduct)) {
          this.#product = this.#productOf(category)
          this.#viewProduct(interest)
        }
      } else if (draws.chance(interest.cartAfterProduct)) this.#addToCart() // straight from the list of the category
      known = found = false
    } while (++looks < LONGEST_VISIT && draws.chance(interest.anotherCategory))
  }

  /** The first products of a list are seen most: the smaller of two even draws. */
  #productOf(category: number): number {
    const share = Math.min(this.#draws.share(), this.#draws.share())
    return this.#firstProduct[category]! + Math.floor(share * this.#spec.categories[category]!.prices.length)
  }

  #viewProduct(interest: Interest): void {
    const { delays, favourite, buyNow } = this.#spec
    const draws = this.#draws
    this.#after(delays.look)
    if (this.#emit(CODE.product_view)) this.#setProduct(this.#product)
    if (draws.chance(favourite)) {
      this.#after(delays.look)
      if (this.#emit(CODE.favorite_add)) this.#setProduct(this.#product)
    }
    if (!draws.chance(interest.cartAfterProduct)) return
    if (draws.chance(buyNow)) this.#buyNow()
    else this.#addToCart()
  }

  /** "Buy now" leads to the checkout without a cart. */
  #buyNow(): void {
    this.#buysNow = true
    this.#cartProduct = this.#product
    this.#cartItems++
    this.#cartTotal += this.#price[this.#product]!
  }

  #addToCart(): void {
    const quantity = this.#draws.chance(0.12) ? 2 : 1 // assumption: one in eight takes two
    this.#after(this.#spec.delays.toCart)
    if (!this.#emit(CODE.add_to_cart)) return
    this.#setProduct(this.#product)
    this.columns.set(QUANTITY, this.#dictionaries.quantity.codeOf(quantity))
    this.#cartProduct = this.#product
    this.#cartItems += quantity
    this.#cartTotal += quantity * this.#price[this.#product]!
  }

  #decideOnCart(interest: Interest): void {
    const { delays, removal, oneTap } = this.#spec
    const draws = this.#draws
    const decided = this.#buysNow
    this.#buysNow = false
    if (!decided && draws.chance(removal)) {
      this.#after(delays.toCart)
      if (this.#emit(CODE.remove_from_cart)) this.#setProduct(this.#cartProduct)
      this.#cartItems = this.#cartTotal = 0 // with one product in most carts, taking it out empties them
      return
    }
    if (!decided && !draws.chance(interest.checkoutWithCart)) return
    const pays = draws.chance(interest.orderAfterCheckout)
    this.#after(delays.toCheckout)
    // A payment by one tap skips the checkout page.
    if (!(pays && draws.chance(oneTap)) && this.#emit(CODE.checkout_start)) this.#setCart()
    if (!pays) {
      if (decided) this.#cartItems = this.#cartTotal = 0 // "buy now" leaves nothing in the cart
      return
    }
    this.#after(delays.toOrder)
    if (!this.#emit(CODE.purchase)) return
    this.#setCart()
    this.#orders++
    this.columns.set(ORDER, this.#dictionaries.orderId.codeOf(`PD-${String(this.#profile).padStart(ID_DIGITS, '0')}-${this.#orders}`))
    this.#cartItems = this.#cartTotal = 0
  }

  #setProduct(product: number): void {
    this.columns.set(CATEGORY, this.#productCategory[product]! + 2)
    this.columns.set(PRODUCT, product + 2)
    this.columns.set(PRICE, this.#dictionaries.price.codeOf(this.#price[product]!))
  }

  /** The sum of the cart as `price`: what the order is worth. */
  #setCart(): void {
    this.columns.set(QUANTITY, this.#dictionaries.quantity.codeOf(this.#cartItems))
    this.columns.set(PRICE, this.#dictionaries.price.codeOf(this.#cartTotal))
  }

  /** Writes an event unless the watched weeks are over; says whether it did. */
  #emit(name: number): boolean {
    if (this.#now >= this.#end) return false
    this.columns.add(this.#now, name)
    this.columns.set(PLATFORM, this.#platform + 2)
    this.columns.set(VERSION, this.#version + 2)
    return true
  }

  #after(quantiles: DelayQuantilesS): void {
    this.#now += this.#delayMs(quantiles)
  }

  #delayMs(quantiles: DelayQuantilesS): number {
    const share = this.#draws.share()
    const [shortest, p25, median, p75, p95, longest] = quantiles
    const seconds =
      share < 0.25 ? shortest + (share / 0.25) * (p25 - shortest)
      : share < 0.5 ? p25 + ((share - 0.25) / 0.25) * (median - p25)
      : share < 0.75 ? median + ((share - 0.5) / 0.25) * (p75 - median)
      : share < 0.95 ? p75 + ((share - 0.75) / 0.2) * (p95 - p75)
      : p95 + ((share - 0.95) / 0.05) * (longest - p95)
    return Math.max(1, Math.floor(seconds * 1000))
  }

  #nextSession(): number {
    const { delays, sameDayShare, hourWeights } = this.#spec
    if (this.#draws.chance(sameDayShare)) {
      const start = this.#now + this.#delayMs(delays.sameDay)
      const hour = Math.floor(this.#localTimeOfDay(start) / HOUR)
      if (hourWeights[hour]! >= 1) return start // else it would be night: the session waits for another day
    }
    const about = this.#now + this.#delayMs(delays.otherDay)
    const start = about - this.#localTimeOfDay(about) + this.#timeOfDay()
    return start >= this.#now + SESSION_GAP ? start : start + DAY
  }

  #localMidnight(day: number): number {
    return this.#spec.from + day * DAY
  }

  #localTimeOfDay(at: number): number {
    return (at + this.#spec.zoneOffsetMs) % DAY
  }

  /** Milliseconds after local midnight, by the daily rhythm. */
  #timeOfDay(): number {
    return this.#draws.pick(this.#hours) * HOUR + Math.floor(this.#draws.share() * HOUR)
  }

  #versionAt(at: number): number {
    const { appVersions, from } = this.#spec
    let newest = 0
    const reach = at - (this.#updates ? this.#versionLag : 0)
    appVersions.forEach(({ releasedOnDay }, index) => {
      if (from + releasedOnDay * DAY <= reach) newest = index
    })
    return this.#updates ? newest : Math.max(0, newest - 1)
  }
}

function sharesOf(list: readonly { weight: number }[]): Float64Array {
  return cumulativeShares(list.map(({ weight }) => weight))
}
