import { entryIdOf, noteIdOf } from '../../document/node-ids.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { usePublishStore } from '../publish/publish-store.ts'
import { isArticleId, type ArticleId } from './article-ids.ts'
import { ARTICLE_OF_DIALOG, ARTICLE_OF_LEFT, ARTICLE_OF_PAGE, ARTICLE_OF_PLACE, ARTICLE_OF_RESULT } from './article-of.ts'

/** The article about the place in which that element stands: what a dialog or a part says of itself, else the part of the window, else the page. */
export function articleHere(element: Element | null): ArticleId {
  // A dialog holds what one does now, wherever the focus is.
  const dialogs = globalThis.document.querySelectorAll('[role="dialog"][aria-modal="true"]')
  const said = (element?.closest('[data-help]') ?? dialogs[dialogs.length - 1]?.closest('[data-help]'))?.getAttribute('data-help') ?? ''
  if (isArticleId(said)) return said
  const { dialog, page } = useUiStore.getState()
  if (dialog !== null) return ARTICLE_OF_DIALOG[dialog]
  if (page === 'editor') return articleOfPart(element?.closest('[data-part]')?.getAttribute('data-part') ?? 'canvas')
  return page === 'publish' ? ARTICLE_OF_PLACE[usePublishStore.getState().place] : ARTICLE_OF_PAGE[page]
}

/** A part of the editor, by what it shows just now. */
function articleOfPart(part: string): ArticleId {
  const { leftTab, resultsTab } = useUiStore.getState()
  if (part === 'left') return ARTICLE_OF_LEFT[leftTab]
  if (part === 'results') return ARTICLE_OF_RESULT[resultsTab]
  if (part === 'inspector') return articleOfForm()
  return part === 'playback' ? 'playback' : part === 'bar' ? 'run' : 'canvas'
}

/** The form on the right, by what is selected. */
export function articleOfForm(): ArticleId {
  const { selection } = useUiStore.getState()
  const [nodeId] = selection.nodeIds
  if (nodeId === undefined) return 'journey-form'
  if (noteIdOf(nodeId) !== undefined) return 'notes'
  return entryIdOf(nodeId) === undefined ? 'step-form' : 'entry'
}
