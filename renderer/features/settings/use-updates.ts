import { useEffect, useState } from 'react'
import type { UpdateState } from '../../../engine/api/desktop.ts'
import { desktop } from '../../app/desktop.ts'

/** Where a newer version stands; null in a browser, and until it is known. */
export function useUpdates(): UpdateState | null {
  const [state, setState] = useState<UpdateState | null>(null)
  useEffect(() => {
    const updates = desktop()?.updates
    if (!updates) return
    void updates.state().then(setState, () => undefined)
    return updates.onState(setState)
  }, [])
  return state
}
