import { useMemo } from 'react'
import { lintCatalogue } from '../../../engine/core/lint/catalogue.ts'
import { capital } from '../../i18n/capital.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { goTo } from './help-store.ts'
import type { Article } from './read-articles.ts'
import { plain, search, wordsOf } from './search-articles.ts'
import { helpText } from './texts.ts'
import styles from './help-drawer.module.css'

/** Characters of an article around what was found. */
const AROUND = 90
/** Checks that are listed: who looks for more types more. */
const MOST_CHECKS = 6

/** What answers a question: articles first, then checks. */
export function Found({ articles, query }: { articles: readonly Article[]; query: string }) {
  const checks = useMemo(() => lintCatalogue().map(({ code, title, why, todo }) => ({ code, title: `${code} ${capital(fromEngine(title))}`, keywords: '', text: `${capital(fromEngine(why))}. ${capital(fromEngine(todo))}.` })), [])
  const found = useMemo(() => search(articles, query), [articles, query])
  const foundChecks = useMemo(() => search(checks, query).slice(0, MOST_CHECKS), [checks, query])
  const isCode = /^\s*j\d+\s*$/i.test(query)
  return (
    <div data-testid="help-found">
      <p className="visually-hidden" role="status">
        {helpText('found', { count: found.length + foundChecks.length })}
      </p>
      {found.length + foundChecks.length === 0 && (
        <>
          <p className={styles.nothing}>{helpText('nothing', { query: query.trim() })}</p>
          <button type="button" className={styles.link} onClick={() => goTo({ kind: 'contents' })}>
            {helpText('showContents')}
          </button>
        </>
      )}
      {!isCode && (
        <ul className={styles.rows}>
          {found.map(({ id, title, text }) => (
            <li key={id}>
              <button type="button" className={styles.row} onClick={() => goTo({ kind: 'article', id })} data-testid={`found-${id}`}>
                <span className={styles.rowName}>{title}</span>
                <span className={styles.rowText}>{excerpt(text, query)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {foundChecks.length > 0 && (
        <>
          <h3 className={styles.part}>{helpText('checksFound')}</h3>
          <ul className={styles.rows}>
            {foundChecks.map(({ code, title, text }) => (
              <li key={code}>
                <button type="button" className={styles.row} onClick={() => goTo({ kind: 'check', code })} data-testid={`found-${code}`}>
                  <span className={styles.rowName}>{title}</span>
                  <span className={styles.rowText}>{excerpt(text, query)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** The text around the first word that was asked for, without its marks; its beginning where none stands in it as it was typed. */
function excerpt(markdown: string, query: string): string {
  const text = markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*_#|>]|^- /gm, '').replaceAll(/@[a-z]+\.\w+|-{3,}/gi, '').replaceAll(/\s+/g, ' ').trim()
  const low = plain(text)
  const at = Math.max(0, ...wordsOf(query).slice(0, 1).map((word) => low.indexOf(word)))
  const from = at < AROUND ? 0 : text.indexOf(' ', at - AROUND / 2) + 1
  const cut = text.slice(from, from + AROUND * 2)
  return `${from > 0 ? '… ' : ''}${cut}${from + cut.length < text.length ? ' …' : ''}`
}
