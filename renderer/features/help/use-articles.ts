import { useEffect, useState } from 'react'
import { readArticles, type Article } from './read-articles.ts'

/** The articles in the language of the window; null while they are read. */
export function useArticles(): { articles: readonly Article[] | null; hasFailed: boolean } {
  const [state, setState] = useState<{ articles: readonly Article[] | null; hasFailed: boolean }>({ articles: null, hasFailed: false })
  useEffect(() => {
    let isCurrent = true
    readArticles().then(
      (articles) => isCurrent && setState({ articles, hasFailed: false }),
      () => isCurrent && setState({ articles: null, hasFailed: true }),
    )
    return () => {
      isCurrent = false
    }
  }, [])
  return state
}
