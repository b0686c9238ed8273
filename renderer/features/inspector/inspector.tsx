import { useDocumentStore } from '../../document/document-store.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { EntryForm } from './entry-form.tsx'
import { JourneyForm } from './journey/journey-form.tsx'
import { SelectionNote } from './selection-note.tsx'
import { StepForm } from './step-form.tsx'
import styles from './inspector.module.css'

/** The form of what is selected; of the journey itself when nothing is. */
export function Inspector() {
  const { nodeIds, edgeIds } = useUiStore((state) => state.selection)
  const generation = useDocumentStore((state) => state.generation)
  const [nodeId] = nodeIds
  const entryId = nodeId === undefined ? undefined : entryIdOf(nodeId)
  return (
    <div className={styles.inspector}>
      {nodeIds.length > 1 || (nodeIds.length === 0 && edgeIds.length > 0) ? (
        <SelectionNote nodes={nodeIds.length} />
      ) : nodeId === undefined ? (
        <JourneyForm key={generation} />
      ) : entryId === undefined ? (
        <StepForm key={nodeId} stepId={nodeId} />
      ) : (
        <EntryForm key={nodeId} entryId={entryId} />
      )}
    </div>
  )
}
