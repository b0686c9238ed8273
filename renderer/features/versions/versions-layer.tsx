import { CompareDialog } from './compare-dialog.tsx'
import { useCompareStore } from './compare-store.ts'
import { SaveVersionDialog } from './save-version-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'
import { useVersionsStore } from './versions-store.ts'

/** The dialogs about versions that are open, on whatever page. */
export function VersionsLayer() {
  const { listed, isNaming } = useVersionsStore()
  const isComparing = useCompareStore((state) => state.isOpen)
  return (
    <>
      {listed !== null && <VersionsDialog journey={listed} />}
      {isNaming && <SaveVersionDialog />}
      {isComparing && <CompareDialog />}
    </>
  )
}
