import { TextInput } from '@mantine/core'
import { IconBell, IconBolt, IconSearch, type Icon } from '@tabler/icons-react'
import { useState } from 'react'
import { Hint } from '../../components/hint.tsx'
import { addFromPalette } from '../canvas/canvas-actions.ts'
import { FamilyTile, iconOfKind } from '../canvas/families.tsx'
import { middleOfCanvas } from '../canvas/flow-handle.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { PALETTE_TYPE, paletteGroups, paletteText, type PaletteItem } from './palette-items.ts'
import styles from './palette.module.css'

/** The steps to drag onto the canvas; a click (or Enter) puts one in the middle. */
export function Palette() {
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const groups = paletteGroups()
    .map((group) => ({ ...group, items: group.items.filter(({ name, what }) => `${name} ${what}`.toLowerCase().includes(wanted)) }))
    .filter(({ items }) => items.length > 0)
  return (
    <div className={styles.palette}>
      <TextInput
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        placeholder={paletteText('search')}
        aria-label={paletteText('search')}
        leftSection={<IconSearch size={15} />}
        className={styles.search!}
      />
      {groups.length === 0 && <p className={styles.nothing}>{paletteText('nothing')}</p>}
      {groups.map(({ family, title, items }) => (
        <section key={family} aria-label={title}>
          <h3 className={styles.heading}>{title}</h3>
          {items.map((item) => (
            <PaletteRow key={item.kind} item={item} />
          ))}
        </section>
      ))}
      <p className={styles.hint}>{paletteText('hint')}</p>
    </div>
  )
}

function PaletteRow({ item }: { item: PaletteItem }) {
  const glyph: Icon = item.kind === 'entry' ? IconBolt : item.kind === 'message' ? IconBell : iconOfKind(item.kind)
  return (
    <Hint label={item.what} position="right">
      <button
        type="button"
        draggable
        className={styles.row}
        data-testid={`palette-${item.kind}`}
        aria-label={paletteText('add', { name: item.name })}
        onDragStart={(event) => {
          event.dataTransfer.setData(PALETTE_TYPE, item.kind)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onClick={() => {
          const middle = middleOfCanvas()
          addFromPalette(item.kind, { x: middle.x - CARD_WIDTH / 2, y: middle.y - CARD_BODY / 2 })
        }}
      >
        <FamilyTile family={item.family} icon={glyph} size={28} />
        <span className={styles.name}>{item.name}</span>
      </button>
    </Hint>
  )
}
