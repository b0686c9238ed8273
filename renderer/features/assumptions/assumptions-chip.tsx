import { useDocumentStore } from '../../document/document-store.ts'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { useAssumptionsStore, useTakeStore } from '../../stores/assumptions-store.ts'
import { ApproximatelyIcon } from './basis-badge.tsx'
import { messagesAssumed } from './message-rows.ts'
import { openAssumptions } from './panel-store.ts'
import { isEmptyScenario } from './scenario-edits.ts'
import { assumeText } from './texts.ts'
import styles from './chip.module.css'

/** Beside Run: whether the next run rests on assumptions, and the way to them. */
export function AssumptionsChip() {
  const label = useChipWords()
  const isOn = useIsOn()
  const [name, value] = label.split(': ')
  return (
    <Hint label={`${label}\n${assumeText('chipHint')}`} keys={keysOf('mod+Shift+Enter')}>
      <button type="button" className={styles.chip} aria-label={label} data-on={isOn || undefined} data-testid="assumptions-chip" onClick={openAssumptions}>
        <ApproximatelyIcon size={17} />
        <span className={styles.name}>{name}:</span>
        <span className={`${styles.value} tabular`}>{value}</span>
      </button>
    </Hint>
  )
}

function useIsOn(): boolean {
  const id = useDocumentStore((state) => state.document.id)
  const isOff = useTakeStore((state) => state.off[id] === true)
  return useAssumptionsStore((state) => !isEmptyScenario(state.scenario)) && !isOff
}

function useChipWords(): string {
  const scenario = useAssumptionsStore((state) => state.scenario)
  const document = useDocumentStore((state) => state.document)
  const isOff = useTakeStore((state) => state.off[document.id] === true)
  if (isEmptyScenario(scenario)) return assumeText('chipNone')
  if (isOff) return assumeText('chipOff')
  const messages = messagesAssumed(document, scenario.responses ?? [])
  const webhooks = Object.keys(scenario.webhooks ?? {}).length
  if (messages > 0) return assumeText('chipMessages', { count: messages })
  return webhooks > 0 ? assumeText('chipWebhooks', { count: webhooks }) : assumeText('chipOther')
}
