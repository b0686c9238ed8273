import { useEffect } from 'react'
import { connection } from '../../bridge/connection.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { eventsSoFar } from './scratch.ts'
import { useScratchStore, type Origin } from './scratch-store.ts'
import type { Scratch } from './scratch.ts'

/** After an edit of the journey; a change of the person is answered at once. */
const EDIT_PAUSE_MS = 250

// Grows with every question, so that an answer nobody waits for any more can be told.
let question = 0

/** Runs the person again whenever they, or the open journey, change. For as long as the component is shown. */
export function useRehearsed(): void {
  const now = useScratchStore((state) => state.now)
  const document = useDocumentStore((state) => state.document)
  useEffect(() => void rehearse(), [now])
  useEffect(() => {
    const timer = setTimeout(() => void rehearse(), EDIT_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [document])
}

async function rehearse(): Promise<void> {
  const { origin, now } = useScratchStore.getState()
  if (origin === null || now === null) return
  const own = ++question
  useScratchStore.setState({ asking: true })
  try {
    const explanation = await connection.call('people.rehearse', { ...questionOf(origin, now), standing: true })
    if (own !== question || useScratchStore.getState().now !== now) return
    const { explanation: before } = useScratchStore.getState()
    useScratchStore.setState({ explanation, before, problem: null, asking: false })
  } catch (cause) {
    if (own === question) useScratchStore.setState({ problem: asCallError(cause), asking: false })
  }
}

/** What is asked of the engine: the open document, and the person up to the clock. One built by hand begins with the first event. */
export function questionOf({ kind, from, firstAt, seed, together, scenario, assume }: Origin, now: Scratch) {
  const first = now.events[0]?.at
  return {
    document: documentStore.getState().document,
    from: kind === 'nothing' && first !== undefined ? Math.min(from, first) : from,
    until: now.clock,
    seed,
    profile: now.profile,
    events: eventsSoFar(now),
    ...(firstAt === null ? {} : { firstAt }),
    ...(together.length === 0 ? {} : { together: [...together] }),
    ...(scenario === null ? {} : { scenario }),
    ...(assume === null ? {} : { assume }),
  }
}
