import { ActionIcon, CloseButton, FocusTrap, Portal, RemoveScroll, TextInput } from '@mantine/core'
import { IconArrowLeft, IconList, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type Ref } from 'react'
import { Hint } from '../../components/hint.tsx'
import { ArticleView } from './article-view.tsx'
import { CheckView } from './check-view.tsx'
import { Contents } from './contents.tsx'
import { Found } from './found.tsx'
import { closeHelp, goBack, goTo, useHelpStore } from './help-store.ts'
import { helpText } from './texts.ts'
import { useArticles } from './use-articles.ts'
import styles from './help-drawer.module.css'

/** The help, beside the work: it stays open while one does what it says. Over a dialog it keeps the keyboard, as the dialog does. */
export function HelpDrawer() {
  const isOverDialog = useHelpStore((state) => state.isOverDialog)
  return (
    <Portal>
      <RemoveScroll enabled={isOverDialog} removeScrollBar={false}>
        <FocusTrap active={isOverDialog}>
          <Drawer />
        </FocusTrap>
      </RemoveScroll>
    </Portal>
  )
}

function Drawer({ ref }: { ref?: Ref<HTMLElement> }) {
  const { place, query, before, isOverDialog } = useHelpStore()
  const { articles, hasFailed } = useArticles()
  const field = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const isAsking = query.trim() !== ''
  const shown = isAsking ? 'found' : JSON.stringify(place)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (body.current) body.current.scrollTop = 0
  }, [shown])
  return (
    // A dialog below would close with it, for it hears Escape before anybody else, unless what has the focus says otherwise.
    <aside ref={ref} className={styles.drawer} role="dialog" aria-modal={isOverDialog} aria-label={helpText('title')} data-help-drawer data-testid="help" onKeyDown={onKeyDown} onFocusCapture={keepEscape}>
      <header className={styles.head}>
        <h2 className={styles.title}>{helpText('title')}</h2>
        <Hint label={helpText('contents')}>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={helpText('contents')} onClick={() => goTo({ kind: 'contents' })} data-testid="help-contents">
            <IconList size={18} stroke={1.8} />
          </ActionIcon>
        </Hint>
        <CloseButton size={32} aria-label={helpText('close')} onClick={closeHelp} data-testid="help-close" />
      </header>
      <div className={styles.search}>
        {(before.length > 0 || isAsking) && (
          <Hint label={helpText('back')}>
            <ActionIcon variant="default" size={32} aria-label={helpText('back')} onClick={() => (isAsking ? useHelpStore.setState({ query: '' }) : goBack())} data-testid="help-back">
              <IconArrowLeft size={18} stroke={1.8} />
            </ActionIcon>
          </Hint>
        )}
        <TextInput
          ref={field}
          type="search"
          className={styles.field!}
          value={query}
          onChange={(event) => useHelpStore.setState({ query: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && body.current?.querySelector<HTMLElement>('[data-testid^="found-"]')?.click()}
          placeholder={helpText('search')}
          aria-label={helpText('search')}
          leftSection={<IconSearch size={16} stroke={1.8} />}
          data-autofocus
          data-testid="help-search"
        />
      </div>
      <div ref={body} className={styles.body} tabIndex={-1}>
        {hasFailed ? (
          <p role="alert">{helpText('failed')}</p>
        ) : articles === null ? (
          <p role="status">{helpText('reading')}</p>
        ) : isAsking ? (
          <Found articles={articles} query={query} />
        ) : place.kind === 'article' ? (
          <ArticleView key={place.id} article={articles.find(({ id }) => id === place.id)} />
        ) : place.kind === 'check' ? (
          <CheckView code={place.code} />
        ) : (
          <Contents articles={articles} />
        )}
      </div>
    </aside>
  )
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return
  event.preventDefault()
  event.stopPropagation()
  if (useHelpStore.getState().query === '') closeHelp()
  else useHelpStore.setState({ query: '' })
}

function keepEscape(event: FocusEvent<HTMLElement>): void {
  event.target.setAttribute('data-mantine-stop-propagation', 'true')
}
