import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useDocumentStore } from '../../document/document-store.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { entryInWords } from '../../document/trigger-in-words.ts'
import { cut } from '../../i18n/cut.ts'
import { Card } from './card.tsx'
import { iconOfTrigger } from './families.tsx'
import { canvasText } from './texts.ts'

/** The card of an entry: where people come in. */
export const EntryNode = memo(function EntryNode({ id, selected }: { id: string; selected?: boolean }) {
  const entryId = entryIdOf(id)
  const [entry, segments] = useDocumentStore(
    useShallow((state) => [state.document.entries.find((one) => one.id === entryId), state.document.segments] as const),
  )
  if (!entry) return null
  return (
    <Card
      nodeId={id}
      testId={`step-${id}`}
      family="entry"
      icon={iconOfTrigger(entry.trigger)}
      name={canvasText('entry')}
      summary={cut(entryInWords(entry, segments))}
      ports={[{ id: 'next', label: '', target: entry.next }]}
      accepts={false}
      selected={selected === true}
    />
  )
})
