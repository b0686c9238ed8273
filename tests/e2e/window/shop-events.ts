import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HOUR = 3_600_000
const START = Date.UTC(2026, 10, 1)

/** Of these people everybody signs up, every second looks at a product within the hour, every tenth buys a day later. */
export const SHOP = { people: 40, lookers: 20, buyers: 4, unreadable: 2 }

/** Writes a shop's events under column names of its own (`member`, `happened`, `action`), two unreadable rows among them; answers the path. */
export function writeShopEvents(folder: string): string {
  const rows = ['member,happened,action,price']
  for (let number = 0; number < SHOP.people; number++) {
    const signup = START + number * HOUR
    rows.push(`m${number},${instant(signup)},signup,`)
    if (number % 2 === 0) rows.push(`m${number},${instant(signup + HOUR / 2)},product_view,`)
    if (number % 10 === 0) rows.push(`m${number},${instant(signup + 24 * HOUR)},purchase,19.90`)
  }
  rows.push(`m1,yesterday,product_view,`, `,${instant(START)},product_view,`)
  const path = join(folder, 'shop.csv')
  writeFileSync(path, `${rows.join('\n')}\n`)
  return path
}

function instant(at: number): string {
  return new Date(at).toISOString()
}
