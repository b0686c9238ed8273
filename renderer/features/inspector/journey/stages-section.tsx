import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { freeId } from '../../../../engine/core/model/ids.ts'
import type { JourneyDocument, Stage } from '../../../../engine/core/model/journey.ts'
import { withField } from '../../../document/commands/journey.ts'
import { AddButton, FoldedSection, RemoveButton, Row } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { withList } from './goals-and-exits.tsx'

/** The stages in their order; steps of a stage that goes are in no stage. */
export function StagesSection({ stages }: { stages: readonly Stage[] }) {
  const set = (what: string, next: Stage[]) => journeyEdit(what, (document) => withList(document, 'stages', next))
  const swap = (index: number, by: 1 | -1) => {
    const next = [...stages]
    ;[next[index], next[index + by]] = [next[index + by]!, next[index]!]
    set('order of stages', next)
  }
  return (
    <FoldedSection id="stages" title={inspectorText('stages')} summary={stages.length === 0 ? inspectorText('none') : stages.map(({ id, name }) => name ?? id).join(', ')} help={inspectorText('stagesHelp')}>
      {stages.map((stage, index) => (
        <Row key={stage.id}>
          <div style={{ flex: 1 }}>
            <TextField label={inspectorText('name')} showLabel={false} value={stage.name ?? stage.id} onChange={(name) => set(`stage ${index + 1}`, stages.with(index, withField(stage, 'name', name)))} />
          </div>
          <ActionIcon variant="subtle" color="gray" size={32} disabled={index === 0} aria-label={inspectorText('moveUp')} onClick={() => swap(index, -1)}>
            <IconArrowUp size={16} stroke={1.7} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" size={32} disabled={index === stages.length - 1} aria-label={inspectorText('moveDown')} onClick={() => swap(index, 1)}>
            <IconArrowDown size={16} stroke={1.7} />
          </ActionIcon>
          <RemoveButton
            label={inspectorText('remove', { what: stage.name ?? stage.id })}
            onClick={() => journeyEdit('stages', (document) => withoutStage(withList(document, 'stages', stages.toSpliced(index, 1)), stage.id))}
          />
        </Row>
      ))}
      <AddButton
        label={inspectorText('addStage')}
        testId="add-stage"
        onClick={() => set('stages', [...stages, { id: freeId('stage', (id) => stages.some((stage) => stage.id === id)), name: inspectorText('newStage') }])}
      />
    </FoldedSection>
  )
}

function withoutStage(document: JourneyDocument, stageId: string): JourneyDocument {
  const steps = Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, step.stage === stageId ? withField(step, 'stage', undefined) : step]))
  return { ...document, steps }
}
