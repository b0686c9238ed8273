import { Button } from '@mantine/core'
import { desktop } from '../../app/desktop.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { SettingRow } from './setting-row.tsx'
import { openSettings, saveAll, useSettingsStore } from './settings-store.ts'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

/** Back to how things were at first; never a journey, a dataset or a result. */
export function ResetSection() {
  const answer = useSettingsStore((state) => state.answer)
  return (
    <div className={styles.rows}>
      <SettingRow id="resetAll" name={settingsText('resetAll')} help={settingsText('resetAllHelp')}>
        <Button variant="default" disabled={answer === null} onClick={() => void resetAll()} data-testid="reset-all">{settingsText('resetNow')}</Button>
      </SettingRow>
      <SettingRow id="resetSizes" name={settingsText('resetSizes')} help={settingsText('resetSizesHelp')}>
        <Button variant="default" onClick={forgetSizes} data-testid="reset-sizes">{settingsText('forgetSizes')}</Button>
      </SettingRow>
      <SettingRow id="emptyWorkspace" name={settingsText('emptyWorkspace')} help={settingsText('emptyWorkspaceHelp')}>
        <Button variant="default" onClick={() => openSettings('workspace', 'move')} data-testid="reset-to-workspace">{settingsText('toWorkspace')}</Button>
      </SettingRow>
    </div>
  )
}

/** The language stays what it is until the window is loaded again, and is no part of this: whoever reads this reads that language. */
async function resetAll(): Promise<void> {
  const { answer } = useSettingsStore.getState()
  if (answer === null) return
  const { theme, highContrast } = useUiStore.getState()
  const put = async (settings: typeof answer.settings, look: { theme: typeof theme; highContrast: boolean }) => {
    try {
      await saveAll(settings)
      useUiStore.setState(look)
      return true
    } catch (cause) {
      useSettingsStore.setState({ error: asCallError(cause) })
      return false
    }
  }
  if (!(await put(answer.defaults, { theme: 'system', highContrast: false }))) return
  notifyUndoable({ message: settingsText('resetDone'), undo: () => put(answer.settings, { theme, highContrast }) })
}

/** Everything about places and sizes this window remembers. */
function forgetSizes(): void {
  const { leftOpen, leftTab, inspectorOpen, inspectorWidth, resultsOpen, resultsHeight, personHeight, minimapOpen } = useUiStore.getInitialState()
  useUiStore.setState({ leftOpen, leftTab, inspectorOpen, inspectorWidth, resultsOpen, resultsHeight, personHeight, minimapOpen })
  desktop()?.forgetWindowPlace()
  notify(settingsText('sizesForgotten'))
}
