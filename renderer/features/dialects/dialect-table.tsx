import { Button } from '@mantine/core'
import { IconCheck, IconChevronRight } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { DialectId } from '../../../engine/core/dialect/dialect-id.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { Hint } from '../../components/hint.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { full, people } from '../../i18n/numbers.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { ChangeMark } from '../what-if/change-mark.tsx'
import { changeInWords } from '../what-if/figure-words.ts'
import { DialectRules } from './dialect-rules.tsx'
import { rehearseAs, showOnCanvas } from './dialects.ts'
import { useDialectsStore, type DialectView } from './dialects-store.ts'
import { nameOfDialect } from './name-of-dialect.ts'
import { dialectText } from './texts.ts'
import styles from './dialects.module.css'

const FIGURES = ['people', 'sent', 'converted', 'late'] as const
type Figure = (typeof FIGURES)[number]

/** Our own rules first, then each platform with its figures against ours; below it, if asked for, what it does otherwise. */
export function DialectTable() {
  const views = useDialectsStore((state) => state.views)
  const answer = useDialectsStore((state) => state.compared?.answer ?? null)
  const opened = useDialectsStore((state) => state.opened)
  if (views === null) return null
  return (
    <table className={`${styles.table} tabular`} data-testid="dialect-table">
      <caption className="visually-hidden">{dialectText('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{dialectText('platform')}</th>
          {FIGURES.map((figure) => (
            <th key={figure} scope="col" className={styles.number}>
              <Hint label={dialectText(`${figure}Hint`)}><span>{dialectText(figure)}</span></Hint>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <OursRow ours={answer?.ours ?? null} />
        {views.list.map((view) => (
          <Fragment key={view.id}>
            <PlatformRow view={view} ours={answer?.ours ?? null} theirs={answer?.others.find(({ id }) => id === view.id) ?? null} isOpen={opened === view.id} />
            {opened === view.id && (
              <tr className={styles.openedRow}>
                <td colSpan={FIGURES.length + 1} id={`dialect-${view.id}`}><DialectRules view={view} /></td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function OursRow({ ours }: { ours: SimulationResult | null }) {
  const isChosen = useChosen() === undefined
  return (
    <tr data-testid="dialect-ours">
      <th scope="row">
        <span className={styles.ours}>
          <span className={styles.name}>{dialectText('ours')}</span>
          <Take id={undefined} isChosen={isChosen} />
        </span>
      </th>
      {FIGURES.map((figure) => (
        <td key={figure} className={styles.number} title={ours === null ? undefined : full(valueOf(ours, figure))}>{ours === null ? '–' : people(valueOf(ours, figure))}</td>
      ))}
    </tr>
  )
}

interface PlatformRowProps { view: DialectView; ours: SimulationResult | null; theirs: { result: SimulationResult | null; error: { message: string; help: string } | null } | null; isOpen: boolean }

function PlatformRow({ view: { id, rules }, ours, theirs, isOpen }: PlatformRowProps) {
  const chosen = useChosen()
  const name = nameOfDialect(id)
  const matter = rules.filter(({ effects }) => effects.length > 0).length
  const result = theirs?.result ?? null
  return (
    <tr data-testid={`dialect-${id}`} data-open={isOpen || undefined}>
      <th scope="row">
        <button type="button" className={styles.disclose} aria-expanded={isOpen} aria-controls={isOpen ? `dialect-${id}` : undefined} aria-label={dialectText('whatOf', { platform: name })} onClick={() => useDialectsStore.setState({ opened: isOpen ? null : id })} data-testid={`dialect-what-${id}`}>
          <IconChevronRight size={16} stroke={2} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
        </button>
        <span className={styles.matter}>{matter === 0 ? dialectText('mattersNot') : dialectText('matters', { count: matter })}</span>
        <span className={styles.ways}>
          <Take id={id} isChosen={chosen === id} />
          {result !== null && matter > 0 && (
            <Button size="compact-sm" variant="subtle" aria-label={dialectText('onCanvasOf', { platform: name })} onClick={() => void showOnCanvas(id)} data-testid={`dialect-canvas-${id}`}>{dialectText('onCanvas')}</Button>
          )}
        </span>
      </th>
      {theirs !== null && theirs.error !== null ? (
        <td colSpan={FIGURES.length} className={styles.cannot}>{dialectText('cannot')}: {errorInWords(theirs.error)}</td>
      ) : (
        FIGURES.map((figure) => <FigureCell key={figure} figure={figure} ours={ours} theirs={result} />)
      )}
    </tr>
  )
}

/** A figure there, and by how much it differs from ours: by a shape, a sign and in words for who hears it. */
function FigureCell({ figure, ours, theirs }: { figure: Figure; ours: SimulationResult | null; theirs: SimulationResult | null }) {
  if (ours === null || theirs === null) return <td className={styles.number}>–</td>
  const [before, after] = [valueOf(ours, figure), valueOf(theirs, figure)]
  return (
    <td className={styles.number} title={full(after)}>
      <span>{people(after)}</span>
      <span className={styles.change}>
        {before === after ? dialectText('same') : <><ChangeMark change={after - before} /> {changeInWords({ unit: 'people', before, after })}</>}
      </span>
    </td>
  )
}

function Take({ id, isChosen }: { id: DialectId | undefined; isChosen: boolean }) {
  const platform = id === undefined ? dialectText('ours') : nameOfDialect(id)
  if (isChosen) {
    return (
      <span className={styles.taken} data-testid={`dialect-taken-${id ?? 'ours'}`}>
        <IconCheck size={15} stroke={2} aria-hidden="true" />
        {dialectText('taken')}
      </span>
    )
  }
  return (
    <Button size="compact-sm" variant="subtle" aria-label={dialectText('takeOf', { platform })} onClick={() => rehearseAs(id)} data-testid={`dialect-take-${id ?? 'ours'}`}>{dialectText('take')}</Button>
  )
}

function useChosen(): DialectId | undefined {
  const documentId = useDocumentStore((state) => state.document.id)
  return useUiStore((state) => state.rehearseAs[documentId])
}

function valueOf({ instances, steps, dialect }: SimulationResult, figure: Figure): number {
  switch (figure) {
    case 'people': return instances.profiles
    case 'sent': return Object.values(steps).reduce((sum, { sent }) => sum + sent, 0)
    case 'converted': return instances.converted
    case 'late': return dialect?.endedLate ?? 0
  }
}
