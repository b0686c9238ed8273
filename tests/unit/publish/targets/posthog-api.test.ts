import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../../engine/core/json.ts'
import { PlatformRefusal } from '../../../../engine/core/publish/refusal.ts'
import type { Found, Resource } from '../../../../engine/core/publish/resource.ts'
import { POSTHOG } from '../../../../engine/core/publish/targets/posthog/index.ts'
import { answer, answered } from './edge-answers.ts'
import { journeyOf } from './edge-journeys.ts'
import { POSTHOG_SETTINGS } from './posthog-settings.ts'

const { api } = POSTHOG
const RESOURCE: Resource = POSTHOG.toPlatform(journeyOf({ a: { kind: 'message', channel: 'push', template: { title: 'T', body: 'B' } }, b: { kind: 'delay', for: 'PT1H' } }, { name: 'Journey' }), POSTHOG_SETTINGS).resources[0]!
const BODY = RESOURCE.body as { [key: string]: JsonValue }
const FLOWS = '/api/projects/4711/hog_flows/'
/** As the server keeps it: with what it compiles, counts and dates. */
const STORED: { [key: string]: JsonValue } = {
  ...BODY, id: 'f1', status: 'draft', version: 3, updated_at: '2026-11-01T10:00:00Z', draft_updated_at: null, draft: null, created_by: { email: 'x' },
  actions: (BODY['actions'] as { [key: string]: JsonValue }[]).map((action) => ({
    ...action, created_at: 5, updated_at: 6,
    config: action['type'] === 'trigger' ? { ...(action['config'] as object), filters: { ...(action['config'] as { filters: object }).filters, source: 'events', bytecode: ['_H'] } } : action['type'] === 'function_push' ? { ...(action['config'] as object), inputs: Object.fromEntries(Object.entries((action['config'] as { inputs: Record<string, object> }).inputs).map(([key, input], order) => [key, { templating: 'hog', ...input, order, bytecode: ['_H'] }])) } : action['config']!,
  })),
  trigger_masking: { ...(BODY['trigger_masking'] as object), bytecode: ['_H'] },
}
const FOUND: Found = { kind: 'journey', id: 'f1', name: 'Journey', body: BODY, status: 'draft', token: '2026-11-01T10:00:00Z', updatedAt: Date.parse('2026-11-01T10:00:00Z') }

describe('the API of PostHog', () => {
  it('asks for one workflow to see whether the key is good', () => {
    const { calls, result } = answered(api.probe(POSTHOG_SETTINGS), [answer(200, { next: null, results: [] })])
    expect(calls).toEqual([{ method: 'GET', path: FLOWS, query: { limit: '1' }, repeat: 'read', budget: 'posthog' }])
    expect(result.account).toBe('project 4711')
    expect(api.authentication(POSTHOG_SETTINGS)).toEqual({ kind: 'header', header: 'authorization', prefix: 'Bearer ' })
  })

  it('lists workflows page by page', () => {
    const { calls, result } = answered(api.journeys(POSTHOG_SETTINGS), [answer(200, { next: 'https://elsewhere/?offset=1', results: [{ ...STORED }] }), answer(200, { next: null, results: [{ id: 'f2', name: null, status: 'active' }] })])
    expect(calls.map(({ query }) => query!['offset'])).toEqual(['0', '1'])
    expect(result).toEqual([{ id: 'f1', name: 'Journey', status: 'draft', updatedAt: FOUND.updatedAt }, { id: 'f2', name: '', status: 'active', updatedAt: null }])
  })

  it('looks a workflow up by its key, and reads it as it was sent', () => {
    const { calls, result } = answered(api.lookUp(RESOURCE, POSTHOG_SETTINGS), [answer(200, { next: null, results: [{ id: 'f1', key: 'j' }] }), answer(200, STORED)])
    expect(calls.map(({ path, query }) => [path, query])).toEqual([[FLOWS, { key: 'j' }], [`${FLOWS}f1/`, undefined]])
    expect(result).toEqual(FOUND)
    expect(answered(api.lookUp(RESOURCE, POSTHOG_SETTINGS), [answer(200, { next: null, results: [] })]).result).toBeNull()
    expect(answered(api.read('journey', 'gone', POSTHOG_SETTINGS), [answer(404)]).result).toBeNull()
    expect(api.references(FOUND)).toEqual([])
  })

  it('makes a workflow, and knows its own when it is there already', () => {
    const made = answered(api.create(RESOURCE, POSTHOG_SETTINGS), [answer(201, STORED)])
    expect(made.calls).toEqual([{ method: 'POST', path: FLOWS, body: BODY, repeat: 'idempotent', budget: 'posthog' }])
    expect(made.result).toEqual({ id: 'f1', token: '2026-11-01T10:00:00Z', status: 'draft' })
    const taken = answer(400, { type: 'validation_error', code: 'unique', detail: 'There is already a workflow with this key.', attr: 'key' })
    const list = answer(200, { next: null, results: [{ id: 'f1', key: 'j' }] })
    expect(answered(api.create(RESOURCE, POSTHOG_SETTINGS), [taken, list, answer(200, STORED)]).result.id).toBe('f1')
    expect(() => answered(api.create(RESOURCE, POSTHOG_SETTINGS), [taken, list, answer(200, { ...STORED, name: 'Theirs' })])).toThrow(expect.objectContaining({ code: 'E_PLATFORM_CONFLICT' }))
  })

  it('changes a draft in place, and shows which state it means', () => {
    const { calls, result } = answered(api.update(RESOURCE, FOUND, POSTHOG_SETTINGS), [answer(200, { ...STORED, updated_at: '2026-11-02T00:00:00Z' })])
    expect(calls).toEqual([{ method: 'PATCH', path: `${FLOWS}f1/`, body: { ...BODY, base_updated_at: '2026-11-01T10:00:00Z' }, repeat: 'once', budget: 'posthog' }])
    expect(result.token).toBe('2026-11-02T00:00:00Z')
  })

  it('changes a running workflow in two steps, with the token of the first', () => {
    const { calls, result } = answered(api.update(RESOURCE, { ...FOUND, status: 'active' }, POSTHOG_SETTINGS), [
      answer(200, { ...STORED, status: 'active', draft_updated_at: '2026-11-03T00:00:00Z' }), answer(200, { in_flight_runs: 42, confirm_token: 'tok', impact: {} }), answer(200, { published: true, workflow: { ...STORED, status: 'active', updated_at: '2026-11-04T00:00:00Z' } }),
    ])
    expect(calls.map(({ method, path, repeat }) => [method, path, repeat])).toEqual([['PATCH', `${FLOWS}f1/`, 'once'], ['POST', `${FLOWS}f1/publish/`, 'read'], ['POST', `${FLOWS}f1/publish/`, 'once']])
    expect(calls[0]!.body).toMatchObject({ stage_draft: true, base_updated_at: '2026-11-01T10:00:00Z' })
    expect(calls.slice(1).map(({ body }) => body)).toEqual([{}, { confirm: true, confirm_token: 'tok' }])
    expect(result).toEqual({ id: 'f1', token: '2026-11-04T00:00:00Z', status: 'active' })
  })

  it('switches workflows on and off, and leaves archived ones alone', () => {
    expect(answered(api.setStatus(FOUND, 'activate', POSTHOG_SETTINGS), [answer(200, { ...STORED, status: 'active' })])).toMatchObject({ calls: [{ method: 'PATCH', body: { status: 'active' }, repeat: 'idempotent' }], result: { status: 'active' } })
    expect(answered(api.setStatus(FOUND, 'pause', POSTHOG_SETTINGS), [answer(200, STORED)]).calls[0]!.body).toEqual({ status: 'draft' })
    expect(answered(api.setStatus(FOUND, 'archive', POSTHOG_SETTINGS), [answer(200, { ...STORED, status: 'archived' })]).result.status).toBe('archived')
    expect(() => answered(api.setStatus({ ...FOUND, status: 'archived' }, 'activate', POSTHOG_SETTINGS), [])).toThrow(expect.objectContaining({ code: 'E_PLATFORM_STATE' }))
  })

  it('tells who is under way where PostHog does', () => {
    expect(answered(api.inFlight(FOUND, POSTHOG_SETTINGS), [answer(200, { in_flight_runs: 7 })]).result).toBe(7)
    expect(answered(api.inFlight(FOUND, POSTHOG_SETTINGS), [answer(200, { in_flight_runs: null })]).result).toBeNull()
    expect(answered(api.inFlight(FOUND, POSTHOG_SETTINGS), [answer(400, { detail: 'no draft' })]).result).toBeNull()
  })

  it('counts step by step', () => {
    const { calls, result } = answered(api.statistics(FOUND, POSTHOG_SETTINGS), [answer(200, { totals: { succeeded: 9, email_sent: 8, email_opened: 3 } })])
    expect(calls.map(({ path, query }) => [path, query!['instance_id']])).toEqual([[`${FLOWS}f1/metrics/totals/`, 'a']])
    expect(result).toEqual(new Map([['a', { entered: 9, sent: 8, delivered: null, opened: 3, clicked: null }]]))
  })
})

describe('a no of PostHog', () => {
  const refused = (status: number, body: JsonValue): PlatformRefusal => {
    try {
      answered(api.update(RESOURCE, FOUND, POSTHOG_SETTINGS), [answer(status, body)])
    } catch (error) {
      if (error instanceof PlatformRefusal) return error
    }
    throw new Error('it was not refused')
  }

  it.each<[number, JsonValue, string, string]>([
    [401, { type: 'authentication_error', code: 'authentication_failed', detail: 'Invalid', attr: null }, 'E_PLATFORM_AUTH', 'personal API key'],
    [403, { type: 'authentication_error', code: 'permission_denied', detail: "API key missing required scope 'hog_flow:write'", attr: null }, 'E_PLATFORM_SCOPE', 'hog_flow:write'],
    [403, null, 'E_PLATFORM_SCOPE', 'hog_flow:write'],
    [403, { code: 'immutable', detail: 'managed by code' }, 'E_PLATFORM_STATE', 'managed by code'],
    [404, null, 'E_PLATFORM_GONE', 'project'], [409, { code: 'conflict', detail: 'changed' }, 'E_PLATFORM_CONFLICT', 'publish again'], [429, null, 'E_PLATFORM_LIMIT', 'Wait'], [502, 'bad gateway', 'E_PLATFORM_FAILED', 'Try again'],
    [400, { type: 'validation_error', code: 'unique', detail: 'taken', attr: 'key' }, 'E_PLATFORM_INVALID', 'id of the journey'],
  ])('of %i %j is %s', (status, body, code, help) => {
    const error = refused(status, body)
    expect(error).toMatchObject({ code, status })
    expect(error.help).toContain(help)
  })

  it('names the step by the place of its action, or by its id in the sentence', () => {
    expect(refused(400, { code: 'invalid_input', detail: 'Integration 9 does not exist', attr: 'actions__1__config' }).parts).toEqual([{ path: '$.actions[1].config', stepId: 'a', message: 'Integration 9 does not exist' }])
    expect(refused(400, { code: 'invalid_input', detail: "Edge references unknown target action 'a'.", attr: 'graph' }).parts[0]).toMatchObject({ path: '$.graph', stepId: 'a' })
    expect(refused(400, 'nonsense').parts).toEqual([{ path: null, stepId: null, message: 'nonsense' }])
  })
})
