import type { Dialog, LeftTab, Page, ResultTab } from '../../stores/ui-store.ts'
import type { PublishPlaceId } from '../publish/publish-store.ts'
import type { ArticleId } from './article-ids.ts'

// What is read where. A new page, tab, place or dialog does not compile before it has an article.

export const ARTICLE_OF_PAGE: Readonly<Record<Page, ArticleId>> = { start: 'start', editor: 'canvas', data: 'data', segments: 'segments', report: 'report', publish: 'publishing', settings: 'settings' }

export const ARTICLE_OF_LEFT: Readonly<Record<LeftTab, ArticleId>> = { steps: 'steps', outline: 'outline', problems: 'problems' }

export const ARTICLE_OF_RESULT: Readonly<Record<ResultTab, ArticleId>> = {
  funnel: 'funnel', goals: 'goals', splits: 'splits', messages: 'message-results', together: 'together', coverage: 'coverage',
  people: 'people', person: 'person', cases: 'cases', whatIf: 'what-if', compare: 'compare-runs', impact: 'in-flight', doubt: 'uncertainty',
}

export const ARTICLE_OF_PLACE: Readonly<Record<PublishPlaceId, ArticleId>> = {
  where: 'publishing', connections: 'connections', plan: 'plan', live: 'live', forecast: 'forecast', history: 'live', inbox: 'inbox', handOver: 'hand-over',
}

export const ARTICLE_OF_DIALOG: Readonly<Record<Exclude<Dialog, null>, ArticleId>> = { shortcuts: 'keyboard', checks: 'checks', publishing: 'publishing', saveConflict: 'versions', about: 'privacy' }
