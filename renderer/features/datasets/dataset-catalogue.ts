import { useEffect, useState } from 'react'
import type { CallError, DatasetCatalogue } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'

export type LoadedCatalogue = { is: 'reading' } | { is: 'there'; catalogue: DatasetCatalogue } | { is: 'refused'; error: CallError }

// A dataset never changes, so what was read stays good while the window is open.
const read = new Map<string, DatasetCatalogue>()

/** What is in a dataset; read the first time it is asked. */
export function useDatasetCatalogue(datasetId: string): LoadedCatalogue {
  const [loaded, setLoaded] = useState<{ id: string; state: LoadedCatalogue } | null>(null)
  useEffect(() => {
    if (read.has(datasetId)) return
    let isCurrent = true
    connection.call('datasets.catalogue', { id: datasetId }).then(
      (catalogue) => {
        read.set(datasetId, catalogue)
        if (isCurrent) setLoaded({ id: datasetId, state: { is: 'there', catalogue } })
      },
      (cause: unknown) => isCurrent && setLoaded({ id: datasetId, state: { is: 'refused', error: asCallError(cause) } }),
    )
    return () => {
      isCurrent = false
    }
  }, [datasetId])
  if (loaded?.id === datasetId) return loaded.state
  const known = read.get(datasetId)
  return known === undefined ? READING : { is: 'there', catalogue: known }
}

const READING: LoadedCatalogue = { is: 'reading' }
