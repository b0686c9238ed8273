import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useUiStore } from '../stores/ui-store.ts'
import { desktop } from './desktop.ts'

/** Hands the chosen appearance to Mantine and to the desktop shell; draws nothing. */
export function ThemeSwitch() {
  const theme = useUiStore((state) => state.theme)
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  useEffect(() => {
    setColorScheme(theme === 'system' ? 'auto' : theme)
    desktop()?.setTheme(theme)
  }, [theme, setColorScheme])
  return null
}
