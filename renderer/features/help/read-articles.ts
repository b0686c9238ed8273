import { language } from '../../i18n/language.ts'
import { ARTICLE_IDS, type ArticleId } from './article-ids.ts'
import type { ArticleFiles } from './article-files.ts'

/** An article as it is read and found. */
export interface Article {
  id: ArticleId
  title: string
  /** Words one may look for that do not stand in it. */
  keywords: string
  /** Markdown, the title left out. */
  text: string
}

let read: Promise<readonly Article[]> | undefined

/** All articles in the language of the window, in the order of the contents. They come in one piece, when they are first wanted. */
export function readArticles(): Promise<readonly Article[]> {
  read ??= filesIn(language() === 'tr' ? 'tr' : 'en').then(articlesOf)
  return read
}

/** The articles of one language. */
export async function filesIn(which: 'en' | 'tr'): Promise<ArticleFiles> {
  return which === 'tr' ? (await import('./articles-tr.ts')).FILES : (await import('./articles-en.ts')).FILES
}

/** The articles of those files, in the order of the contents; one without a file is left out. */
export function articlesOf(files: ArticleFiles): readonly Article[] {
  const byId = new Map(Object.entries(files).map(([path, text]) => [/([^/]+)\.md$/.exec(path)?.[1] ?? '', text]))
  return ARTICLE_IDS.flatMap((id) => {
    const text = byId.get(id)
    return text === undefined ? [] : [readArticle(id, text)]
  })
}

/** `# Title`, then a comment with the words it is found by, then the text. */
function readArticle(id: ArticleId, file: string): Article {
  const found = /^# (?<title>.+)\n+(?:<!-- (?<keywords>.*?) -->\n+)?(?<text>[\s\S]*)$/.exec(file.trim())?.groups
  return { id, title: found?.['title'] ?? id, keywords: found?.['keywords'] ?? '', text: found?.['text'] ?? file }
}
