import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { Hint } from '../../components/hint.tsx'
import { addChosen, cardAround } from '../canvas/add-step.ts'
import { FamilyTile } from '../canvas/families.tsx'
import { iconOfItem } from '../canvas/item-icon.ts'
import { middleOfCanvas } from '../canvas/flow-handle.ts'
import { NoteRow } from './note-row.tsx'
import { PALETTE_TYPE, findItems, paletteGroups, paletteText, setDraggedKind, type PaletteItem, type PaletteKind } from './palette-items.ts'
import styles from './palette.module.css'

/** The steps to drag onto the canvas; a click (or Enter) puts one in the middle. */
export function Palette() {
  const [query, setQuery] = useState('')
  const found = query.trim() === '' ? null : findItems(query, { withEntry: true })
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
      {found === null ? (
        paletteGroups().map(({ family, title, items }) => (
          <section key={family} aria-label={title}>
            <h2 className={styles.heading}>{title}</h2>
            {items.map((item) => (
              <PaletteRow key={item.kind} item={item} />
            ))}
          </section>
        ))
      ) : found.length === 0 ? (
        <p className={styles.nothing}>{paletteText('nothing')}</p>
      ) : (
        <section aria-label={paletteText('title')}>
          {found.map((item) => (
            <PaletteRow key={item.kind} item={item} />
          ))}
        </section>
      )}
      <NoteRow query={query} />
      <p className={styles.hint}>{paletteText('hint')}</p>
    </div>
  )
}

function PaletteRow({ item }: { item: PaletteItem<PaletteKind> }) {
  // A row that is dragged away does not tell what it is all the while.
  const [isDragged, setIsDragged] = useState(false)
  return (
    <Hint label={item.what} position="right" disabled={isDragged}>
      <button
        type="button"
        draggable
        className={styles.row}
        data-testid={`palette-${item.kind}`}
        aria-label={paletteText('add', { name: item.name })}
        onDragStart={(event) => {
          event.dataTransfer.setData(PALETTE_TYPE, item.kind)
          event.dataTransfer.effectAllowed = 'copy'
          setDraggedKind(item.kind)
          setIsDragged(true)
        }}
        onDragEnd={() => {
          setDraggedKind(null)
          setIsDragged(false)
        }}
        onClick={() => addChosen(item.kind, { kind: 'here', place: cardAround(middleOfCanvas()) })}
      >
        <FamilyTile family={item.family} icon={iconOfItem(item.kind)} size={28} />
        <span className={styles.name}>{item.name}</span>
      </button>
    </Hint>
  )
}
