import { Menu } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { CARD_BODY } from '../../document/card-size.ts'
import { COLUMN } from '../../document/commands/entries.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf } from '../../document/layout.ts'
import { paletteGroups } from '../palette/palette-items.ts'
import { addFromPalette, type PaletteKind } from './canvas-actions.ts'
import { FamilyTile, iconOfKind } from './families.tsx'
import { currentFlow } from './flow-handle.ts'
import { openQuickAdd, useQuickAdd, type QuickAdd } from './quick-add-store.ts'

/** The list of steps beside an open port: choose one and it stands there, connected. */
export function QuickAddMenu() {
  const open = useQuickAdd((state) => state.open)
  if (!open) return null
  return (
    <Menu opened onClose={() => openQuickAdd(null)} position="right-start" offset={4} withinPortal>
      <Menu.Target>
        <span style={{ position: 'fixed', left: open.at.x, top: open.at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown data-testid="quick-add">
        {paletteGroups()
          .flatMap(({ items }) => items)
          .map(({ kind, name, family }) =>
            kind === 'entry' ? null : (
              <Menu.Item
                key={kind}
                leftSection={<FamilyTile family={family} icon={kind === 'message' ? IconBell : iconOfKind(kind)} size={24} />}
                onClick={() => addAt(kind, open)}
              >
                {name}
              </Menu.Item>
            ),
          )}
      </Menu.Dropdown>
    </Menu>
  )
}

function addAt(kind: PaletteKind, { from, portId, at, drop }: QuickAdd): void {
  const point = currentFlow()?.screenToFlowPosition(at)
  const source = positionOf(documentStore.getState().document, from) ?? { x: 0, y: 0 }
  const place = drop === true && point ? { x: point.x, y: point.y - CARD_BODY / 2 } : { x: source.x + COLUMN, y: (point?.y ?? source.y) - CARD_BODY / 2 }
  addFromPalette(kind, place, { from, portId })
}
