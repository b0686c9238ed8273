import { freeId } from '../../../../engine/core/model/ids.ts'
import { isAlways } from '../../../../engine/core/model/condition.ts'
import type { BranchStep } from '../../../../engine/core/model/steps/branch.ts'
import { RESERVED_BRANCH_IDS } from '../../../../engine/core/model/steps/wait-for.ts'
import { ConditionField } from '../condition/condition-field.tsx'
import { ThenField } from '../fields/then-field.tsx'
import { AddButton, Item, movesIn, Remark, Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import { nthPart, type PartName } from '../../../document/edited-part.ts'

/** Ways with the condition that opens each; the first that holds is taken. */
export function BranchForm({ stepId, step }: { stepId: string; step: BranchStep }) {
  const edit = stepEdit<BranchStep>(stepId)
  const set = (index: number, what: PartName, change: Partial<BranchStep['branches'][number]>) =>
    edit(nthPart(what, index), (current) => ({ ...current, branches: current.branches.with(index, { ...current.branches[index]!, ...change }) }))
  return (
    <Section title={inspectorText('branches')} help={inspectorText('elseHelp')}>
      {step.branches.map((branch, index) => (
        <Item
          key={index}
          testId={`branch-${index}`}
          removeLabel={inspectorText('remove', { what: branch.id })}
          onRemove={() => edit('ways', (current) => ({ ...current, branches: current.branches.toSpliced(index, 1) }))}
          moves={movesIn(step.branches, index, (branches) => edit('orderOfWays', (current) => ({ ...current, branches })))}
          first={
            <TextField
              label={inspectorText('wayNumber', { number: index + 1 })}
              value={branch.id}
              onChange={(id) => (step.branches.some((other) => other !== branch && other.id === id) ? inspectorText('sameId') : set(index, 'nameOfWay', { id: id ?? '' }))}
            />
          }
        >
          <ConditionField sizes="all" value={isEmpty(branch.when) ? undefined : branch.when} place={{ kind: 'event', event: undefined }} addLabel={inspectorText('onlyIf')} onChange={(when) => set(index, 'condition', { when: isAlways(when) || when === undefined ? { all: [] } : when })} />
          <ThenField stepId={stepId} portId={branch.id} target={branch.next} />
        </Item>
      ))}
      <AddButton
        label={inspectorText('addBranch')}
        testId="add-branch"
        onClick={() =>
          edit('ways', (current) => {
            const id = freeId('way', (taken) => RESERVED_BRANCH_IDS.includes(taken) || current.branches.some((one) => one.id === taken))
            return { ...current, branches: [...current.branches, { id, when: { all: [] } }] }
          })
        }
      />
      <Item removeLabel="" first={<Remark>{inspectorText('elseWay')}</Remark>}>
        <ThenField stepId={stepId} portId="else" target={step.else} />
      </Item>
    </Section>
  )
}

/** A way that is open to everybody, as a new one is. */
function isEmpty(when: BranchStep['branches'][number]['when']): boolean {
  return 'all' in when && when.all.length === 0
}
