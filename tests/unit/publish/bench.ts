import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { Jobs, type Progress } from '../../../engine/node/services/jobs.ts'
import type { ApprovalDoor, ServiceContext } from '../../../engine/node/services/context.ts'
import { PublicationService } from '../../../engine/node/services/publications.ts'
import { PublishService } from '../../../engine/node/services/publish.ts'
import { openWorkspace, type Workspace } from '../../../engine/node/storage/workspace.ts'
import type { Ledger } from '../../../engine/node/publish/ledgered.ts'
import { FakePlatform, fakeTarget, type FakeTargetOptions } from './fake-platform.ts'

/** A publisher on a workspace of its own, with a platform that has no wire. */
export class PublishBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'rehearsal-publish-'))
  readonly workspace: Workspace
  readonly platform = new FakePlatform()
  readonly told: (Progress & { jobId: string })[] = []
  readonly jobs: Jobs
  readonly #options: FakeTargetOptions
  service: PublishService
  /** What is known of publications, by the door that was opened last. */
  known!: PublicationService
  at = 1_800_000_000_000
  settings = { place: 'eu' }
  #jobs = 0

  constructor(options: FakeTargetOptions = {}) {
    this.#options = options
    this.workspace = openWorkspace(join(this.folder, 'workspace'), () => {})
    this.jobs = new Jobs((progress) => this.told.push(progress))
    this.service = this.open()
  }

  /** As if Rehearsal was started again on the same workspace. */
  open({ door = 'window', ledger }: { door?: ApprovalDoor; ledger?: Ledger } = {}): PublishService {
    const target = fakeTarget(this.#options)
    const context = { workspace: this.workspace, jobs: this.jobs, now: () => ++this.at, newId: randomUUID, door } as unknown as ServiceContext // as: what else there is only opens connections, which is done here
    const open = (connectionId: string) => ({
      connection: { id: connectionId, target: 'http' as const, name: 'Production', settings: this.settings, savedAt: 0, tried: null },
      target, settings: this.settings as never, baseUrl: `https://${this.settings.place}.example`, client: this.platform,
    })
    const pause = (ms: number) => {
      this.at += ms
      return Promise.resolve()
    }
    this.known = new PublicationService(context)
    return new PublishService(context, { open, ...(ledger ? { ledger } : {}), patience: { settleMs: 4000, firstLookMs: 500, pause } })
  }

  jobId(): string {
    return `job-${++this.#jobs}`
  }

  plan(document: JourneyDocument = welcome(), theirs: 'refuse' | 'overwrite' = 'refuse') {
    return this.service.plan({ jobId: this.jobId(), connectionId: 'c1', document, theirs })
  }

  async approved(document?: JourneyDocument, theirs?: 'refuse' | 'overwrite') {
    const plan = await this.plan(document, theirs)
    this.service.approve({ planId: plan.id, digest: plan.digest, by: 'Ada' })
    return plan
  }

  apply(planId: string) {
    return this.service.apply({ jobId: this.jobId(), planId })
  }

  async published(document?: JourneyDocument, theirs?: 'refuse' | 'overwrite') {
    return this.apply((await this.approved(document, theirs)).id)
  }

  async acted(publicationId: string, action: 'activate' | 'pause' | 'resume' | 'stop' | 'archive') {
    const { digest } = await this.service.planAction({ jobId: this.jobId(), publicationId, action })
    return this.service.act({ jobId: this.jobId(), publicationId, action, digest, by: 'Ada' })
  }

  close(): void {
    this.workspace.close()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Greets who signs up with two messages; one template each. */
export function welcome(title = 'Hello', more: Partial<JourneyDocument> = {}): JourneyDocument {
  return {
    format: 'journey', formatVersion: 1, id: 'welcome', name: 'Welcome',
    entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
    steps: {
      hello: { kind: 'message', channel: 'push', template: { title }, next: 'wait' },
      wait: { kind: 'delay', for: 'P1D', next: 'again' },
      again: { kind: 'message', channel: 'push', template: { title: 'Still there?' } },
    },
    ...more,
  }
}
