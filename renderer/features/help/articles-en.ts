import type { ArticleFiles } from './article-files.ts'

/** Every article in English. */
export const FILES: ArticleFiles = import.meta.glob<string>('./articles/en/*.md', { query: '?raw', import: 'default', eager: true })
