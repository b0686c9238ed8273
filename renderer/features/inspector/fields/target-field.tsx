import { VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { cardHeight } from '../../../document/card-size.ts'
import { COLUMN } from '../../../document/commands/entries.ts'
import { documentStore, useDocumentStore } from '../../../document/document-store.ts'
import { flowShapeOf } from '../../../document/flow-shape.ts'
import { positionOf } from '../../../document/layout.ts'
import { nameOfStep } from '../../../document/names.ts'
import { freePlace } from '../../../document/room.ts'
import { useUiStore } from '../../../stores/ui-store.ts'
import { addFromPalette } from '../../canvas/canvas-actions.ts'
import { findItems, type PaletteItem, type PaletteKind } from '../../palette/palette-items.ts'
import { FamilyTile } from '../../canvas/families.tsx'
import { iconOfItem } from '../../canvas/item-icon.ts'
import { inspectorText } from '../texts.ts'
import { focusFirstField } from './focus-first-field.ts'
import { ListInput } from './list-input.tsx'
import { useDraft, type Commit } from './use-draft.ts'
import styles from './target-field.module.css'

interface TargetFieldProps {
  label: string
  /** The node it leads from. */
  from: string
  /** The port it is of; with it, a new step can be made in its place. */
  portId?: string
  value: string | undefined
  onChange: Commit<string | undefined>
  /** False hides the label from the eye, not from a screen reader. */
  showLabel?: boolean
  /** What "nowhere" means here. */
  none?: string
  testId?: string
}

const NEW = 'new:'
const SEARCHED_FROM = 4
/** Options that are drawn at once; a search finds the others. */
const MOST_OFFERED = 100

/** Where a port leads, by name, or to a step that is made there and then: the way to build without a mouse. */
export function TargetField({ label, from, portId, value, onChange, none, showLabel = true, testId }: TargetFieldProps) {
  const draft = useDraft<string | undefined, string>(value, (id) => id ?? '', (id) => onChange(id === '' ? undefined : id))
  const [isOpen, setOpen] = useState(false)
  // Closed, it is not drawn anew for every letter that is typed into another field.
  const chosen = useDocumentStore((state) => (value === undefined ? undefined : labelOf(state.document.steps, value)))
  const steps = useDocumentStore((state) => (isOpen ? state.document.steps : NO_STEPS))
  const isStep = useDocumentStore((state) => Object.hasOwn(state.document.steps, from))
  const isMany = useDocumentStore((state) => flowShapeOf(state.document.steps).steps > SEARCHED_FROM)
  const here = [{ value: '', label: none ?? inspectorText('theEnd') }]
  // What the field shows has to be among what it offers, also if no such step is there.
  if (value !== undefined && value !== from && (chosen === undefined || !isOpen)) here.push({ value, label: chosen ?? value })
  here.push(...targetsIn(steps, from))
  if (isStep) here.push({ value: from, label: inspectorText('itself') })
  const items = findItems('', { withEntry: false })
  const made = portId === undefined ? [] : items.map(({ kind, name }) => ({ value: `${NEW}${kind}`, label: inspectorText('newStep', { kind: name }) }))
  const own = { group: inspectorText('stepsHere'), items: here }
  const fresh = { group: inspectorText('newSteps'), items: made }
  return (
    <ListInput
      {...(showLabel ? { label } : {})}
      // A way that leads nowhere yet mostly wants a new step.
      data={made.length === 0 ? here : value === undefined ? [fresh, own] : [own, fresh]}
      {...(made.length === 0 ? {} : { classNames: GROUPED, comboboxProps: WIDE })}
      renderOption={({ option }) => {
        const item = items.find(({ kind }) => option.value === `${NEW}${kind}`)
        return item === undefined ? option.label : <NewStep item={item} label={option.label} />
      }}
      value={draft.shown}
      error={draft.error}
      searchable={isMany || made.length > 0}
      limit={MOST_OFFERED}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      aria-label={label}
      onBlur={draft.leave}
      maxDropdownHeight={mostHeight()}
      nothingFoundMessage={inspectorText('noSuchStep')}
      onChange={(chosen) => {
        if (chosen === null) return
        const item = items.find(({ kind }) => chosen === `${NEW}${kind}`)
        if (item === undefined || portId === undefined) draft.change(chosen)
        else addAfter(item.kind, from, portId)
      }}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    />
  )
}

const GROUPED = { group: styles.group! }
/** Wide enough for new steps in two columns. */
const WIDE = { width: 332, position: 'bottom-end' } as const
/** All new steps and the first of those that are there; never more than there is room for above or below the field, or the window would scroll. */
const mostHeight = () => Math.min(400, Math.round(globalThis.innerHeight * 0.42))

/** A kind of step as it is drawn everywhere; under its heading "New" need not be read, only said. */
function NewStep({ item, label }: { item: PaletteItem<PaletteKind>; label: string }) {
  const at = label.indexOf(item.name)
  return (
    <span className={styles.newStep}>
      <FamilyTile family={item.family} icon={iconOfItem(item.kind)} size={22} />
      <span className={styles.newName}>
        {at > 0 && <VisuallyHidden component="span">{label.slice(0, at)}</VisuallyHidden>}
        {at < 0 ? label : label.slice(at)}
      </span>
    </span>
  )
}

const NO_STEPS: JourneyDocument['steps'] = {}

/** The steps that are offered, by their names; two of one name are told apart by their ids. */
function targetsIn(steps: JourneyDocument['steps'], from: string): { value: string; label: string }[] {
  const named = new Map<string, number>()
  for (const step of Object.values(steps)) named.set(nameOfStep(step), (named.get(nameOfStep(step)) ?? 0) + 1)
  return Object.entries(steps).flatMap(([value, step]) => {
    const name = nameOfStep(step)
    return value === from ? [] : [{ value, label: named.get(name) === 1 ? name : `${name} (${value})` }]
  })
}

/** How one of them is called; undefined if it is not there. */
function labelOf(steps: JourneyDocument['steps'], id: string): string | undefined {
  const step = Object.hasOwn(steps, id) ? steps[id] : undefined
  if (!step) return undefined
  const name = nameOfStep(step)
  return Object.values(steps).some((other) => other !== step && nameOfStep(other) === name) ? `${name} (${id})` : name
}

/** Room for the ports a new card may have, in canvas pixels. */
const SPARE = 60

/** Makes a step of that kind beside the one it follows, shows it and goes on in its form. */
function addAfter(kind: PaletteKind, from: string, portId: string): void {
  const { document } = documentStore.getState()
  const { x, y } = positionOf(document, from) ?? { x: 0, y: 0 }
  const place = freePlace(document, { x: x + COLUMN, y }, cardHeight(undefined, true) + SPARE)
  useUiStore.getState().reveal(addFromPalette(kind, place, { from, portId }))
  focusFirstField()
}
