import { create } from 'zustand'

/** The template that is told of on the start screen; it keeps its id while the dialog fades. */
export const useTemplateAboutStore = create<{ templateId: string; isOpen: boolean }>()(() => ({ templateId: '', isOpen: false }))

export function showTemplateAbout(templateId: string): void {
  useTemplateAboutStore.setState({ templateId, isOpen: true })
}

export function closeTemplateAbout(): void {
  useTemplateAboutStore.setState({ isOpen: false })
}
