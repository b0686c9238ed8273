import { IconArrowDown, IconArrowUp, IconCircleCheck, IconHourglass, IconMinus, IconUsersMinus, type Icon } from '@tabler/icons-react'
import { useDocumentStore } from '../../../document/document-store.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'
import { useUiStore } from '../../../stores/ui-store.ts'
import type { Publication } from '../watched-store.ts'
import type { ComparedRow, Comparison } from './forecast-store.ts'
import { IntervalBar } from './interval-bar.tsx'
import { headOf, rateOf } from './rate-text.ts'
import { forecastText } from './texts.ts'
import own from './forecast.module.css'

const GLYPHS: Readonly<Record<ComparedRow['verdict'], Icon>> = { inside: IconCircleCheck, above: IconArrowUp, below: IconArrowDown, tooEarly: IconHourglass, tooFew: IconUsersMinus, notReported: IconMinus, notForecast: IconMinus }

/** One row a figure, those of one step together. */
export function ComparisonTable({ comparison: { rows }, publication }: { comparison: Comparison; publication: Publication }) {
  const isOpen = useDocumentStore(({ document }) => document.id === publication.journeyId)
  const groups = groupsOf(rows)
  return (
    <table className={own.table} data-testid="forecast-table">
      <thead>
        <tr>
          <th scope="col">{forecastText('figure')}</th>
          <th scope="col" className={own.number}>{forecastText('wasForecast')}</th>
          <th scope="col">{forecastText('allows')}</th>
          <th scope="col" className={own.number}>{forecastText('actual')}</th>
          <th scope="col">{forecastText('difference')}</th>
        </tr>
      </thead>
      {groups.map(([key, group]) => (
        <tbody key={key}>
          <tr>
            <th scope="rowgroup" colSpan={5} className={own.group}><Head row={group[0]!} isOpen={isOpen} /></th>
          </tr>
          {group.map((row) => <Row key={`${row.kind} ${row.part ?? ''}`} row={row} />)}
        </tbody>
      ))}
    </table>
  )
}

/** Rows of one step follow each other. */
function groupsOf(rows: readonly ComparedRow[]): [string, ComparedRow[]][] {
  const groups: [string, ComparedRow[]][] = []
  for (const row of rows) {
    const key = row.stepId ?? ` ${row.kind} ${row.part ?? ''}`
    const last = groups.at(-1)
    if (last?.[0] === key) last[1].push(row)
    else groups.push([key, [row]])
  }
  return groups
}

/** The name of a step leads to its card, where its journey is the open one. */
function Head({ row, isOpen }: { row: ComparedRow; isOpen: boolean }) {
  const { stepId } = row
  const isThere = useDocumentStore(({ document }) => stepId !== null && Object.hasOwn(document.steps, stepId))
  const head = headOf(row)
  if (stepId === null || !isOpen || !isThere) return head
  return <button type="button" className={own.step} title={forecastText('show', { step: head })} onClick={() => useUiStore.getState().reveal(stepId)} data-testid={`forecast-show-${stepId}`}>{head}</button>
}

function Row({ row }: { row: ComparedRow }) {
  const { kind, stepId, part, forecast, interval, actual, verdict, inWords } = row
  const Glyph = GLYPHS[verdict]
  const what = kind === 'left' ? fromEngine(row.name.slice(row.name.lastIndexOf(': ') + 2)) : forecastText(kind)
  return (
    <tr data-testid={`forecast-row-${[kind, stepId, part].filter((one) => one !== null).join('-')}`} data-verdict={verdict}>
      <th scope="row" className={own.what}>{kind === 'left' ? `→ ${what}` : what}</th>
      <td className={own.number}>{forecast === null ? forecastText('none') : rateOf(row, forecast.rate)}</td>
      <td>
        <IntervalBar row={row} />
        {interval !== null && <span className={own.range}>{`${rateOf(row, interval.low)} – ${rateOf(row, interval.high)}`}</span>}
      </td>
      <td className={own.number}>{actual === null ? forecastText(verdict === 'tooEarly' ? 'none' : 'notTold') : rateOf(row, actual.rate)}</td>
      <td>
        <span className={own.verdict} data-verdict={verdict}>
          <Glyph size={16} stroke={2} aria-hidden="true" />
          <span>{fromEngine(inWords)}</span>
        </span>
      </td>
    </tr>
  )
}
