import { freeId } from '../../../../engine/core/model/ids.ts'
import type { SplitStep } from '../../../../engine/core/model/steps/split.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AddButton, Remark, RemoveButton, Row, Section, Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { TryValues } from '../../what-if/try-values.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import { nthPart } from '../../../document/edited-part.ts'
import { shareOf, withShare } from './shares.ts'

/** Variants with their shares; people stay in the group they were dealt. */
export function SplitForm({ stepId, step }: { stepId: string; step: SplitStep }) {
  const edit = stepEdit<SplitStep>(stepId)
  const { variants } = step
  const add = () =>
    edit('variants', (current) => {
      const letter = 'abcdefghijklmnopqrstuvwxyz'[current.variants.length] ?? 'variant'
      const id = freeId(letter, (taken) => current.variants.some((one) => one.id === taken))
      const total = current.variants.reduce((sum, { weight }) => sum + weight, 0)
      const weight = total === 0 ? 1 : Math.round((10_000 * total) / current.variants.length) / 10_000
      return { ...current, variants: [...current.variants, { id, name: id.toUpperCase(), weight }] }
    })
  return (
    <>
      <Section title={inspectorText('variants')} help={inspectorText('splitHelp')}>
        {variants.map((variant, index) => (
          <Row key={variant.id}>
            <TextField
              label={inspectorText('name')}
              showLabel={index === 0}
              value={variant.name ?? variant.id}
              onChange={(name) => edit(nthPart('name', index), (current) => ({ ...current, variants: current.variants.with(index, withField(current.variants[index]!, 'name', name)) }))}
            />
            <NumberField
              label={inspectorText('weight')}
              showLabel={index === 0}
              width={104}
              unit="%"
              value={shareOf(variants, index)}
              testId={`weight-${index}`}
              onChange={(share) => (share === undefined || share < 0 || share > 100 ? inspectorText('notAShare') : edit('shares', (current) => ({ ...current, variants: withShare(current.variants, index, share) })))}
            />
            {variants.length > 1 && (
              <RemoveButton label={inspectorText('remove', { what: variant.name ?? variant.id })} onClick={() => edit('variants', (current) => ({ ...current, variants: current.variants.toSpliced(index, 1) }))} />
            )}
          </Row>
        ))}
        <div>
          {variants.length > 1 && <TryValues path={['steps', stepId, 'variants', 0, 'weight']} />}
          <AddButton label={inspectorText('addVariant')} testId="add-variant" onClick={add} />
          {new Set(variants.map(({ weight }) => weight)).size > 1 && (
            <AddButton label={inspectorText('sameShares')} testId="same-shares" onClick={() => edit('shares', (current) => ({ ...current, variants: current.variants.map((variant) => ({ ...variant, weight: 1 })) }))} />
          )}
        </div>
      </Section>
      <JudgeSection stepId={stepId} step={step} />
    </>
  )
}

function JudgeSection({ stepId, step }: { stepId: string; step: SplitStep }) {
  const edit = stepEdit<SplitStep>(stepId)
  const goals = useDocumentStore((state) => state.document.goals) ?? []
  const { autoWinner } = step
  const goalOptions = goals.map(({ id }) => ({ value: id, label: id }))
  const setWinner = (next: SplitStep['autoWinner']) => edit('automaticWinner', (current) => withField(current, 'autoWinner', next))
  const [firstGoal] = goals
  return (
    <>
      <Section title={inspectorText('judging')}>
        <ChoiceField label={inspectorText('goal')} value={step.goal} none={inspectorText('anyGoal')} options={goalOptions} testId="split-goal" onChange={(goal) => edit('goal', (current) => withField(current, 'goal', goal))} />
        {(firstGoal !== undefined || autoWinner) && (
          <CheckField
            label={inspectorText('autoWinner')}
            value={autoWinner !== undefined}
            onChange={(isOn) => setWinner(isOn ? { after: 'P7D', metric: step.goal ?? firstGoal?.id ?? 'goal', minimum: 100 } : undefined)}
          />
        )}
        {autoWinner && (
          <>
            <Sentence>
              <Words>{inspectorText('winnerAfter')}</Words>
              <DurationField label={inspectorText('winnerAfter')} showLabel={false} value={autoWinner.after} testId="winner-after" onChange={(after) => setWinner({ ...autoWinner, after: after ?? '' })} />
              <Words>{inspectorText('winnerMinimum')}</Words>
              <NumberField label={inspectorText('winnerMinimum')} showLabel={false} width={76} value={autoWinner.minimum} testId="winner-minimum" onChange={(minimum) => setWinner({ ...autoWinner, minimum: minimum ?? -1 })} />
              <Words>{inspectorText('winnerPeople')}</Words>
              <ChoiceField label={inspectorText('winnerMetric')} showLabel={false} value={autoWinner.metric} options={goalOptions} testId="winner-metric" onChange={(metric) => (metric === undefined ? undefined : setWinner({ ...autoWinner, metric }))} />
            </Sentence>
            <Remark>{inspectorText('autoWinnerHelp')}</Remark>
          </>
        )}
      </Section>
      <Section>
        <TextField label={inspectorText('key')} description={inspectorText('keyHelp')} placeholder={inspectorText('keyPlaceholder')} value={step.key} testId="split-key" onChange={(key) => edit('hashKey', (current) => withField(current, 'key', key))} />
      </Section>
    </>
  )
}
