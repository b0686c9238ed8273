import { ActionIcon, Modal, SegmentedControl } from '@mantine/core'
import { IconArrowDown, IconArrowsExchange, IconArrowUp } from '@tabler/icons-react'
import { useEffect } from 'react'
import { isSame, type JourneyDiff } from '../../../engine/core/diff/journey-diff.ts'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { PeopleProblem, WithPeopleSwitch } from '../compare-runs/with-people-switch.tsx'
import { ChangeList } from './change-list.tsx'
import { MarkBadge } from './change-marks.tsx'
import { CompareCanvas } from './compare-canvas.tsx'
import { changeKeys, closeComparison, compare, goToChange, swapSides, useCompareStore } from './compare-store.ts'
import { SideChoice } from './side-choice.tsx'
import type { Shown } from './overlay-graph.ts'
import { versionText } from './texts.ts'
import styles from './compare.module.css'

/** Two versions of a journey in one picture, with the list of what differs beside it. */
export function CompareDialog() {
  const name = useCompareStore((state) => state.name)
  const compared = useCompareStore((state) => state.compared)
  const error = useCompareStore((state) => state.error)
  useKeys()
  useOpenDocument()
  return (
    <Modal.Root opened onClose={closeComparison} fullScreen transitionProps={{ duration: 0 }}>
      <Modal.Content className={styles.content!} data-testid="compare">
        <header className={styles.head}>
          <Modal.Title className={styles.title!}>
            {versionText('compareTitle')}
            <span className={styles.journey}>{name}</span>
          </Modal.Title>
          <SideChoice which="before" />
          <Hint label={versionText('swap')}>
            <ActionIcon variant="subtle" color="gray" size={30} className={styles.swap!} aria-label={versionText('swap')} onClick={swapSides} data-testid="compare-swap">
              <IconArrowsExchange size={18} stroke={1.8} />
            </ActionIcon>
          </Hint>
          <SideChoice which="after" />
          <span className={styles.gap} />
          <WithPeopleSwitch />
          <ShownChoice />
          <Modal.CloseButton aria-label={versionText('close')} />
        </header>
        <div className={styles.body}>
          <div className={styles.picture}>{compared !== null && <CompareCanvas />}</div>
          <aside className={styles.aside} aria-label={versionText('changes')} tabIndex={-1} data-autofocus>
            {error !== null && <ProblemNote error={error} />}
            <PeopleProblem />
            {compared === null && error === null && <p className={styles.quiet} role="status">{versionText('comparing')}</p>}
            {compared !== null && <Changes diff={compared.diff} />}
          </aside>
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}

function Changes({ diff }: { diff: JourneyDiff }) {
  const current = useCompareStore((state) => state.current)
  const keys = changeKeys(diff)
  if (isSame(diff)) {
    return (
      <div className={styles.empty} data-testid="compare-same">
        <p>{versionText('none')}</p>
        <p className={styles.quiet}>{versionText('noneHelp')}</p>
      </div>
    )
  }
  const at = current === null ? 0 : keys.indexOf(current) + 1
  return (
    <>
      <div className={styles.summary}>
        <Counts diff={diff} />
        <span className={styles.gap} />
        <span className={`${styles.quiet} tabular`} role="status" data-testid="compare-position">
          {versionText('position', { at: at === 0 ? '–' : at, count: keys.length })}
        </span>
        <Hint label={versionText('previous')} keys={keysOf('Shift+F7')}>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={versionText('previous')} onClick={() => goToChange(-1)} data-testid="compare-previous">
            <IconArrowUp size={18} stroke={1.8} />
          </ActionIcon>
        </Hint>
        <Hint label={versionText('next')} keys={keysOf('F7')}>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={versionText('next')} onClick={() => goToChange(1)} data-testid="compare-next">
            <IconArrowDown size={18} stroke={1.8} />
          </ActionIcon>
        </Hint>
      </div>
      <ChangeList diff={diff} />
    </>
  )
}

function Counts({ diff: { changes } }: { diff: JourneyDiff }) {
  const count = (kinds: readonly string[]) => changes.filter(({ kind }) => kinds.includes(kind)).length
  const counts = [['added', count(['added']), 'countAdded'], ['removed', count(['removed']), 'countRemoved'], ['changed', count(['changed', 'renamed']), 'countChanged']] as const
  return (
    <span className={`${styles.counts} tabular`} data-testid="compare-counts">
      {counts.filter(([, number]) => number > 0).map(([mark, number, text]) => (
        <span key={mark} className={styles.count} aria-label={versionText(text, { count: number })}>
          <MarkBadge mark={mark} size={18} />
          {number}
        </span>
      ))}
    </span>
  )
}

function ShownChoice() {
  const shown = useCompareStore((state) => state.shown)
  const options: readonly [Shown, string][] = [['before', versionText('showBefore')], ['both', versionText('showBoth')], ['after', versionText('showAfter')]]
  return (
    <SegmentedControl
      size="xs"
      aria-label={versionText('show')}
      value={shown}
      onChange={(value) => useCompareStore.setState({ shown: value as Shown })} // as: one of the options
      data={options.map(([value, label]) => ({ value, label }))}
      data-testid="compare-shown"
    />
  )
}

/** F7 goes to the next change, as in editors of code; also N and P where nothing is typed. */
function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input:not([readonly]), textarea') !== null
      const step = event.key === 'F7' ? (event.shiftKey ? -1 : 1) : isTyping || event.ctrlKey || event.metaKey || event.altKey ? 0 : event.key === 'n' ? 1 : event.key === 'p' ? -1 : 0
      if (step === 0) return
      event.preventDefault()
      goToChange(step)
    }
    globalThis.window.addEventListener('keydown', onKeyDown)
    return () => globalThis.window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** What is open may be edited beside this, by a change taken back or by its Undo. */
function useOpenDocument(): void {
  const document = useDocumentStore((state) => state.document)
  const isShown = useCompareStore((state) => state.before.kind === 'open' || state.after.kind === 'open')
  useEffect(() => {
    if (isShown) void compare()
  }, [document, isShown])
}
