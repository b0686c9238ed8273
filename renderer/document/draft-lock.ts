/** This window, among those that may work on the same workspace; another one after a reload. */
export const WINDOW_ID = crypto.randomUUID()

const nameOf = (draftId: string) => `rehearsal-draft:${draftId}`

let release: (() => void) | undefined

/**
 * Holds a draft as long as this window lives or goes on to another one (null: to none). The browser lets go of it the moment the window is
 * gone, however it went, so other windows can tell work that goes on from work that was left behind.
 */
export function holdDraft(draftId: string | null): void {
  release?.()
  release = undefined
  if (draftId === null || !('locks' in navigator)) return
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  // A lock that another window has is waited for: it is this window's as soon as that one goes.
  void navigator.locks.request(nameOf(draftId), () => held).catch(() => undefined)
}

/** The drafts that windows of this app have open now, this one included. Where nobody can say, none. */
export async function draftsInUse(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query().catch(() => ({ held: [] as LockInfo[] }))
  const prefix = nameOf('')
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])))
}
