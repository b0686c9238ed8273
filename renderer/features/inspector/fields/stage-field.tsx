import { useState } from 'react'
import { freeId } from '../../../../engine/core/model/ids.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { changeJourney } from '../../../document/commands/journey.ts'
import { documentStore, useDocumentStore } from '../../../document/document-store.ts'
import { idOfName } from '../../../document/id-of-name.ts'
import { inspectorText } from '../texts.ts'
import { ListInput } from './list-input.tsx'

const NEW = 'new:'

/** Which stage a step is in; a name that no stage has yet makes one. */
export function StageField({ stepId, value, onChange }: { stepId: string; value: string | undefined; onChange(stage: string | undefined): unknown }) {
  const stages = useDocumentStore((state) => state.document.stages) ?? []
  const [search, setSearch] = useState('')
  const options = stages.map(({ id, name }) => ({ value: id, label: name ?? id }))
  const known = value === undefined || options.some((option) => option.value === value) ? options : [...options, { value, label: value }]
  const shown = value === undefined ? inspectorText('noStage') : known.find((option) => option.value === value)?.label
  const wanted = search.trim()
  const isNew = wanted !== '' && wanted !== shown && known.every(({ label }) => label.toLowerCase() !== wanted.toLowerCase())
  return (
    <ListInput
      label={inspectorText('stage')}
      data-testid="step-stage"
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      data={[{ value: '', label: inspectorText('noStage') }, ...known, ...(isNew ? [{ value: `${NEW}${wanted}`, label: inspectorText('newStageNamed', { name: wanted }) }] : [])]}
      value={value ?? ''}
      nothingFoundMessage={inspectorText('noSuchStage')}
      onChange={(chosen) => {
        if (chosen === null) return
        if (chosen.startsWith(NEW)) addStage(stepId, chosen.slice(NEW.length))
        else onChange(chosen === '' ? undefined : chosen)
      }}
    />
  )
}

/** One undo step: the stage is made, after the others, and the step put into it. */
function addStage(stepId: string, name: string): void {
  const run = (document: JourneyDocument): JourneyDocument => {
    const step = document.steps[stepId]
    if (!step) return document
    const stages = document.stages ?? []
    const id = freeId(idOfName(name) || 'stage', (taken) => stages.some((stage) => stage.id === taken))
    return { ...document, stages: [...stages, { id, name }], steps: { ...document.steps, [stepId]: { ...step, stage: id } } }
  }
  documentStore.getState().apply(changeJourney(inspectorText('undoNewStage', { name }), run))
}
