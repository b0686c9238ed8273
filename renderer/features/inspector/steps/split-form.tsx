import { freeId } from '../../../../engine/core/model/ids.ts'
import type { SplitStep } from '../../../../engine/core/model/steps/split.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AddButton, RemoveButton, Row, Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'

/** Variants with their shares; people stay in the group they were dealt. */
export function SplitForm({ stepId, step }: { stepId: string; step: SplitStep }) {
  const edit = stepEdit<SplitStep>(stepId)
  const goals = useDocumentStore((state) => state.document.goals)
  const total = step.variants.reduce((sum, { weight }) => sum + weight, 0)
  const percent = (weight: number) => (total === 0 ? 0 : Math.round((10_000 * weight) / total) / 100)
  // Once shares are written as per cent, all weights are: 1 and 1 become 50 and 50, which deals people exactly alike.
  const setShare = (index: number, share: number | undefined) =>
    edit('shares', (current) => ({
      ...current,
      variants: current.variants.map((variant, place) => ({ ...variant, weight: place === index ? (share ?? 0) : step.variants.length === 2 && (share ?? 0) <= 100 ? round(100 - (share ?? 0)) : percent(variant.weight) })),
    }))
  return (
    <>
      <Section title={inspectorText('variants')}>
        {step.variants.map((variant, index) => (
          <Row key={variant.id}>
            <div style={{ flex: 1 }}>
              <TextField
                label={inspectorText('name')}
                showLabel={index === 0}
                value={variant.name ?? variant.id}
                onChange={(name) => edit(`name ${index + 1}`, (current) => ({ ...current, variants: current.variants.with(index, withField(current.variants[index]!, 'name', name)) }))}
              />
            </div>
            <NumberField label={inspectorText('weight')} showLabel={index === 0} width={104} unit="%" value={percent(variant.weight)} testId={`weight-${index}`} onChange={(share) => setShare(index, share)} />
            {step.variants.length > 1 && (
              <RemoveButton label={inspectorText('remove', { what: variant.name ?? variant.id })} onClick={() => edit('variants', (current) => ({ ...current, variants: current.variants.toSpliced(index, 1) }))} />
            )}
          </Row>
        ))}
        <AddButton
          label={inspectorText('addVariant')}
          onClick={() =>
            edit('variants', (current) => {
              const letter = 'abcdefghijklmnopqrstuvwxyz'[current.variants.length] ?? 'variant'
              const id = freeId(letter, (taken) => current.variants.some((one) => one.id === taken))
              const weight = total === 0 ? 1 : total / current.variants.length
              return { ...current, variants: [...current.variants, { id, name: id.toUpperCase(), weight: round(weight) }] }
            })
          }
        />
      </Section>
      <Section>
        <ChoiceField
          label={inspectorText('goal')}
          value={step.goal}
          none={inspectorText('anyGoal')}
          options={(goals ?? []).map(({ id }) => ({ value: id, label: id }))}
          onChange={(goal) => edit('goal', (current) => withField(current, 'goal', goal))}
        />
        <TextField label={inspectorText('key')} description={inspectorText('keyHelp')} value={step.key} onChange={(key) => edit('hash key', (current) => withField(current, 'key', key))} />
      </Section>
    </>
  )
}

function round(weight: number): number {
  return Math.round(weight * 10_000) / 10_000
}
