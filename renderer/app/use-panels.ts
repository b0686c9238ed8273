import { useEffect, useState } from 'react'

type Panels = typeof import('./panels.ts')

let read: Panels | undefined

/** Reads the panels of the editor, so that they are there with the next journey that is opened. */
export async function readPanels(): Promise<Panels> {
  return (read = await import('./panels.ts'))
}

/** The panels, once they are read; what keeps them from being read is thrown, to be told by `Mishap`. */
export function usePanels(): Panels | undefined {
  const [panels, setPanels] = useState(read)
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    if (!panels) readPanels().then(setPanels, setError)
  }, [panels])
  if (error !== undefined) throw error
  return panels
}
