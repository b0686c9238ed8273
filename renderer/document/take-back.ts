import { notify } from '../components/notify.ts'
import { defineTexts } from '../i18n/define-texts.ts'
import { documentStore } from './document-store.ts'

export const text = defineTexts('takeBack', {
  editedSince: 'Not undone: the journey was edited since. Undo in the bar above takes back one edit after the other, the latest first.',
  leftSince: 'Not undone: another journey was opened since. Open this one again to change it by hand.',
})

/** What takes back the edit that was just made. Once another came after it, it takes nothing back and says so: an edit is undone in its turn. */
export function takeBackLast(): () => void {
  const { historyRevision, generation } = documentStore.getState()
  return () => {
    const now = documentStore.getState()
    if (now.historyRevision === historyRevision) now.undo()
    else notify(text(now.generation === generation ? 'editedSince' : 'leftSince'))
  }
}
