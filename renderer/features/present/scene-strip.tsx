import { ActionIcon, Button, Popover } from '@mantine/core'
import { IconCameraPlus, IconClock, IconPencil, IconPlayerPlay, IconPresentation, IconRoute, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { scenesOf, type Scene } from '../../document/presentation.ts'
import { cut } from '../../i18n/cut.ts'
import { usePresentStore } from './present-store.ts'
import { present, toggleStrip } from './present.ts'
import { addSceneOfNow, chooseScene, placeScene, removeScene, shiftScene, takeOwnScenes } from './scene-actions.ts'
import { SceneForm } from './scene-form.tsx'
import { SceneThumbnail } from './scene-thumbnail.tsx'
import { presentText } from './texts.ts'
import styles from './scene-strip.module.css'

/** Below the canvas: the scenes of the presentation, in their order, each with what it has in view. */
export function SceneStrip({ presentKeys }: { presentKeys: string }) {
  const scenes = useDocumentStore((state) => scenesOf(state.document))
  const index = usePresentStore((state) => Math.max(0, Math.min(state.index, scenes.length - 1)))
  const [editing, setEditing] = useState<string | null>(null)
  return (
    <section className={styles.strip} aria-label={presentText('strip')} data-testid="scene-strip" data-part="scenes">
      <div className={styles.head}>
        <IconPresentation size={17} stroke={1.8} aria-hidden="true" />
        <h2 className={styles.title}>{presentText('title')}</h2>
        {scenes.length > 0 && <span className={styles.hint}>{presentText('stripKeys')}</span>}
        <span className={styles.room} />
        <Hint label={presentText('addHint')} position="top">
          <Button size="compact-sm" variant="default" leftSection={<IconCameraPlus size={16} stroke={1.8} />} data-testid="add-scene" onClick={addSceneOfNow}>
            {presentText('add')}
          </Button>
        </Hint>
        <Hint label={presentText('presentHint')} keys={keysOf(presentKeys)} position="top">
          <Button size="compact-sm" leftSection={<IconPlayerPlay size={15} stroke={1.8} />} data-testid="present" onClick={present}>
            {presentText('present')}
          </Button>
        </Hint>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={presentText('closeStrip')} data-testid="close-scenes" onClick={toggleStrip}>
          <IconX size={16} stroke={1.8} />
        </ActionIcon>
      </div>
      {scenes.length === 0 ? <NoneYet /> : <Row scenes={scenes} index={index} editing={editing} onEdit={setEditing} />}
    </section>
  )
}

function NoneYet() {
  return (
    <div className={styles.none}>
      <p>{presentText('ownHint')}</p>
      <Button size="compact-sm" variant="default" data-testid="take-own-scenes" onClick={takeOwnScenes}>
        {presentText('takeOwn')}
      </Button>
    </div>
  )
}

interface RowProps { scenes: readonly Scene[]; index: number; editing: string | null; onEdit(id: string | null): void }

function Row({ scenes, index, editing, onEdit }: RowProps) {
  const list = useRef<HTMLOListElement>(null)
  const [over, setOver] = useState<number | null>(null)
  const dragged = useRef<number | null>(null)
  const wantsFocus = useRef(false)
  useEffect(() => {
    const chosen = list.current?.children[index]?.querySelector<HTMLElement>('button')
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (wantsFocus.current) chosen?.focus()
    wantsFocus.current = false
  }, [index, scenes])
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined
    const goal = event.key === 'Home' ? 0 : event.key === 'End' ? scenes.length - 1 : by === undefined ? undefined : index + by
    if (event.ctrlKey || event.metaKey || !(event.target instanceof Element) || event.target.closest('[data-scene]') === null) return
    if (by !== undefined && event.altKey) shiftScene(index, by)
    else if (goal !== undefined && !event.altKey) chooseScene(Math.max(0, Math.min(scenes.length - 1, goal)))
    else if (event.key === 'Delete' || event.key === 'Backspace') removeScene(index)
    else if (event.key === 'F2') onEdit(scenes[index]?.id ?? null)
    else return
    // The form takes the focus itself.
    wantsFocus.current = event.key !== 'F2'
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <ol ref={list} className={styles.row} onKeyDown={onKey}>
      {scenes.map((scene, place) => (
        <li
          key={scene.id}
          className={styles.item}
          data-chosen={place === index || undefined}
          data-over={over === place || undefined}
          draggable
          data-testid={`scene-${place + 1}`}
          onDragStart={(event: DragEvent) => {
            dragged.current = place
            event.dataTransfer.effectAllowed = 'move'
          }}
          onDragOver={(event: DragEvent) => {
            if (dragged.current === null) return
            event.preventDefault()
            setOver(place)
          }}
          onDragEnd={() => {
            dragged.current = null
            setOver(null)
          }}
          onDrop={(event: DragEvent) => {
            event.preventDefault()
            if (dragged.current !== null) placeScene(dragged.current, place)
            dragged.current = null
            setOver(null)
          }}
        >
          <SceneButton scene={scene} place={place} isChosen={place === index} onEdit={() => onEdit(scene.id)} />
          <Popover opened={editing === scene.id} onChange={(opened) => !opened && onEdit(null)} closeOnEscape={false} position="top" width={380} trapFocus returnFocus withinPortal shadow="md">
            <Popover.Target>
              <ActionIcon variant="subtle" color="gray" size={24} className={styles.edit!} aria-label={`${presentText('edit')}: ${cut(scene.name)}`} tabIndex={place === index ? 0 : -1} data-testid={`edit-scene-${place + 1}`} onClick={() => {
                if (place !== index) chooseScene(place)
                onEdit(editing === scene.id ? null : scene.id)
              }}>
                <IconPencil size={14} stroke={1.8} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <SceneForm scene={scene} index={place} count={scenes.length} onClose={() => onEdit(null)} />
            </Popover.Dropdown>
          </Popover>
        </li>
      ))}
    </ol>
  )
}

/** A press chooses a scene; on the one that is chosen it opens the form. */
function SceneButton({ scene, place, isChosen, onEdit }: { scene: Scene; place: number; isChosen: boolean; onEdit(): void }) {
  return (
    <button
      type="button"
      className={styles.scene}
      data-scene=""
      tabIndex={isChosen ? 0 : -1}
      aria-current={isChosen || undefined}
      onClick={(event) => (isChosen && event.detail === 0 ? onEdit() : chooseScene(place))}
      onDoubleClick={onEdit}
    >
      <SceneThumbnail box={scene.box} />
      <span className={styles.name}>
        <span className={`${styles.number} tabular`}>{place + 1} </span>
        <span className={styles.words}>{cut(scene.name)}</span>
        {scene.at !== undefined && <IconClock size={14} stroke={1.8} aria-label={presentText('standsHere')} />}
        {scene.path !== undefined && <IconRoute size={14} stroke={1.8} aria-hidden="true" />}
      </span>
    </button>
  )
}
