import { connectPort, type Step } from '../../../../engine/core/model/steps/registry.ts'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import { Sentence, Words } from './section.tsx'
import { TargetField } from './target-field.tsx'

/** "then go to …": where one way of a step leads, right where the form says when it is taken. */
export function ThenField({ stepId, portId, target }: { stepId: string; portId: string; target: string | undefined }) {
  return (
    <Sentence>
      <Words>{inspectorText('thenTo')}</Words>
      <TargetField
        label={inspectorText('thenTo')}
        showLabel={false}
        from={stepId}
        portId={portId}
        value={target}
        onChange={(next) => stepEdit<Step>(stepId)('connection', (current) => connectPort(current, portId, next))}
        testId={`target-${portId}`}
      />
    </Sentence>
  )
}
