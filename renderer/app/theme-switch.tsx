import { useMantineColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect } from 'react'
import { useUiStore } from '../stores/ui-store.ts'
import { desktop } from './desktop.ts'

/** Hands the chosen appearance to Mantine, to the tokens and to the desktop shell; draws nothing. */
export function ThemeSwitch() {
  const theme = useUiStore((state) => state.theme)
  const isContrastChosen = useUiStore((state) => state.highContrast)
  const isContrastAsked = useMediaQuery('(prefers-contrast: more)')
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  useEffect(() => {
    setColorScheme(theme === 'system' ? 'auto' : theme)
    desktop()?.setTheme(theme)
  }, [theme, setColorScheme])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (isContrastChosen || isContrastAsked) dataset['contrast'] = 'more'
    else delete dataset['contrast']
  }, [isContrastChosen, isContrastAsked])
  return null
}
