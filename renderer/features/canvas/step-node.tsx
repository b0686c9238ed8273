import { memo } from 'react'
import { kindOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import type { Port } from '../../../engine/core/model/steps/step-kind.ts'
import { portsShown } from '../../document/card-ports.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { nameOfStep } from '../../document/names.ts'
import { summaryBesideName } from '../../document/summary-beside-name.ts'
import { conditionInWords, wayInWords } from '../../i18n/in-words.ts'
import { cut } from '../../i18n/cut.ts'
import { Card } from './card.tsx'
import { iconOfStep } from './families.tsx'

/** The card of a step. It looks up its own step, so an edit redraws only the cards it concerns. */
export const StepNode = memo(function StepNode({ id, selected }: { id: string; selected?: boolean }) {
  const step = useDocumentStore((state) => state.document.steps[id])
  if (!step) return null
  return (
    <Card
      nodeId={id}
      testId={`step-${id}`}
      family={kindOf(step).family}
      icon={iconOfStep(step)}
      name={nameOfStep(step)}
      summary={cut(summaryBesideName(step))}
      ports={portsShown(step).map((port) => ({ ...port, label: cut(portLabel(step, port)) }))}
      accepts
      selected={selected === true}
    />
  )
})

/** A branch's port says what leads through it unless the branch has a name of its own. */
export function portLabel(step: Step, port: Port): string {
  if (step.kind !== 'branch' || port.id === 'else') return wayInWords(port.label)
  const branch = step.branches.find(({ id }) => id === port.id)
  const isNumbered = /^(branch|yes|way)(-\d+)?$/.test(port.id)
  return branch && isNumbered && step.branches.length > 1 ? conditionInWords(branch.when) : port.id
}
