import { useEffect, useState } from 'react'
import { create } from 'zustand'

/** True while a panel is open over the import: Escape then closes the panel, not the import with it. */
export const useReadingPanel = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

/** Whether one panel is open, told to the dialog under it as well. */
export function usePanelOpen(): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (!isOpen) return undefined
    useReadingPanel.setState({ isOpen: true })
    return () => useReadingPanel.setState({ isOpen: false })
  }, [isOpen])
  return [isOpen, setOpen]
}
