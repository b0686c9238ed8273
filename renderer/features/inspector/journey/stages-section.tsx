import { freeId } from '../../../../engine/core/model/ids.ts'
import type { Stage } from '../../../../engine/core/model/journey.ts'
import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconArrowsMinimize } from '@tabler/icons-react'
import { nameOfStage, storedBox } from '../../../document/bands.ts'
import { addStage, fitBand, removeStage, renameStage, reorderStage } from '../../../document/commands/stages.ts'
import { documentStore, useDocumentStore } from '../../../document/document-store.ts'
import { Hint } from '../../../components/hint.tsx'
import { AddButton, FoldedSection, RemoveButton, Row } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'

/** The stages in their order; steps of a stage that goes are in no stage. */
export function StagesSection({ stages }: { stages: readonly Stage[] }) {
  return (
    <FoldedSection id="stages" title={inspectorText('stages')} summary={stages.length === 0 ? inspectorText('none') : stages.map(nameOfStage).join(', ')} help={inspectorText('stagesHelp')}>
      {stages.map((stage, index) => (
        <StageRow key={stage.id} stage={stage} isFirst={index === 0} isLast={index === stages.length - 1} />
      ))}
      <AddButton label={inspectorText('addStage')} testId="add-stage" onClick={add} />
    </FoldedSection>
  )
}

function StageRow({ stage, isFirst, isLast }: { stage: Stage; isFirst: boolean; isLast: boolean }) {
  const hasSize = useDocumentStore((state) => storedBox(state.document, stage.id) !== undefined)
  const { apply } = documentStore.getState()
  const now = () => documentStore.getState().document
  const name = nameOfStage(stage)
  return (
    <Row>
      <div style={{ flex: 1 }}>
        <TextField
          label={inspectorText('stageName', { stage: name })}
          showLabel={false}
          value={name}
          onChange={(next) => {
            if (next === undefined) return inspectorText('stageNeedsName')
            apply(renameStage(stage.id, next, `stage:${stage.id}:name`))
            return undefined
          }}
        />
      </div>
      {hasSize && (
        <Hint label={inspectorText('fitStage')}>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={`${inspectorText('fitStage')}: ${name}`} data-testid={`fit-stage-${stage.id}`} onClick={() => apply(fitBand(stage.id, now()))}>
            <IconArrowsMinimize size={16} stroke={1.7} />
          </ActionIcon>
        </Hint>
      )}
      <ActionIcon variant="subtle" color="gray" size={32} disabled={isFirst} aria-label={`${inspectorText('moveUp')}: ${name}`} onClick={() => apply(reorderStage(stage.id, -1, now()))}>
        <IconArrowUp size={16} stroke={1.7} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size={32} disabled={isLast} aria-label={`${inspectorText('moveDown')}: ${name}`} onClick={() => apply(reorderStage(stage.id, 1, now()))}>
        <IconArrowDown size={16} stroke={1.7} />
      </ActionIcon>
      <RemoveButton label={inspectorText('remove', { what: name })} onClick={() => apply(removeStage(stage.id, now()))} />
    </Row>
  )
}

function add(): void {
  const { document, apply } = documentStore.getState()
  apply(addStage({ id: freeId('stage', (id) => document.stages?.some((stage) => stage.id === id) === true), name: inspectorText('newStage') }))
}
