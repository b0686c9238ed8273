/** What there is to read, in the order of the contents: from a first look to the last detail. A part's name is a key of `helpText`. */
export const ARTICLE_PARTS = [
  { part: 'partFirst', ids: ['start', 'tour', 'templates', 'window', 'privacy', 'settings'] },
  { part: 'partDraw', ids: ['canvas', 'steps', 'outline', 'problems', 'find', 'notes'] },
  { part: 'partForms', ids: ['journey-form', 'entry', 'step-form', 'conditions', 'messages'] },
  { part: 'partData', ids: ['data', 'import', 'explore', 'made-people', 'segments'] },
  { part: 'partRun', ids: ['run', 'counting', 'playback', 'assumptions', 'dialects', 'heat'] },
  { part: 'partResults', ids: ['funnel', 'goals', 'splits', 'message-results', 'together', 'coverage'] },
  { part: 'partPeople', ids: ['people', 'person', 'by-hand', 'cases'] },
  { part: 'partWhatIf', ids: ['what-if', 'compare-runs', 'in-flight', 'uncertainty'] },
  { part: 'partTell', ids: ['report', 'web-page', 'present', 'versions', 'files'] },
  { part: 'partPublish', ids: ['publishing', 'connections', 'plan', 'live', 'forecast', 'inbox', 'hand-over'] },
  { part: 'partMore', ids: ['keyboard', 'checks', 'agents', 'glossary'] },
] as const

/** The name of an article's file. */
export type ArticleId = (typeof ARTICLE_PARTS)[number]['ids'][number]

export const ARTICLE_IDS: readonly ArticleId[] = ARTICLE_PARTS.flatMap(({ ids }): readonly ArticleId[] => ids)

export function isArticleId(id: string): id is ArticleId {
  return (ARTICLE_IDS as readonly string[]).includes(id) // as: looked up among other texts
}
