import { useDocumentStore } from '../../../document/document-store.ts'
import { nameOfStep } from '../../../document/names.ts'
import { inspectorText } from '../texts.ts'
import { ChoiceField } from './choice-field.tsx'
import type { Commit } from './use-draft.ts'

interface TargetFieldProps {
  label: string
  /** The step it leads from, which is not offered. */
  from: string
  value: string | undefined
  onChange: Commit<string | undefined>
  /** What "nowhere" means here. */
  none?: string
  testId?: string
}

/** Where a port leads, by name: the way to connect without a mouse. */
export function TargetField({ label, from, value, onChange, none, testId }: TargetFieldProps) {
  const steps = useDocumentStore((state) => state.document.steps)
  const names = Object.entries(steps).map(([id, step]) => ({ value: id, name: nameOfStep(step) }))
  const options = names
    .filter(({ value: id }) => id !== from)
    .map(({ value: id, name }) => ({ value: id, label: names.some((other) => other.value !== id && other.name === name) ? `${name} (${id})` : name }))
  return (
    <ChoiceField label={label} value={value} none={none ?? inspectorText('theEnd')} options={options} onChange={onChange} {...(testId === undefined ? {} : { testId })} />
  )
}
