import type { MethodInput } from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { TargetId } from '../../engine/core/publish/target.ts'
import { documentDigest } from '../../engine/node/document-digest.ts'
import type { Call } from './call-on.ts'

// What the kill matrix has happen at every platform: a journey is published and switched on, changed, published again while it runs, and switched on again where
// the platform wants that. It goes on from wherever it stands, as a person would who opens Rehearsal again.

export const CONNECTION = 'Production'

/** Two mails with a day in between; the second version has another first mail and a longer wait. */
export function versions(): [JourneyDocument, JourneyDocument] {
  const version = (title: string, wait: string): JourneyDocument => ({
    format: 'journey', formatVersion: 1, id: 'welcome', name: 'Welcome',
    entries: [{ id: 'ordered', trigger: { kind: 'event', event: 'Placed Order' }, next: 'hello' }],
    steps: {
      hello: { kind: 'message', channel: 'push', template: { title, body: 'It is good to have you.' }, next: 'wait' },
      wait: { kind: 'delay', for: wait, next: 'again' },
      again: { kind: 'message', channel: 'push', template: { title: 'Still there?', body: 'Come back.' }, next: 'done' },
      done: { kind: 'exit' },
    },
  })
  return [version('Hello', 'P1D'), version('Good day', 'P2D')]
}

export async function live(call: Call, target: TargetId, settings: MethodInput<'connections.save'>['settings']): Promise<string> {
  const connectionId = (await call('connections.list', {}))[0]?.id ?? (await call('connections.save', { target, name: CONNECTION, settings })).id
  let publicationId = ''
  for (const [index, document] of versions().entries()) {
    for (const { planId } of await call('publish.interrupted', {})) await call('publish.apply', { jobId: 'j', planId })
    const history = (await call('publish.history', {})).map(({ publication }) => publication).filter(({ state }) => state === 'applied')
    const done = history.find((one) => one.documentDigest === documentDigest(document))
    if (done && done !== history[0]) continue // the next one was published over it
    publicationId = done?.id ?? (await published(call, connectionId, document, index + 1))
    const action = await call('publish.planAction', { jobId: 'j', publicationId, action: 'activate' })
    if (action.from === 'active') continue
    if (action.blockers.length > 0) throw new Error(`version ${index + 1} cannot be switched on: ${action.blockers.join('; ')}`)
    await call('publish.act', { jobId: 'j', publicationId, action: 'activate', digest: action.digest, by: 'Ada' })
  }
  return publicationId
}

async function published(call: Call, connectionId: string, document: JourneyDocument, version: number): Promise<string> {
  const plan = await call('publish.plan', { jobId: 'j', connectionId, document })
  if (plan.blockers.length > 0) throw new Error(`version ${version} is blocked: ${plan.blockers.join('; ')}`)
  await call('publish.approve', { planId: plan.id, digest: plan.digest, by: 'Ada' })
  const { id, state, problem } = await call('publish.apply', { jobId: 'j', planId: plan.id })
  if (state !== 'applied') throw new Error(`version ${version} ${state}: ${problem?.code} ${problem?.message}`)
  return id
}
