import { Button } from '@mantine/core'
import { useEffect, useReducer } from 'react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { flowShapeOf } from '../../document/flow-shape.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { suggestedName } from '../../document/suggested-name.ts'
import { useCatalogue } from '../../stores/run-store.ts'
import { focusFirstField } from '../inspector/fields/focus-first-field.ts'
import { learnWhatFollows, likelyStep } from '../start/what-follows.ts'
import { findItems, type PaletteKind } from '../palette/palette-items.ts'
import { FamilyTile } from './families.tsx'
import { iconOfItem } from './item-icon.ts'
import { goOnWith } from './start-with.ts'
import { canvasText } from './texts.ts'
import styles from './empty-canvas.module.css'

const OFFERED = ['waitFor', 'message:push', 'message:email', 'delay', 'branch'] as const satisfies readonly PaletteKind[]

/** Once there is an entry and nothing behind it but the exit it came with: what happens next? It goes as soon as there is a step. */
export function NextStep() {
  const isBare = useDocumentStore((state) => isBareEntry(state.document))
  const entryId = useDocumentStore((state) => state.document.entries[0]?.id)
  const exitId = useDocumentStore((state) => state.document.entries[0]?.next)
  const event = useDocumentStore((state) => {
    const trigger = state.document.entries[0]?.trigger
    return trigger?.kind === 'event' ? trigger.event : undefined
  })
  // What is proposed is known once the data are, and once they were asked what people do next.
  const catalogue = useCatalogue()
  const [, drawAnew] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    if (isBare && event !== undefined && catalogue !== undefined) void learnWhatFollows(event).then(drawAnew)
  }, [isBare, event, catalogue])
  if (!isBare || entryId === undefined || exitId === undefined) return null
  const nodeId = entryNodeId(entryId)
  const offered = findItems('', { withEntry: false }).filter(({ kind }) => OFFERED.some((one) => one === kind))
  return (
    <section className={styles.next} aria-label={canvasText('nextTitle')} data-testid="next-step">
      <h2 className={styles.nextTitle}>{canvasText('nextTitle')}</h2>
      <div className={styles.nextButtons}>
        {offered.map(({ kind, name, family }) => (
          <Button
            key={kind}
            variant="default"
            size="compact-md"
            leftSection={<FamilyTile family={family} icon={iconOfItem(kind)} size={20} />}
            data-testid={`next-${kind.replace('message:', '')}`}
            onClick={() => {
              if (kind === 'entry') return
              goOnWith(kind, entryId, exitId)
              focusFirstField()
            }}
          >
            {kind === 'waitFor' ? suggestedName(likelyStep(kind, nodeId)) : name}
          </Button>
        ))}
      </div>
      <p className={styles.nextHint}>{canvasText('nextHint')}</p>
    </section>
  )
}

/** True of a journey that has nothing but one entry and the exit it leads to. */
function isBareEntry({ entries, steps }: JourneyDocument): boolean {
  return entries.length === 1 && flowShapeOf(steps).steps === 1 && Object.values(steps)[0]?.kind === 'exit'
}
