import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../../engine/core/json.ts'
import { PlatformRefusal } from '../../../../engine/core/publish/refusal.ts'
import type { Found, Resource } from '../../../../engine/core/publish/resource.ts'
import { DITTOFEED } from '../../../../engine/core/publish/targets/dittofeed/index.ts'
import { answer, answered } from './edge-answers.ts'

const { api } = DITTOFEED
const SETTINGS = { baseUrl: 'https://app.dittofeed.com', workspaceId: '024f3d0a-8eee-41ed-a1eb-0242ac120002' }
const DEFINITION = {
  entryNode: { type: 'EntryNode', segment: 's1', child: 'a' }, exitNode: { type: 'ExitNode' },
  nodes: [{ id: 'a', type: 'WaitForNode', timeoutSeconds: 60, timeoutChild: 'b', segmentChildren: [{ id: 'b', segmentId: 's2' }] }, { id: 'b', type: 'MessageNode', variant: { type: 'Email', templateId: 't1' }, child: 'ExitNode' }],
}
const BODY = { workspaceId: SETTINGS.workspaceId, id: 'j1', name: 'Journey', canRunMultiple: true, definition: DEFINITION } as unknown as { [key: string]: JsonValue }
const RESOURCE: Resource = { key: 'journey', kind: 'journey', name: 'Journey', body: BODY, needs: [], stepIds: [] }
const STORED = { ...BODY, status: 'Running', createdAt: 1, updatedAt: 1_700_000_000_000, draft: null }
const FOUND: Found = { kind: 'journey', id: 'j1', name: 'Journey', body: BODY, status: 'active', token: null, updatedAt: 1_700_000_000_000 }

describe('the API of Dittofeed', () => {
  it('shows the key as a bearer and tells who we are by the workspace', () => {
    expect(api.authentication(SETTINGS)).toEqual({ kind: 'header', header: 'authorization', prefix: 'Bearer ' })
    const { calls, result } = answered(api.probe(SETTINGS), [answer(200, { journeys: [] })])
    expect(calls).toEqual([{ method: 'GET', path: '/api/admin/journeys/', query: { workspaceId: SETTINGS.workspaceId, getPartial: 'true' }, repeat: 'read' }])
    expect(result.account).toContain(SETTINGS.workspaceId)
  })

  it('lists journeys with what they are doing', () => {
    const { result } = answered(api.journeys(SETTINGS), [answer(200, { journeys: [STORED, { id: 'j2', name: 'B', status: 'NotStarted' }, { id: 'j3', name: 'C', status: 'Paused' }] })])
    expect(result).toEqual([{ id: 'j1', name: 'Journey', status: 'active', updatedAt: 1_700_000_000_000 }, { id: 'j2', name: 'B', status: 'draft', updatedAt: null }, { id: 'j3', name: 'C', status: 'paused', updatedAt: null }])
  })

  it('looks a thing up by the id that is ours, and leaves out what Dittofeed adds', () => {
    const there = answered(api.lookUp(RESOURCE, SETTINGS), [answer(200, { journeys: [STORED] })])
    expect(there.calls[0]!.query).toEqual({ workspaceId: SETTINGS.workspaceId, ids: 'j1' })
    expect(there.result).toEqual(FOUND)
    expect(answered(api.lookUp(RESOURCE, SETTINGS), [answer(200, { journeys: [] })]).result).toBeNull()
    expect(answered(api.read('segment', 's1', SETTINGS), [answer(200, { segments: [{ id: 's1', name: 'S', workspaceId: 'w', definition: { x: 1 }, updatedAt: 5, lastRecomputed: 4 }] })]).result).toEqual({ kind: 'segment', id: 's1', name: 'S', body: { workspaceId: 'w', id: 's1', name: 'S', definition: { x: 1 } }, status: null, token: null, updatedAt: 5 })
  })

  it('names what a journey refers to', () => {
    expect(api.references(FOUND)).toEqual([{ kind: 'segment', id: 's1' }, { kind: 'segment', id: 's2' }, { kind: 'template', id: 't1' }])
  })

  it('makes and changes things with one call that may be sent twice', () => {
    const made = answered(api.create(RESOURCE, SETTINGS), [answer(200, { ...STORED, status: 'NotStarted' })])
    expect(made.calls).toEqual([{ method: 'PUT', path: '/api/admin/journeys/', body: BODY, repeat: 'idempotent' }])
    expect(made.result).toEqual({ id: 'j1', token: null, status: 'draft' })
    const template: Resource = { ...RESOURCE, key: 'template/a/-', kind: 'template' }
    expect(answered(api.create(template, SETTINGS), [answer(200, { id: 'j1', name: 'x' })]).calls[0]!.path).toBe('/api/admin/content/templates')
    expect(answered(api.update(RESOURCE, { ...FOUND, id: 'another' }, SETTINGS), [answer(200, STORED)]).calls[0]!.body).toMatchObject({ id: 'another', name: 'Journey' })
    expect(api.howToUpdate(RESOURCE, FOUND)).toBe('inPlace')
  })

  it('starts, pauses and resumes, and says no to what Dittofeed has no status for', () => {
    const started = answered(api.setStatus({ ...FOUND, status: 'draft' }, 'activate', SETTINGS), [answer(200, STORED)])
    expect(started.calls[0]).toMatchObject({ method: 'PUT', body: { workspaceId: SETTINGS.workspaceId, id: 'j1', status: 'Running' }, repeat: 'idempotent' })
    expect(started.result).toEqual({ status: 'active', token: null })
    expect(answered(api.setStatus(FOUND, 'pause', SETTINGS), [answer(200, { ...STORED, status: 'Paused' })]).result.status).toBe('paused')
    expect(() => answered(api.setStatus(FOUND, 'archive', SETTINGS), [])).toThrow(expect.objectContaining({ code: 'E_PLATFORM_STATE' }))
    expect(() => answered(api.setStatus({ ...FOUND, status: 'draft' }, 'pause', SETTINGS), [])).toThrow('never started')
  })

  it('does not tell who is under way, and counts by step', () => {
    expect(answered(api.inFlight(FOUND, SETTINGS), []).result).toBeNull()
    const { calls, result } = answered(api.statistics(FOUND, SETTINGS), [answer(200, { nodeStats: { a: { DFJourneyNodeProcessed: 9 }, b: { DFJourneyNodeProcessed: 8 }, 'b--x': { DFInternalMessageSent: 3, DFEmailOpened: 1 }, 'b--y': { DFInternalMessageSent: 4 } } })])
    expect(calls[0]!.query).toMatchObject({ journeyId: 'j1', workspaceId: SETTINGS.workspaceId })
    expect(result?.get('b')).toEqual({ entered: 8, sent: 7, delivered: null, opened: 1, clicked: null })
  })
})

describe('a no of Dittofeed', () => {
  const refused = (status: number, body: JsonValue): PlatformRefusal => {
    try {
      answered(api.create(RESOURCE, SETTINGS), [answer(status, body)])
    } catch (error) {
      if (error instanceof PlatformRefusal) return error
    }
    throw new Error('it was not refused')
  }

  it.each<[number, JsonValue, string]>([
    [401, null, 'E_PLATFORM_AUTH'], [403, null, 'E_PLATFORM_SCOPE'], [404, null, 'E_PLATFORM_GONE'], [409, null, 'E_PLATFORM_CONFLICT'], [429, null, 'E_PLATFORM_LIMIT'], [503, 'down', 'E_PLATFORM_FAILED'],
    [400, { type: 'StatusTransitionError', message: 'Cannot pause' }, 'E_PLATFORM_STATE'], [400, { type: 'UniqueConstraintViolation', message: 'taken' }, 'E_PLATFORM_INVALID'],
    [400, { type: 'IdError', message: 'no uuid' }, 'E_PLATFORM_INVALID'], [400, { type: 'BadValues', message: 'bad' }, 'E_PLATFORM_INVALID'], [400, { message: 'x', variant: { type: 'StatusTransitionError', message: 'y' } }, 'E_PLATFORM_STATE'],
  ])('of %i %j is %s', (status, body, code) => {
    expect(refused(status, body)).toMatchObject({ code, status })
  })

  it('names the step of every violation', () => {
    const error = refused(400, { type: 'ConstraintViolation', violations: [{ type: 'WaitForNodeAndEventEntryNode', message: 'node a waits for a segment' }, { type: 'CantStart', message: 'nothing' }] })
    expect(error.parts).toEqual([{ path: null, stepId: 'a', message: 'node a waits for a segment' }, { path: null, stepId: null, message: 'nothing' }])
  })

  it('points at the node that its schema refuses', () => {
    expect(refused(400, { statusCode: 400, code: 'FST_ERR_VALIDATION', message: 'body/definition/nodes/1/variant must match a schema' }).parts).toEqual([{ path: '$.definition.nodes[1].variant', stepId: 'b', message: 'body/definition/nodes/1/variant must match a schema' }])
  })

  it('is told from an answer that nobody can read', () => {
    expect(() => answered(api.journeys(SETTINGS), [answer(200, '<html>')])).toThrow(expect.objectContaining({ code: 'E_PLATFORM_FAILED' }))
  })
})
