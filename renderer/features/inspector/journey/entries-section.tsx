import { IconChevronRight } from '@tabler/icons-react'
import { freeId } from '../../../../engine/core/model/ids.ts'
import type { Entry, JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { addEntry } from '../../../document/commands/entries.ts'
import { documentStore } from '../../../document/document-store.ts'
import { positionOf } from '../../../document/layout.ts'
import { entryNodeId } from '../../../document/node-ids.ts'
import { entryInWords } from '../../../document/trigger-in-words.ts'
import { useUiStore } from '../../../stores/ui-store.ts'
import { likelyStart } from '../../start/what-follows.ts'
import { FamilyTile, iconOfTrigger } from '../../canvas/families.tsx'
import { AddButton, FoldedSection, Item, movesIn } from '../fields/section.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import styles from '../inspector.module.css'

const BELOW = 170

/** Every way in, in the order in which they are tried; a click opens one. */
export function EntriesSection({ entries, segments }: { entries: readonly Entry[]; segments: JourneyDocument['segments'] }) {
  const [first] = entries
  return (
    <FoldedSection
      id="entries"
      title={inspectorText('entries')}
      summary={first === undefined ? inspectorText('none') : entries.length === 1 ? entryInWords(first, segments) : inspectorText('ways', { count: entries.length })}
      {...(entries.length > 1 ? { help: inspectorText('entriesHelp') } : {})}
    >
      <div className={styles.links}>
        {entries.map((entry, index) => (
          <Item
            key={entry.id}
            isLine
            removeLabel=""
            moves={entries.length > 1 ? movesIn(entries, index, (next) => journeyEdit('orderOfEntries', (document) => ({ ...document, entries: next }))) : undefined}
            first={
              <button type="button" className={styles.link} onClick={() => useUiStore.getState().reveal(entryNodeId(entry.id))}>
                <FamilyTile family="entry" icon={iconOfTrigger(entry.trigger)} size={26} />
                <span className={styles.linkWords}>{entryInWords(entry, segments)}</span>
                <IconChevronRight size={16} stroke={1.8} aria-hidden="true" />
              </button>
            }
          />
        ))}
      </div>
      <AddButton label={inspectorText('addEntry')} testId="add-entry" onClick={add} />
    </FoldedSection>
  )
}

/** Puts a new entry under the last one and opens it. */
function add(): void {
  const { document, apply } = documentStore.getState()
  const id = freeId('entry', (taken) => document.entries.some((entry) => entry.id === taken))
  const last = document.entries.at(-1)
  const above = last && positionOf(document, entryNodeId(last.id))
  apply(addEntry(id, above ? { x: above.x, y: above.y + BELOW } : { x: 0, y: 0 }, likelyStart()))
  useUiStore.getState().reveal(entryNodeId(id))
}
