import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { keysHere } from '../../app/action-facts.ts'
import { ACTIONS } from '../../app/actions.ts'
import { keysOf } from '../../components/keys.ts'
import { followLink } from './help-store.ts'
import type { Article } from './read-articles.ts'
import { helpText } from './texts.ts'
import styles from './help-drawer.module.css'

const PLUGINS = [remarkGfm]

/** One article. Links lead to other articles; `@run.start` in code is the key of that action behind this door. */
export function ArticleView({ article }: { article: Article | undefined }) {
  if (article === undefined) return <p role="alert">{helpText('failed')}</p>
  return (
    <article className={styles.article} data-testid={`article-${article.id}`}>
      <h3 className={styles.name}>{article.title}</h3>
      <Markdown remarkPlugins={PLUGINS} components={COMPONENTS} skipHtml>
        {article.text}
      </Markdown>
    </article>
  )
}

// The title of an article is an h3 of the window.
const COMPONENTS: Components = {
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  a: ({ href, children }) => (
    <button type="button" className={styles.link} onClick={() => followLink(href ?? '')}>
      {children}
    </button>
  ),
  code: ({ children }) => <Coded text={String(children)} />,
}

/** Keys as this machine's people write them, or code. */
function Coded({ text }: { text: string }) {
  if (text.startsWith('@')) return <kbd className={styles.keys}>{keysOfAction(text.slice(1))}</kbd>
  return isKey(text) ? <kbd className={styles.keys}>{keysOf(text)}</kbd> : <code>{text}</code>
}

/** The first keys of an action here; where it has none, how it is found instead. */
export function keysOfAction(id: string): string {
  const action = ACTIONS.find((one) => one.id === id)
  const [keys] = action === undefined ? [] : keysHere(action)
  return keys === undefined ? helpText('noKey') : keysOf(keys)
}

function isKey(text: string): boolean {
  return text === 'mod' || /^(?:(?:mod|Shift|Alt)\+)*(?:[A-Z/?.,+0-9-]|F\d{1,2}|Enter|Space|Tab|Escape|Esc|Delete|Home|End|Arrow(?:Up|Down|Left|Right))$/.test(text)
}
