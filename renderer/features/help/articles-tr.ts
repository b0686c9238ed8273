import type { ArticleFiles } from './article-files.ts'

/** Every article in Turkish. */
export const FILES: ArticleFiles = import.meta.glob<string>('./articles/tr/*.md', { query: '?raw', import: 'default', eager: true })
