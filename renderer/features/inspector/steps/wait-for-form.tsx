import { useEffect } from 'react'
import { freeId } from '../../../../engine/core/model/ids.ts'
import { RESERVED_BRANCH_IDS, type WaitForBranch, type WaitForStep } from '../../../../engine/core/model/steps/wait-for.ts'
import { withField } from '../../../document/commands/journey.ts'
import { documentStore, useDocumentStore } from '../../../document/document-store.ts'
import { likelyNext, learnWhatFollows } from '../../start/what-follows.ts'
import { WaitTimeouts } from '../../explore/wait-timeouts.tsx'
import { ConditionField, SegmentField } from '../condition/condition-field.tsx'
import { useEventNames } from '../condition/catalogue-names.ts'
import { EventField } from '../condition/event-field.tsx'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { ThenField } from '../fields/then-field.tsx'
import { AddButton, Item, movesIn, Section, Sentence, Words } from '../fields/section.tsx'
import { TryValues } from '../../what-if/try-values.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import { nthPart, type PartName } from '../../../document/edited-part.ts'

type Look = 'arrival' | 'entry' | 'back'

/** What is waited for, how long, and what counts. */
export function WaitForForm({ stepId, step }: { stepId: string; step: WaitForStep }) {
  const edit = stepEdit<WaitForStep>(stepId)
  const events = useEventNames()
  const segments = useDocumentStore((state) => state.document.segments)
  const setBranch = (index: number, what: PartName, branch: WaitForBranch) => edit(nthPart(what, index), (current) => ({ ...current, branches: current.branches.with(index, branch) }))
  const newId = (stem: string) => freeId(stem, (id) => RESERVED_BRANCH_IDS.includes(id) || step.branches.some((branch) => branch.id === id))
  const add = (branch: WaitForBranch) => edit('ways', (current) => ({ ...current, branches: [...current.branches, branch] }))
  const look: Look = step.look === undefined || step.look === 'arrival' ? 'arrival' : step.look === 'entry' ? 'entry' : 'back'
  const [firstSegment] = Object.keys(segments ?? {})
  const awaited = step.branches.flatMap((branch) => ('event' in branch ? [branch.event] : []))
  const [firstAwaited] = awaited
  useEffect(() => {
    if (firstAwaited !== undefined) void learnWhatFollows(firstAwaited)
  }, [firstAwaited])
  const addEvent = () => {
    const event = likelyNext(documentStore.getState().document, stepId) ?? events.find((name) => !awaited.includes(name)) ?? 'event'
    return add({ id: newId(event), event })
  }
  return (
    <>
      <Section title={inspectorText('waitsFor')} {...(step.branches.length > 1 ? { help: inspectorText('waitsForHelp') } : {})}>
        {step.branches.map((branch, index) => (
          <Item
            key={index}
            testId={`wait-branch-${index}`}
            removeLabel={inspectorText('remove', { what: 'event' in branch ? branch.event : branch.segment })}
            onRemove={() => edit('ways', (current) => ({ ...current, branches: current.branches.toSpliced(index, 1) }))}
            moves={movesIn(step.branches, index, (branches) => edit('orderOfWays', (current) => ({ ...current, branches })))}
            first={
              'event' in branch ? (
                <Sentence>
                  <EventField value={branch.event} testId={`wait-event-${index}`} onChange={(event) => setBranch(index, 'event', { ...branch, event })} />
                  <Words>{inspectorText('happens')}</Words>
                </Sentence>
              ) : (
                <Sentence>
                  <Words>{inspectorText('isIn')}</Words>
                  <SegmentField value={branch.segment} testId={`wait-segment-${index}`} onChange={(segment) => setBranch(index, 'segment', { ...branch, segment: segment ?? '' })} />
                </Sentence>
              )
            }
          >
            {'event' in branch && (
              <ConditionField
                sizes="all"
                value={branch.where}
                place={{ kind: 'event', event: branch.event }}
                addLabel={inspectorText('onlyIf')}
                onChange={(where) => setBranch(index, 'condition', withField(branch, 'where', where))}
              />
            )}
            <ThenField stepId={stepId} portId={branch.id} target={branch.next} />
          </Item>
        ))}
        <div>
          <AddButton label={inspectorText('addEventBranch')} testId="add-branch" onClick={addEvent} />
          {firstSegment !== undefined && <AddButton label={inspectorText('addSegmentBranch')} testId="add-segment-branch" onClick={() => add({ id: newId(firstSegment), segment: firstSegment })} />}
        </div>
      </Section>
      <Section title={inspectorText('timeout')}>
        <CheckField
          label={inspectorText('timeoutOn')}
          value={step.timeout !== undefined}
          onChange={(isOn) => edit('timeLimit', (current) => withField(current, 'timeout', isOn ? { after: 'P1D' } : undefined))}
        />
        {step.timeout && (
          <>
            <Sentence>
              <Words>{inspectorText('timeoutAfter')}</Words>
              <DurationField
                label={inspectorText('timeoutAfter')}
                showLabel={false}
                value={step.timeout.after}
                testId="timeout-after"
                onChange={(after) => edit('timeLimit', (current) => ({ ...current, timeout: { ...current.timeout, after: after ?? '' } }))}
              />
              <TryValues path={['steps', stepId, 'timeout', 'after']} />
            </Sentence>
            <ThenField stepId={stepId} portId="timeout" target={step.timeout.next} />
          </>
        )}
        <WaitTimeouts key={stepId} stepId={stepId} onTake={(after) => edit('timeLimit', (current) => ({ ...current, timeout: { ...current.timeout, after } }))} />
      </Section>
      <Section title={inspectorText('look')}>
        <ChoiceField<Look>
          label={inspectorText('look')}
          showLabel={false}
          value={look}
          testId="look"
          options={[
            { value: 'arrival', label: inspectorText('lookArrival') },
            { value: 'entry', label: inspectorText('lookEntry') },
            { value: 'back', label: inspectorText('lookBack') },
          ]}
          onChange={(next) => edit('whatCounts', (current) => withField(current, 'look', next === 'back' ? 'P1D' : next === 'entry' ? 'entry' : undefined))}
        />
        {look === 'back' && (
          <Sentence>
            <Words>{inspectorText('didWithin')}</Words>
            <DurationField label={inspectorText('lookBackSpan')} showLabel={false} value={step.look} testId="look-back" onChange={(span) => edit('whatCounts', (current) => withField(current, 'look', span))} />
          </Sentence>
        )}
      </Section>
    </>
  )
}
