import type { Answer, PlatformCall } from '../../core/publish/call.ts'

/** Sends calls of one connection, with its secret, inside its budgets. */
export interface PlatformClient {
  /**
   * One call, to its answer, whatever its status. It waits for room in the budget and `afterMs` first. By itself it sends again only what surely did nothing: what was
   * never sent, a 429 (after Retry-After) and a 401 (once, with a fresh token); and reads, after a time-out, a reset or a 5xx, with jittered back-off.
   * Throws E_PLATFORM_UNREACHED if it was surely not sent, E_PLATFORM_UNKNOWN if it was sent and nobody knows what came of it, E_PLATFORM_LIMIT if a budget
   * has no room within the longest wait, E_PLATFORM_INVALID before anything was sent for a path or a header that would become another one on the way, E_PLATFORM_REDIRECT for a redirect to another host or of a call that changes something, E_SECRET, CANCELLED (a call that
   * changes something may have been done by then, as after E_PLATFORM_UNKNOWN). `mayGo` is asked each time right before something leaves: what it throws is thrown on,
   * and nothing was sent then. Neither errors nor answers hold a secret: what a platform repeats of it is `[secret]`.
   */
  send(call: PlatformCall, options: { readonly signal: AbortSignal; readonly mayGo?: () => void }): Promise<Answer>
}
