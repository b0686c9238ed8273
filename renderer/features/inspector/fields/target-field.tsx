import { Select } from '@mantine/core'
import { useState } from 'react'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { cardHeight } from '../../../document/card-size.ts'
import { COLUMN } from '../../../document/commands/entries.ts'
import { documentStore, useDocumentStore } from '../../../document/document-store.ts'
import { positionOf } from '../../../document/layout.ts'
import { nameOfStep } from '../../../document/names.ts'
import { freePlace } from '../../../document/room.ts'
import { useUiStore } from '../../../stores/ui-store.ts'
import { addFromPalette } from '../../canvas/canvas-actions.ts'
import { findItems, type PaletteKind } from '../../palette/palette-items.ts'
import { inspectorText } from '../texts.ts'
import { focusFirstField } from './focus-first-field.ts'
import { SELECT_ALL } from './select-all.ts'
import { useDraft, type Commit } from './use-draft.ts'

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
  const steps = useDocumentStore((state) => state.document.steps)
  const draft = useDraft<string | undefined, string>(value, (id) => id ?? '', (id) => onChange(id === '' ? undefined : id))
  const [isOpen, setOpen] = useState(false)
  const here = [{ value: '', label: none ?? inspectorText('theEnd') }, ...targetsIn(steps, from, value, isOpen)]
  const items = findItems('', { withEntry: false })
  const made = portId === undefined ? [] : items.map(({ kind, name }) => ({ value: `${NEW}${kind}`, label: inspectorText('newStep', { kind: name }) }))
  return (
    <Select
      {...(showLabel ? { label } : {})}
      data={made.length === 0 ? here : [{ group: inspectorText('stepsHere'), items: here }, { group: inspectorText('newSteps'), items: made }]}
      value={draft.shown}
      error={draft.error}
      searchable={Object.keys(steps).length > SEARCHED_FROM || made.length > 0}
      selectFirstOptionOnChange
      {...SELECT_ALL}
      limit={MOST_OFFERED}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      aria-label={label}
      onBlur={draft.leave}
      maxDropdownHeight={320}
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

/** The steps that are offered: all while the list is open, else only the chosen one, for every key that is typed anywhere draws this field anew. */
function targetsIn(steps: JourneyDocument['steps'], from: string, value: string | undefined, isOpen: boolean): { value: string; label: string }[] {
  const isStep = value !== undefined && Object.hasOwn(steps, value)
  const ids = isOpen ? Object.keys(steps).filter((id) => id !== from) : isStep && value !== from ? [value] : []
  const named = new Map<string, number>()
  for (const step of Object.values(steps)) named.set(nameOfStep(step), (named.get(nameOfStep(step)) ?? 0) + 1)
  const others = ids.map((id) => {
    const name = nameOfStep(steps[id]!)
    return { value: id, label: named.get(name) === 1 ? name : `${name} (${id})` }
  })
  return [...(value === undefined || isStep ? [] : [{ value, label: value }]), ...others, ...(Object.hasOwn(steps, from) ? [{ value: from, label: inspectorText('itself') }] : [])]
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
