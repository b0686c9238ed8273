import { TagsInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { COMPARISON_OPS, type ComparisonOp, type Scalar } from '../../../../engine/core/model/condition.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { scalarOf, typedScalar } from './scalars.ts'

export interface Comparison {
  op: ComparisonOp
  value?: Scalar | Scalar[] | undefined
}

/** What is compared, how, and with what; the fields for the value follow the comparison. */
export function ComparisonFields({ subject, value, suggestions, factOf, onChange }: { subject: ReactNode; value: Comparison; suggestions: readonly string[]; factOf?: (value: string) => string | undefined; onChange: Commit<{ op: ComparisonOp; value?: Scalar | Scalar[] }> }) {
  const list = Array.isArray(value.value) ? value.value : value.value === undefined ? [] : [value.value]
  const isList = value.op === 'in' || value.op === 'notIn'
  const setOp = (op: ComparisonOp | undefined) => {
    if (op === undefined) return undefined
    if (op === 'exists' || op === 'missing') return onChange({ op })
    const first = list[0] ?? (suggestions[0] === undefined ? 0 : scalarOf(suggestions[0]))
    if (op === 'in' || op === 'notIn') return onChange({ op, value: list.length === 0 ? [first] : list })
    if (op === 'between') return onChange({ op, value: typeof first === 'number' ? [first, typeof list[1] === 'number' ? list[1] : first] : [0, 1] })
    return onChange({ op, value: op === 'startsWith' ? String(first) : first })
  }
  return (
    <>
      {subject}
      <Sentence>
        <ChoiceField
          label={inspectorText('comparison')}
          showLabel={false}
          width={148}
          value={value.op}
          options={COMPARISON_OPS.map((op) => ({ value: op, label: inspectorText(op) }))}
          onChange={setOp}
        />
        {value.op !== 'exists' && value.op !== 'missing' && value.op !== 'between' && !isList && (
          <TextField
            label={inspectorText('value')}
            showLabel={false}
            value={value.value === undefined ? '' : typedScalar(list[0] ?? '')}
            suggestions={suggestions}
            {...(factOf === undefined ? {} : { factOf })}
            onChange={(text) => onChange({ op: value.op, value: value.op === 'startsWith' ? (text ?? '') : scalarOf(text ?? '') })}
          />
        )}
        {value.op === 'between' &&
          [0, 1].flatMap((index) => [
            ...(index === 1 ? [<Words key="and">{inspectorText('and')}</Words>] : []),
            <TextField
              key={index}
              label={inspectorText(index === 0 ? 'betweenFrom' : 'betweenTo')}
              showLabel={false}
              width={64}
              value={list[index] === undefined ? '' : typedScalar(list[index])}
              onChange={(text) => onChange({ op: 'between', value: [0, 1].map((place) => (place === index ? scalarOf(text ?? '') : (list[place] ?? 0))) })}
            />,
          ])}
      </Sentence>
      {isList && (
        <TagsInput
          aria-label={inspectorText('values')}
          placeholder={inspectorText('valuesPlaceholder')}
          value={list.filter((one) => one !== '').map(typedScalar)}
          data={[...suggestions]}
          // A list has one value at least; until one is written it is the empty text, which is not shown.
          onChange={(texts) => onChange({ op: value.op, value: texts.length === 0 ? [''] : texts.map(scalarOf) })}
        />
      )}
    </>
  )
}
