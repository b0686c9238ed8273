import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../engine/core/json.ts'
import type { Conversation, PlatformCall } from '../../../engine/core/publish/call.ts'
import { PlatformRefusal } from '../../../engine/core/publish/refusal.ts'
import { BudgetBook } from '../../../engine/node/http/budget-book.ts'
import { HTTP_TUNING } from '../../../engine/node/http/client-options.ts'
import { converse } from '../../../engine/node/http/converse.ts'
import { createPlatformClient } from '../../../engine/node/http/create-client.ts'
import { TokenBook } from '../../../engine/node/http/token-book.ts'
import { httpServer, json } from './loopback.ts'

// Ids and texts that nobody means well with, on the way to a platform and back from it.

const SECRET = 'pk_live_7d1f0b9a4c2e'
const signal = new AbortController().signal

function clientOf(baseUrl: string) {
  return createPlatformClient({
    platform: 'Klaviyo', account: 'c-1', baseUrl, headers: {}, authentication: { kind: 'header', header: 'Authorization', prefix: 'Bearer ' }, budgets: [], secret: () => Promise.resolve(SECRET),
    budgetBook: new BudgetBook(), tokenBook: new TokenBook(), tuning: HTTP_TUNING, now: Date.now, random: () => 0.5, userAgent: 'Rehearsal/test', spent: () => [], onWait: () => {},
  })
}

/** What a platform's answer of that text becomes. */
async function answerOf(text: string): Promise<JsonValue> {
  const { url } = await httpServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(text))
  return (await clientOf(url).send({ method: 'GET', path: '/x', repeat: 'read' }, { signal })).body
}

describe('an id that would lead to another place', () => {
  it.each(['/flows/..', '/flows/.', '/flows/../users', '/flows/%2e%2E/users', '/flows/.%2e', '/flows/a\\..\\..', '/flows/.\n./users', '/flows/a?all=1', '/flows/a#b'])('is not sent: %j', async (path) => {
    const { url, heard } = await httpServer((_, response) => json(response, 200, {}))
    for (const call of [{ method: 'GET', path, repeat: 'read' }, { method: 'PUT', path, body: {}, repeat: 'idempotent' }] satisfies PlatformCall[]) {
      await expect(clientOf(`${url}/api`).send(call, { signal })).rejects.toMatchObject({ code: 'E_PLATFORM_INVALID', help: expect.stringMatching(/^Nothing was sent/) as string })
    }
    expect(heard).toEqual([])
  })

  it.each([['a/b', '/api/flows/a%2Fb'], ['...', '/api/flows/...'], ['ü 1', '/api/flows/%C3%BC%201'], ['%2e%2e', '/api/flows/%252e%252e'], ["x' or '1", "/api/flows/x'%20or%20'1"]])('is sent where it does not: %j', async (id, heardAt) => {
    const { url, heard } = await httpServer((_, response) => json(response, 200, {}))
    await clientOf(`${url}/api`).send({ method: 'GET', path: `/flows/${encodeURIComponent(id)}`, repeat: 'read' }, { signal })
    expect(heard.map((one) => one.url)).toEqual([heardAt])
  })

  it('in a header that would become two is not sent', async () => {
    const { url, heard } = await httpServer((_, response) => json(response, 200, {}))
    for (const token of ['1\r\nX-Admin: yes', 'a\0', '😀']) {
      await expect(clientOf(url).send({ method: 'PUT', path: '/flows/1', headers: { 'If-Match': token }, body: {}, repeat: 'once' }, { signal })).rejects.toMatchObject({ code: 'E_PLATFORM_INVALID' })
    }
    expect(heard).toEqual([])
  })
})

describe('an answer', () => {
  it('nested 50,000 levels is text, and takes nobody’s stack', async () => {
    const deep = `${'{"a":['.repeat(25_000)}1${']}'.repeat(25_000)}`
    expect(await answerOf(deep)).toBe(deep)
    expect(await answerOf(`${'['.repeat(900)}${']'.repeat(900)}`)).toBeInstanceOf(Array)
    expect(await answerOf(`["${'[{'.repeat(5000)}\\"["]`)).toBeInstanceOf(Array)
  })

  it('that is one long broken text is looked at in a moment', async () => {
    const start = performance.now()
    expect(await answerOf(`"${'\\"'.repeat(2_000_000)}`)).toEqual(expect.any(String))
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('keeps names of prototypes as members, and halves of characters as signs', async () => {
    const body = (await answerOf('{"__proto__":{"isAdmin":true},"constructor":1,"id":"\\ud800x"}')) as Record<string, JsonValue> // as: just written
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor', 'id'])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined() // as: nothing has it
    expect(encodeURIComponent(String(body['id']))).toBe('%EF%BF%BDx')
  })

  it('that is a page is no message a page long', () => {
    const { message, parts } = new PlatformRefusal('E_PLATFORM_INVALID', `<html>${'x'.repeat(1_000_000)}`, 'Look.', { parts: Array.from({ length: 10_000 }, () => ({ path: null, stepId: null, message: '😀'.repeat(5000) })) })
    expect([message.length, parts.length, parts[0]!.message.length]).toEqual([1001, 200, 1001])
    expect(message.endsWith('…')).toBe(true)
  })
})

it('a list that says there is always more is not read for ever', async () => {
  function* pages(): Conversation<number> {
    let read = 0
    for (;;) {
      yield { method: 'GET', path: '/flows', query: { page: String(read++) }, repeat: 'read' }
      if (read < 0) return read
    }
  }
  const client = { send: () => Promise.resolve({ status: 200, headers: {}, body: null }) }
  await expect(converse(pages(), client, { signal })).rejects.toMatchObject({ code: 'E_PLATFORM_FAILED', message: expect.stringContaining('no end') as string })
})
