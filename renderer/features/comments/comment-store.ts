import { create } from 'zustand'
import { notify } from '../../components/notify.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useFoldStore } from '../inspector/fields/fold-store.ts'
import { commentText } from './comment-texts.ts'

/** The fold of comments in the form of a step. */
export const COMMENTS_FOLD = 'comments'

/** Counts the wishes to write a comment, so that the field takes the focus for each. */
export const useCommentWish = create<{ nodeId: string | null; at: number }>()(() => ({ nodeId: null, at: 0 }))

/** Opens the comments of a node (the selected one without an argument) with the focus in the field. */
export function startComment(nodeId?: string): void {
  const ui = useUiStore.getState()
  const wanted = nodeId ?? (ui.selection.nodeIds.length === 1 ? ui.selection.nodeIds[0] : undefined)
  if (wanted === undefined || wanted.startsWith('note:')) return notify(commentText('chooseStep'))
  ui.select([wanted])
  useUiStore.setState({ inspectorOpen: true })
  useFoldStore.getState().unfold(COMMENTS_FOLD)
  useCommentWish.setState(({ at }) => ({ nodeId: wanted, at: at + 1 }))
}
