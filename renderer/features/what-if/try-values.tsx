import { Button } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { jsonPath } from '../../../engine/core/json.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { openWhatIf } from './open-what-if.ts'
import { whatIfText } from './texts.ts'
import styles from './what-if.module.css'

/** Beside a field: turn its number and see what it does. `path`: where the number stands in the journey. Nothing before the first run. */
export function TryValues({ path }: { path: readonly (string | number)[] }) {
  const hasRun = useRunStore((state) => state.latest !== null)
  if (!hasRun) return null
  return (
    <Hint label={whatIfText('tryValuesHint')}>
      <Button variant="subtle" size="compact-sm" h={32} className={styles.tryValues!} leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.8} />} aria-label={whatIfText('tryValues')} data-testid="try-values" onClick={() => openWhatIf(jsonPath(path))}>
        {whatIfText('tryShort')}
      </Button>
    </Hint>
  )
}
