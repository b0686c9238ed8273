import { IconCompass, IconInfoCircle, IconKeyboard, IconListCheck, IconSend, type Icon } from '@tabler/icons-react'
import { keysOf } from '../../components/keys.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { openChecks } from '../problems/checks-store.ts'
import { startOrResumeTour } from '../tour/start-tour.ts'
import { ARTICLE_PARTS } from './article-ids.ts'
import { closeHelp, goTo } from './help-store.ts'
import type { Article } from './read-articles.ts'
import { helpText } from './texts.ts'
import styles from './help-drawer.module.css'

/** Everything there is to read, and what else helps. */
export function Contents({ articles }: { articles: readonly Article[] }) {
  return (
    <nav aria-label={helpText('contents')} data-testid="help-all">
      <ul className={styles.ways}>
        <Way icon={IconCompass} label={helpText('takeTour')} testId="help-tour" go={() => void startOrResumeTour()} />
        <Way icon={IconKeyboard} label={helpText('shortcuts')} keys="?" testId="help-to-shortcuts" go={() => useUiStore.getState().openDialog('shortcuts')} />
        <Way icon={IconListCheck} label={helpText('allChecks')} testId="help-to-checks" go={() => openChecks()} />
        <Way icon={IconSend} label={helpText('howPublishing')} testId="help-to-publishing" go={() => useUiStore.getState().openDialog('publishing')} />
        <Way icon={IconInfoCircle} label={helpText('about')} testId="help-to-about" go={() => useUiStore.getState().openDialog('about')} />
      </ul>
      {ARTICLE_PARTS.map(({ part, ids }) => (
        <section key={part}>
          <h3 className={styles.part}>{helpText(part)}</h3>
          <ul className={styles.list}>
            {ids.map((id) => (
              <li key={id}>
                <button type="button" className={styles.entry} onClick={() => goTo({ kind: 'article', id })} data-testid={`contents-${id}`}>
                  {articles.find((one) => one.id === id)?.title ?? id}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function Way({ icon: Glyph, label, keys, testId, go }: { icon: Icon; label: string; keys?: string; testId: string; go(): void }) {
  return (
    <li>
      <button
        type="button"
        className={styles.way}
        data-testid={testId}
        onClick={() => {
          closeHelp()
          go()
        }}
      >
        <Glyph size={18} stroke={1.7} aria-hidden="true" />
        <span>{label}</span>
        {keys !== undefined && <kbd className={styles.keys}>{keysOf(keys)}</kbd>}
      </button>
    </li>
  )
}
