import { Button } from '@mantine/core'
import { IconInfoCircle, IconPresentation, IconPrinter } from '@tabler/icons-react'
import { useEffect } from 'react'
import { BasisBadge } from '../features/assumptions/basis-badge.tsx'
import { PlaybackBar } from '../features/playback/playback-bar.tsx'
import { present } from '../features/present/present.ts'
import { usePresentStore } from '../features/present/present-store.ts'
import { Presenter } from '../features/present/presenter.tsx'
import { basisLine } from '../features/report/basis-words.ts'
import { preparePrinting } from '../features/report/print-report.ts'
import '../features/report/report-print.css'
import { asItWouldRun } from '../features/dialects/name-of-dialect.ts'
import { daySpan } from '../i18n/dates.ts'
import { msInWords } from '../i18n/in-words.ts'
import { full } from '../i18n/numbers.ts'
import { basisOf } from '../stores/run-basis.ts'
import { useRunStore, type FinishedRun } from '../stores/run-store.ts'
import { contentOfPage } from './content.ts'
import { PageCanvas } from './page-canvas.tsx'
import { onPageKey } from './page-keys.ts'
import { PageReport } from './page-report.tsx'
import { ThemeChooser } from './page-theme.tsx'
import { viewerText } from './texts.ts'
import styles from './viewer.module.css'

/** A run as a page: the journey with its replay, and below it what came of it. */
export function ViewerPage() {
  const run = useRunStore((state) => state.latest)
  const isPresenting = usePresentStore((state) => state.isOn)
  useEffect(() => (run === null ? undefined : preparePrinting(run)), [run])
  useEffect(() => {
    globalThis.addEventListener('keydown', onPageKey)
    return () => globalThis.removeEventListener('keydown', onPageKey)
  }, [])
  if (run === null) return null
  return (
    <>
      <div className={styles.page} data-testid="viewer" tabIndex={-1}>
        <Head run={run} />
        <section className={styles.replay} aria-label={viewerText('journey')}>
          <div className={styles.canvas}>
            <PageCanvas />
          </div>
          <PlaybackBar />
        </section>
        <main className={styles.desk}>
          <PageReport run={run} />
          <About />
        </main>
      </div>
      {isPresenting && <Presenter />}
    </>
  )
}

function Head({ run }: { run: FinishedRun }) {
  const { document, result } = run
  const { beside, madeAt, madeBy } = contentOfPage()
  const basis = basisOf(run)
  const facts: [string, string][] = [
    [viewerText('span'), daySpan(result.from, result.until)],
    [viewerText('amount'), viewerText('amountOf', { people: full(result.dataset.profiles), events: full(result.dataset.events) })],
    ...(result.dialect === undefined ? [] : [[viewerText('rules'), asItWouldRun(result.dialect)] as [string, string]]),
    ...(beside.length === 0 ? [] : [[viewerText('beside'), beside.join(', ')] as [string, string]]),
    [viewerText('made'), viewerText('madeOf', { when: daySpan(madeAt, madeAt), version: madeBy })],
  ]
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <div className={styles.words}>
          <h1 className={styles.title}>{document.name === undefined || document.name === '' ? document.id : document.name}</h1>
          {document.description !== undefined && document.description !== '' && <p className={styles.description}>{document.description}</p>}
        </div>
        <div className={styles.ways}>
          <ThemeChooser />
          <Button size="xs" variant="default" leftSection={<IconPrinter size={16} stroke={1.8} />} onClick={() => globalThis.print()}>{viewerText('print')}</Button>
          <Button size="xs" leftSection={<IconPresentation size={16} stroke={1.8} />} data-testid="viewer-present" onClick={present}>{viewerText('present')}</Button>
        </div>
      </div>
      <dl className={`${styles.facts} tabular`}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {basis !== null && (
        <p className={styles.basis} role="note" data-testid="viewer-basis">
          <BasisBadge basis={basis} />
          <span>{basisLine(run, basis)?.replace(/^≈ [^:]+: /, '')}</span>
        </p>
      )}
    </header>
  )
}

/** What a reader has to know to take no figure for more than it is, and nothing for private that is not. */
function About() {
  const { film, choices } = contentOfPage()
  const lines = [
    viewerText('aboutSimulated'),
    film.walkers === film.of ? viewerText('aboutAll', { of: full(film.of) }) : viewerText('aboutSample', { walkers: full(film.walkers), of: full(film.of) }),
    ...(choices.exactTimes && film.unitMs === 1 ? [] : [viewerText('aboutUnit', { unit: msInWords(film.unitMs) })]),
    viewerText('aboutPrivate'),
    ...(choices.texts ? [] : [viewerText('aboutNoTexts')]),
    viewerText('aboutOffline'),
  ]
  return (
    <aside className={styles.about} aria-label={viewerText('aboutTitle')} data-testid="viewer-about">
      <h2 className={styles.aboutTitle}>
        <IconInfoCircle size={16} stroke={1.8} aria-hidden="true" />
        {viewerText('aboutTitle')}
      </h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </aside>
  )
}
