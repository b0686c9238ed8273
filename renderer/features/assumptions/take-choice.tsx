import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { Assume } from '../../../engine/core/simulate/responses/response-schema.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { changeAssumptions, useAssumptionsStore, useTakeStore } from '../../stores/assumptions-store.ts'
import { SwitchField } from '../inspector/fields/choice-field.tsx'
import { Remark, Section } from '../inspector/fields/section.tsx'
import { areRangesInForce } from './message-rows.ts'
import { isEmptyScenario } from './scenario-edits.ts'
import { assumeText } from './texts.ts'
import styles from './assumptions.module.css'

type Use = 'off' | 'whatIf' | 'backtest'
const HELP = { off: 'offHelp', whatIf: 'whatIfHelp', backtest: 'backtestHelp' } as const

/** How a run takes the assumptions: not at all, as things that happen, or as counts; and which end of ranges. */
export function TakeChoice() {
  const document = useDocumentStore((state) => state.document)
  const { id } = document
  const scenario = useAssumptionsStore((state) => state.scenario)
  const isOff = useTakeStore((state) => state.off[id] === true)
  const take = useTakeStore((state) => state.take[id]) ?? 'middle'
  const isRange = useMemo(() => areRangesInForce(document, scenario), [document, scenario])
  if (isEmptyScenario(scenario)) return null
  const use: Use = isOff ? 'off' : (scenario.mode ?? 'whatIf')
  const choose = (next: Use) => {
    useTakeStore.setState(({ off }) => ({ off: { ...off, [id]: next === 'off' } }))
    if (next !== 'off' && (scenario.responses ?? []).length > 0) changeAssumptions((before) => ({ ...before, mode: next }))
  }
  return (
    <Section title={assumeText('use')}>
      <SwitchField<Use>
        label={assumeText('use')}
        value={use}
        options={[
          { value: 'off', label: assumeText('useOff') },
          { value: 'whatIf', label: assumeText('useWhatIf') },
          // Webhooks alone have no reactions to count.
          ...((scenario.responses ?? []).length === 0 ? [] : [{ value: 'backtest' as const, label: assumeText('useBacktest') }]),
        ]}
        onChange={choose}
      />
      <Remark>{assumeText(HELP[use])}</Remark>
      {isRange && !isOff && (
        <div className={styles.take}>
          <span className={styles.takeLabel}>{assumeText('take')}</span>
          <SegmentedControl
            size="xs"
            withItemsBorders={false}
            data={[{ value: 'low', label: assumeText('takeLow') }, { value: 'middle', label: assumeText('takeMiddle') }, { value: 'high', label: assumeText('takeHigh') }]}
            value={take}
            aria-label={assumeText('takeHelp')}
            onChange={(next) => useTakeStore.setState((state) => ({ take: { ...state.take, [id]: next as Assume } }))} // as: one of the three above
          />
        </div>
      )}
    </Section>
  )
}
