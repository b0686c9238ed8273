import type { JsonValue } from '../../../../engine/core/json.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { Answer, Conversation, PlatformCall } from '../../../../engine/core/publish/call.ts'
import { inOrderOfNeeds, withIds, type Found, type Resource } from '../../../../engine/core/publish/resource.ts'
import type { Made, Target } from '../../../../engine/core/publish/target.ts'
import type { Stub } from '../../../platforms/stub.ts'

/** Drives conversations with a stub over real HTTP, without waiting between two looks; what is turned away for coming too fast comes again. */
export class Talk<S> {
  readonly calls: PlatformCall[] = []

  readonly target: Target<S>
  readonly stub: Stub
  readonly settings: S

  constructor(target: Target<S>, stub: Stub, settings: S) {
    this.target = target
    this.stub = stub
    this.settings = settings
  }

  async say<T>(conversation: Conversation<T>): Promise<T> {
    let step = conversation.next()
    while (!step.done) step = conversation.next(await this.#send(step.value))
    return step.value
  }

  /** Makes or binds everything a journey needs, then the journey; gives the ids. */
  async publish(document: JourneyDocument): Promise<{ readonly ids: Map<string, string>; readonly made: Made; readonly resource: Resource }> {
    const ids = new Map<string, string>()
    let made: Made | undefined
    let last: Resource | undefined
    for (const resource of inOrderOfNeeds(this.target.toPlatform(document, this.settings).resources)) {
      const filled = { ...resource, body: resource.body === null ? null : withIds(resource.body, ids) }
      const found: Found | null = await this.say(this.target.api.lookUp(filled, this.settings))
      made = found ? (filled.body === null ? found : await this.say(this.target.api.update(filled, found, this.settings))) : await this.say(this.target.api.create(filled, this.settings))
      ids.set(resource.key, made.id)
      last = filled
    }
    return { ids, made: made!, resource: last! }
  }

  async #send(call: PlatformCall, tries = 200): Promise<Answer> {
    if (tries === 200) this.calls.push(call)
    const authentication = this.target.api.authentication(this.settings)
    const secret: Record<string, string> = authentication.kind === 'header' ? { [authentication.header]: authentication.prefix + this.stub.secret } : {}
    const query = call.query ? `?${new URLSearchParams(call.query)}` : ''
    const response = await fetch(this.target.api.baseUrl(this.settings) + call.path + query, {
      method: call.method, headers: { ...this.target.api.headers(this.settings), ...call.headers, ...secret }, ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const text = await response.text()
    if (response.status === 429 && tries > 0) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      return this.#send(call, tries - 1)
    }
    return { status: response.status, headers: Object.fromEntries(response.headers), body: text === '' ? null : (JSON.parse(text) as JsonValue) } // as: what it gives is JSON
  }
}
