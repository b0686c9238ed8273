import { describe, expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import type { Answer, Conversation, PlatformCall } from '../../../engine/core/publish/call.ts'
import { PlatformRefusal } from '../../../engine/core/publish/refusal.ts'
import { Ledgered, type Ledger, type Work } from '../../../engine/node/publish/ledgered.ts'
import type { LedgerRow } from '../../../engine/node/storage/publish-ledger.ts'

/** A ledger in memory that can end the process, so to say: it throws at a moment, and nothing is written after. */
class Book implements Ledger {
  readonly all: LedgerRow[] = []
  dieAt: string | null = null

  /** Of calls that change something. */
  get rows(): LedgerRow[] {
    return this.all.filter(({ repeat }) => repeat !== 'read')
  }

  ofPiece(): LedgerRow[] {
    return this.all.map((row) => ({ ...row }))
  }

  noteRead(...[call, at, answer]: Parameters<Ledger['noteRead']>): void {
    this.all.push({ ...call, id: this.all.length + 1, at, state: 'done', answeredAt: at, status: answer.status, answer, problem: null })
  }

  begin(call: Parameters<Ledger['begin']>[0], at: number): number {
    this.#moment('before')
    this.all.push({ ...call, id: this.all.length + 1, at, state: 'sending', answeredAt: null, status: null, answer: null, problem: null })
    this.#moment('row')
    return this.all.length
  }

  settle(...[id, state, at, { answer = null, problem = null } = {}]: Parameters<Ledger['settle']>): void {
    this.#moment('answered')
    Object.assign(this.all[id - 1]!, { state, answeredAt: at, answer, problem })
    this.#moment('written')
  }

  #moment(name: string): void {
    if (this.dieAt === `${name} ${this.rows.length}`) throw new Killed()
  }
}

class Killed extends Error {}

const call = (path: string, repeat: PlatformCall['repeat']): PlatformCall => ({ method: 'POST', path, repeat, body: {} })
const lost = new RehearsalError('E_PLATFORM_UNKNOWN', 'No answer.', 'Look.')

/** Makes a shell (not twice), fills it (as often as one likes), and seals it (not twice); a look in between is not in the ledger. */
function bench({ repeats = ['once', 'idempotent', 'once'] as PlatformCall['repeat'][], mishaps = {} as Record<number, (done: () => Answer) => Answer> } = {}) {
  const book = new Book()
  const done: string[] = []
  const waited: number[] = []
  let sent = 0
  let looked = 0
  let at = 1000
  const controller = new AbortController()
  const client = {
    send: ({ path, repeat }: PlatformCall): Promise<Answer> => {
      const carryOut = () => {
        if (repeat === 'read') looked++
        else done.push(path)
        return { status: 200, headers: {}, body: `${path}!` }
      }
      const mishap = repeat === 'read' ? undefined : mishaps[++sent]
      return Promise.resolve().then(() => (mishap ? mishap(carryOut) : carryOut()))
    },
  }
  const work: Work<string> = {
    publicationId: 'p', connectionId: 'c', piece: 'journey', what: 'Make journey',
    *begin(): Conversation<string> {
      const shell = yield call('/shell', repeats[0]!)
      if (shell.body === 'nonsense') throw new TypeError('no id in it')
      if (shell.status >= 400) throw new PlatformRefusal('E_PLATFORM_INVALID', 'no', 'change it', { status: shell.status })
      yield call('/look', 'read')
      yield call(`/fill/${String(shell.body)}`, repeats[1]!)
      const sealed = yield call('/seal', repeats[2]!)
      if (sealed.status >= 400) throw new PlatformRefusal('E_PLATFORM_FAILED', 'no', 'try again', { status: sealed.status })
      return `made ${String(sealed.body)}`
    },
    findOut: () => Promise.resolve(done.includes('/seal') ? 'made /seal!' : undefined),
  }
  const open = () => new Ledgered({
    ledger: book, client, signal: controller.signal, now: () => ++at, isWaiting: () => false, assertOurs: () => {}, together: (writes) => writes(),
    patience: { settleMs: 2000, firstLookMs: 250, mostAttempts: 3, pause: (ms) => { waited.push(ms); at += ms; return Promise.resolve() } },
  })
  return { book, done, waited, work, open, controller, looks: () => looked }
}

describe('a piece of work of several calls', () => {
  const moments = ['before', 'row', 'answered', 'written'].flatMap((name) => [0, 1, 2, 3].map((row) => `${name} ${row}`))

  it.each(moments)('killed at %s goes on from there, with the answers it had', async (moment) => {
    const { book, done, work, open } = bench()
    book.dieAt = moment
    const first = await open().drive(work).catch((error: unknown) => error)
    book.dieAt = null
    if (first instanceof Killed) expect(await open().drive(work)).toBe('made /seal!')
    else expect(first).toBe('made /seal!')
    const once = done.filter((path) => !path.startsWith('/fill'))
    // A shell that was made and whose answer was lost is not seen by this work's own look: that it is looked for is what the ledger can do.
    expect(once.filter((path) => path === '/seal')).toHaveLength(1)
    if (moment !== 'answered 1') expect(once).toEqual(['/shell', '/seal'])
  })

  it('does not send a call again whose answer was written, even if another answer came since', async () => {
    const { book, done, work, open } = bench()
    book.dieAt = 'before 1'
    await expect(open().drive(work)).rejects.toBeInstanceOf(Killed)
    expect(done).toEqual(['/shell'])
    book.dieAt = null
    await open().drive(work)
    expect(done).toEqual(['/shell', '/fill//shell!', '/seal'])
  })
})

describe('what was read between two calls', () => {
  it('is not read anew before a call that was sent, for that may have changed it; after the last one it is', async () => {
    const { book, work, open, looks } = bench()
    book.dieAt = 'before 2'
    await expect(open().drive(work)).rejects.toBeInstanceOf(Killed)
    expect(looks()).toBe(1)
    await expect(open().drive(work)).rejects.toBeInstanceOf(Killed)
    expect(looks()).toBe(1) // the filling stands in the ledger, and it was before that
    book.dieAt = null
    expect(await open().drive(work)).toBe('made /seal!')
    const other = bench()
    other.book.dieAt = 'before 1'
    await expect(other.open().drive(other.work)).rejects.toBeInstanceOf(Killed)
    other.book.dieAt = null
    await other.open().drive(other.work)
    expect(other.looks()).toBe(2)
  })
})

describe('an unknown outcome', () => {
  it('of a call that may not be sent twice is looked for until the platform had its time', async () => {
    const { book, done, waited, work, open } = bench({ mishaps: { 3: () => { throw lost } } })
    expect(await open().drive(work)).toBe('made /seal!')
    expect(waited.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(2000)
    expect(done.filter((path) => path === '/seal')).toHaveLength(1)
    expect(book.rows.map(({ state, problem }) => [state, problem?.code])).toEqual([['done', undefined], ['done', undefined], ['refused', 'NOT_THERE'], ['done', undefined]])
  })

  it('of one that was done is found without sending', async () => {
    const { book, done, work, open } = bench({ mishaps: { 3: (carryOut) => { carryOut(); throw lost } } })
    expect(await open().drive(work)).toBe('made /seal!')
    expect(done.filter((path) => path === '/seal')).toHaveLength(1)
    expect(book.rows.at(-1)).toMatchObject({ state: 'foundOut' })
  })

  it('of one that may be sent twice is sent again at once', async () => {
    const { book, done, work, open } = bench({ mishaps: { 2: (carryOut) => { carryOut(); return { status: 503, headers: {}, body: null } } } })
    expect(await open().drive(work)).toBe('made /seal!')
    expect(done.filter((path) => path.startsWith('/fill'))).toHaveLength(2)
    expect(book.rows[1]).toMatchObject({ state: 'refused', problem: { code: 'SENT_AGAIN' } })
  })

  it('is also that of an answer nobody can read', async () => {
    const { book, done, work, open } = bench({ mishaps: { 1: (carryOut) => { carryOut(); return { status: 200, headers: {}, body: 'nonsense' } } } })
    await expect(open().drive(work)).rejects.toThrow('no id in it')
    expect(done).toEqual(['/shell'])
    expect(book.rows).toMatchObject([{ state: 'unknown' }])
  })

  it('is tried three times, and then left to be gone on with', async () => {
    const down = () => { throw lost }
    const { book, work, open } = bench({ mishaps: { 1: down, 2: down, 3: down } })
    await expect(open().drive(work)).rejects.toBe(lost)
    expect(book.rows.map(({ state }) => state)).toEqual(['refused', 'refused', 'unknown'])
    expect(await open().drive(work)).toBe('made /seal!')
  })
})

describe('what surely did nothing', () => {
  it('is sent anew when it is gone on with, without looking', async () => {
    const { book, done, waited, work, open } = bench({ mishaps: { 1: () => { throw new RehearsalError('E_PLATFORM_UNREACHED', 'No network.', 'Look.') } } })
    await expect(open().drive(work)).rejects.toMatchObject({ code: 'E_PLATFORM_UNREACHED' })
    expect(await open().drive(work)).toBe('made /seal!')
    expect([done.length, waited, book.rows[0]!.state]).toEqual([3, [], 'refused'])
  })

  it('a refusal is not sent again by itself', async () => {
    const { done, work, open } = bench({ mishaps: { 1: () => ({ status: 422, headers: {}, body: null }) } })
    await expect(open().drive(work)).rejects.toMatchObject({ code: 'E_PLATFORM_INVALID' })
    expect(done).toEqual([])
  })
})

describe('cancelling', () => {
  it('takes effect between two calls', async () => {
    const one = bench({ mishaps: { 1: (carryOut) => { one.controller.abort(); return carryOut() } } })
    await expect(one.open().drive(one.work)).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(one.done).toEqual(['/shell'])
    expect(one.book.rows).toMatchObject([{ state: 'done' }])
  })
})
