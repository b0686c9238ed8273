import { IconPlus, IconReplace } from '@tabler/icons-react'
import { useDocumentStore } from '../../document/document-store.ts'
import { findItems, type PaletteKind } from '../palette/palette-items.ts'
import { addChosen, targetInWords } from './add-step.ts'
import { gestureText } from './gesture-texts.ts'
import { iconOfItem } from './item-icon.ts'
import { closeQuickAdd, useQuickAdd } from './quick-add-store.ts'
import { SearchMenu } from './search-menu.tsx'

/** The list of steps, wherever it was asked for: type, choose, and the step stands there, connected. */
export function QuickAddMenu() {
  const open = useQuickAdd((state) => state.open)
  const document = useDocumentStore((state) => state.document)
  if (!open) return null
  const { target, at } = open
  return (
    <SearchMenu
      key={JSON.stringify(open)}
      at={at}
      title={targetInWords(document, target)}
      titleIcon={target.kind === 'replace' ? IconReplace : IconPlus}
      placeholder={gestureText('find')}
      nothing={gestureText('nothing')}
      search={(query) => findItems(query, { withEntry: target.kind === 'here' }).map((item) => ({ id: item.kind, name: item.name, what: item.what, family: item.family, icon: iconOfItem(item.kind) }))}
      onChoose={(id) => {
        closeQuickAdd()
        addChosen(id as PaletteKind, target) // as: the ids of the options are kinds
      }}
      onClose={closeQuickAdd}
      testId="quick-add"
    />
  )
}
