import { RehearsalError } from '../errors.ts'

const LONGEST_MESSAGE = 1000
const MOST_PARTS = 200

/** What a platform found wrong with one thing it was sent. `path`: a JSON path in what was sent; `stepId`: the step it came from, if one can be named. */
export interface RefusedPart { readonly path: string | null; readonly stepId: string | null; readonly message: string }

/**
 * A platform said no. Codes: E_PLATFORM_AUTH (401 after a fresh token), E_PLATFORM_SCOPE (403; the help names the missing scope), E_PLATFORM_CONFLICT (409 or a
 * stale token: somebody else wrote), E_PLATFORM_INVALID (400, 422: `parts` say what), E_PLATFORM_STATE (a change of status the platform does not know),
 * E_PLATFORM_GONE (404), E_PLATFORM_LIMIT (a budget is used up), E_PLATFORM_FAILED (5xx, or work in its own time that ended in an error).
 * What platforms say is cut to what people read: some answer with a whole page.
 */
export class PlatformRefusal extends RehearsalError {
  readonly status: number | null
  readonly parts: readonly RefusedPart[]

  constructor(code: `E_PLATFORM_${string}`, message: string, help: string, options: { status?: number; parts?: readonly RefusedPart[] } = {}) {
    super(code, short(message), help)
    this.name = 'PlatformRefusal'
    this.status = options.status ?? null
    this.parts = (options.parts ?? []).slice(0, MOST_PARTS).map((part) => ({ ...part, message: short(part.message) }))
  }
}

function short(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE).replace(/\p{Surrogate}$/u, '')}…`
}
