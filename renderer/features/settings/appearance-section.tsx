import { useMediaQuery } from '@mantine/hooks'
import type { ThemeChoice } from '../../../engine/api/desktop.ts'
import { notify } from '../../components/notify.ts'
import { keepNow } from '../../document/autosave.ts'
import { chosenLanguage, LANGUAGE_NAMES, LANGUAGES, rememberLanguage, type LanguageChoice } from '../../i18n/language.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { Choices, SettingRow } from './setting-row.tsx'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

const THEMES: readonly { value: ThemeChoice; label: 'themeSystem' | 'themeLight' | 'themeDark' }[] = [{ value: 'system', label: 'themeSystem' }, { value: 'light', label: 'themeLight' }, { value: 'dark', label: 'themeDark' }]

/** How the window looks and what it speaks. */
export function AppearanceSection() {
  const theme = useUiStore((state) => state.theme)
  const highContrast = useUiStore((state) => state.highContrast)
  const isMotionReduced = useMediaQuery('(prefers-reduced-motion: reduce)')
  const languages: { value: LanguageChoice; label: string }[] = [{ value: 'system', label: settingsText('languageSystem') }, ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))]
  return (
    <div className={styles.rows}>
      <SettingRow id="theme" name={settingsText('theme')} help={settingsText('themeHelp')}>
        <Choices label={settingsText('theme')} value={theme} options={THEMES.map(({ value, label }) => ({ value, label: settingsText(label) }))} onChange={(value) => useUiStore.getState().setTheme(value)} />
      </SettingRow>
      <SettingRow id="contrast" name={settingsText('contrast')} help={settingsText('contrastHelp')}>
        <Choices label={settingsText('contrast')} value={highContrast ? 'on' : 'off'} options={[{ value: 'off', label: settingsText('off') }, { value: 'on', label: settingsText('on') }]} onChange={(value) => useUiStore.setState({ highContrast: value === 'on' })} />
      </SettingRow>
      <SettingRow id="motion" name={settingsText('motion')} help={`${settingsText('motionHelp')} ${settingsText(isMotionReduced ? 'motionNow' : 'motionNot')}`} />
      <SettingRow id="language" name={settingsText('language')} help={settingsText('languageHelp')}>
        <Choices label={settingsText('language')} value={chosenLanguage()} options={languages} onChange={(value) => void speakFromNowOn(value)} />
      </SettingRow>
    </div>
  )
}

/** Loads the window again in another language, once everything unsaved is kept as a draft. */
async function speakFromNowOn(choice: LanguageChoice): Promise<void> {
  if (choice === chosenLanguage()) return
  if (!(await keepNow())) return notify(settingsText('notKept'), 'error')
  rememberLanguage(choice)
  globalThis.location.hash = 'settings=appearance'
  globalThis.location.reload()
}
