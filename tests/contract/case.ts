import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  events,
  methods,
  type CallError,
  type EventName,
  type EventPayload,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { createHost, type Host } from '../../engine/node/host.ts'

export interface Heard { name: EventName; payload: unknown }

/** An engine on a workspace of its own, with what cases need. Outputs and events are held against the contract. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'rehearsal-contract-'))
  readonly heard: Heard[] = []
  readonly host: Host
  #now = 1_800_000_000_000
  #jobs = 0

  constructor() {
    const onEvent = <E extends EventName>(name: E, payload: EventPayload<E>): void => {
      events[name].parse(payload)
      this.heard.push({ name, payload })
    }
    this.host = createHost({ workspaceDir: join(this.folder, 'workspace'), approval: 'window', now: () => ++this.#now, onEvent })
  }

  async call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
    const answer = await this.host.call(method, input)
    methods[method].output.parse(answer)
    return answer as MethodOutput<M> // as: just parsed; the schemas change nothing
  }

  /** What the call was refused with; fails if it was answered. */
  async refusal(method: string, params: unknown): Promise<CallError> {
    const answer = await this.host.call(method, params).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: error as CallError }), // as: so says the host; the tests compare it
    )
    if ('error' in answer) return answer.error
    throw new Error(`${method} was answered: ${JSON.stringify(answer.value).slice(0, 200)}`)
  }

  jobId(): string {
    return `job-${++this.#jobs}`
  }

  file(name: string, text: string): string {
    const path = join(this.folder, name)
    writeFileSync(path, text)
    return path
  }

  has(...parts: string[]): boolean {
    return existsSync(join(this.folder, ...parts))
  }

  saveJourney(document: JourneyDocument = welcome()) {
    return this.call('journeys.save', { id: null, document, baseVersion: null })
  }

  importEvents(name = 'Shop', text = EVENTS) {
    return this.call('datasets.import', { jobId: this.jobId(), name, paths: [this.file('events.csv', text)], mapping: MAPPING })
  }

  async close(): Promise<void> {
    await this.host.close()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Three people sign up, two of them order; one row has no instant. */
export const EVENTS = `user_id,timestamp,event,price
ada,2026-01-01T10:00:00Z,signup,
bob,2026-01-01T11:00:00Z,signup,
cyd,2026-01-02T09:00:00Z,signup,
ada,2026-01-03T10:00:00Z,purchase,25
bob,2026-01-20T10:00:00Z,purchase,40
dan,never,signup,
`

export const MAPPING = { profileId: 'user_id', at: 'timestamp', name: 'event' }

/** Greets who signs up; the goal is an order within a week. */
export function welcome(name = 'Welcome'): JourneyDocument {
  return {
    format: 'journey',
    formatVersion: 1,
    id: 'welcome',
    name,
    description: 'Says hello to who signs up.',
    entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
    reentry: { kind: 'once' },
    goals: [{ id: 'ordered', event: 'purchase', value: 'price', window: 'P7D' }],
    steps: { hello: { kind: 'message', channel: 'push', next: 'done' }, done: { kind: 'exit', outcome: 'greeted' } },
  }
}
