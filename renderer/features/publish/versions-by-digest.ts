import { useEffect, useState } from 'react'
import { connection as engine } from '../../bridge/connection.ts'
import { useDocumentStore } from '../../document/document-store.ts'

const NONE: ReadonlyMap<string, number> = new Map()

/** The versions of the open journey by the digest of their document: which one a publication was. */
export function useVersionsByDigest(): ReadonlyMap<string, number> {
  const id = useDocumentStore((state) => state.summary?.id)
  const version = useDocumentStore((state) => state.summary?.version)
  const [known, setKnown] = useState<{ id: string; versions: ReadonlyMap<string, number> } | null>(null)
  useEffect(() => {
    if (id === undefined) return undefined
    let isOver = false
    void engine.call('journeys.versions', { id }).then(
      // Where two say the same, the older is the one that was published first.
      (all) => !isOver && setKnown({ id, versions: new Map(all.toSorted((a, b) => b.version - a.version).map((one) => [one.digest, one.version])) }),
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [id, version])
  return known !== null && known.id === id ? known.versions : NONE
}
