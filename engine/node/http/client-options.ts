import type { Authentication } from '../../core/publish/authentication.ts'
import type { RateBudget } from '../../core/publish/target.ts'
import type { BudgetBook, Spent } from './budget-book.ts'
import type { PhaseTimeouts } from './exchange.ts'
import type { TokenBook } from './token-book.ts'

/** How patient a client is; the defaults are `HTTP_TUNING`. Spans in ms. */
export interface HttpTuning {
  readonly timeouts: PhaseTimeouts
  /** Answers are read up to this size, unpacked. */
  readonly mostBytes: number
  /** Times one call is sent at most. */
  readonly mostTries: number
  readonly firstBackOffMs: number
  readonly mostBackOffMs: number
  /** What one call waits for limits at most, all its waits together. */
  readonly longestWaitMs: number
}

export const HTTP_TUNING: HttpTuning = {
  timeouts: { lookup: 5_000, connect: 10_000, secureConnect: 10_000, send: 30_000, response: 60_000, request: 120_000 },
  mostBytes: 10_000_000,
  mostTries: 4,
  firstBackOffMs: 500,
  mostBackOffMs: 20_000,
  longestWaitMs: 120_000,
}

/** A wait, so that people can be told of it: `waiting 12 s for Klaviyo’s limit`. */
export interface Wait { readonly ms: number; readonly inWords: string }

export interface ClientOptions {
  /** What people call the platform. */
  readonly platform: string
  /** Names the account in the books of calls and tokens. */
  readonly account: string
  /** TLS, or loopback; else E_SETTINGS. */
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string>>
  readonly authentication: Authentication
  readonly budgets: readonly RateBudget[]
  /** Asked for when the first call needs it, and once more after a 401, since a person may have entered another. Throws E_SECRET if there is none. */
  readonly secret: () => Promise<string>
  readonly budgetBook: BudgetBook
  readonly tokenBook: TokenBook
  readonly tuning: HttpTuning
  /** The clock, epoch ms. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  readonly userAgent: string
  readonly spent: Spent
  readonly onWait: (wait: Wait) => void
}
