import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect } from 'react'
import { useUiStore } from '../stores/ui-store.ts'
import type { ThemeChoice } from '../../engine/api/desktop.ts'
import { viewerText } from './texts.ts'

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly ThemeChoice[]

/** Hands the chosen appearance to the tokens; draws nothing. */
export function PageTheme() {
  const theme = useUiStore((state) => state.theme)
  const isContrastAsked = useMediaQuery('(prefers-contrast: more)')
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (isContrastAsked) dataset['contrast'] = 'more'
    else delete dataset['contrast']
  }, [isContrastAsked])
  return null
}

export function ThemeChooser() {
  const theme = useUiStore((state) => state.theme)
  return (
    <SegmentedControl
      size="xs"
      aria-label={viewerText('theme')}
      data-testid="viewer-theme"
      value={theme}
      data={THEMES.map((value) => ({ value, label: viewerText(value) }))}
      onChange={(value) => useUiStore.getState().setTheme(value as ThemeChoice)}
    />
  )
}
