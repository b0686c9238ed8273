/// <reference types="vite/client" />
import { beforeAll, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../../renderer/app/actions.ts'
import { ARTICLE_IDS } from '../../../renderer/features/help/article-ids.ts'
import { ARTICLE_OF_DIALOG, ARTICLE_OF_LEFT, ARTICLE_OF_PAGE, ARTICLE_OF_PLACE, ARTICLE_OF_RESULT } from '../../../renderer/features/help/article-of.ts'
import type { ArticleFiles } from '../../../renderer/features/help/article-files.ts'
import { articlesOf, filesIn, type Article } from '../../../renderer/features/help/read-articles.ts'
import { search } from '../../../renderer/features/help/search-articles.ts'
import { PUBLISH_PLACES } from '../../../renderer/features/publish/publish-places.tsx'
import { RESULT_PLACES } from '../../../renderer/features/simulation/result-tabs.tsx'

const sources = import.meta.glob<string>('../../../renderer/**/*.tsx', { query: '?raw', import: 'default', eager: true })

describe.each(['en', 'tr'] as const)('the articles in %s', (language) => {
  let files: ArticleFiles
  let articles: readonly Article[]
  beforeAll(async () => {
    files = await filesIn(language)
    articles = articlesOf(files)
  })

  it('are there for every name, and no file is left over', () => {
    expect(articles.map(({ id }) => id)).toEqual(ARTICLE_IDS)
    expect(Object.keys(files)).toHaveLength(ARTICLE_IDS.length)
  })

  it('each have a title of their own, keywords and a text that is read in a minute or two', () => {
    expect(new Set(articles.map(({ title }) => title)).size).toBe(articles.length)
    for (const { id, title, keywords, text } of articles) {
      expect(title, id).not.toBe(id)
      expect(keywords, id).not.toBe('')
      const words = text.split(/\s+/).length
      expect(words, `${id} has ${words} words`).toBeGreaterThan(60)
      expect(words, `${id} has ${words} words`).toBeLessThan(260)
    }
  })

  it('lead only to articles that are there', () => {
    const lost = articles.flatMap(({ id, text }) => [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, address = '']) => ({ id, address })).filter(({ address }) => !(ARTICLE_IDS as readonly string[]).includes(address.replace(/\.md$/, '')) || !address.endsWith('.md')))
    expect(lost).toEqual([])
  })

  it('name only actions there are, and those by their keys', () => {
    const named = articles.flatMap(({ id, text }) => [...text.matchAll(/`@([^`]*)`/g)].map(([, action = '']) => ({ id, action })))
    expect(named.filter(({ action }) => (ACTIONS.find((one) => one.id === action)?.keys.length ?? 0) === 0)).toEqual([])
  })

  it('are each found first by their title', () => {
    for (const { id, title } of articles) expect(search(articles, title)[0]?.id, title).toBe(id)
  })

  it('are found by their keywords', () => {
    for (const { id, keywords } of articles) for (const word of keywords.split(', ')) expect(search(articles, word).map((one) => one.id), `${id}: ${word}`).toContain(id)
  })
})

describe('help for a place', () => {
  it('is there for every page, panel, tab and place of publishing', () => {
    const named = [ARTICLE_OF_PAGE, ARTICLE_OF_LEFT, ARTICLE_OF_RESULT, ARTICLE_OF_PLACE, ARTICLE_OF_DIALOG].flatMap((of): string[] => Object.values(of))
    expect(named.filter((id) => !(ARTICLE_IDS as readonly string[]).includes(id))).toEqual([])
    expect(RESULT_PLACES.filter(({ id }) => ARTICLE_OF_RESULT[id] === undefined)).toEqual([])
    expect(PUBLISH_PLACES.filter(({ id }) => ARTICLE_OF_PLACE[id] === undefined)).toEqual([])
  })

  it('is said by every dialog, and by the name of an article', () => {
    for (const [path, source] of Object.entries(sources)) {
      // Dialogs of the viewer's page stand alone, without help.
      for (const [tag] of source.matchAll(/<(?:Modal|Drawer\.Root)\s[^>]*?opened/g)) expect(ARTICLE_IDS as readonly string[], path).toContain(/data-help="([a-z-]+)"/.exec(tag)?.[1])
    }
  })
})
