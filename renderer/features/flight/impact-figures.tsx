import { IconArrowForward, IconCheck, IconPencil, IconUserX } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import type { Impact } from '../../../engine/core/flight/impact.ts'
import { diffJourneys } from '../../../engine/core/diff/diff-journeys.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { full, people } from '../../i18n/numbers.ts'
import { showFlightPeople } from './ask-impact.ts'
import type { AskedPeople } from './flight-store.ts'
import { flightText } from './texts.ts'
import styles from './flight.module.css'

export const FATE_ICONS = { lost: IconUserX, moved: IconArrowForward, changed: IconPencil, same: IconCheck } as const

/** How many are lost, moved, in a changed step; and both policies side by side. */
export function ImpactFigures({ impact, asked }: { impact: Impact; asked: { before: JourneyDocument; after: JourneyDocument } }) {
  if (impact.people === 0) return <p className={styles.quiet} role="status" data-testid="impact-nobody">{flightText('nobody')}</p>
  const isSame = diffJourneys(asked.before, asked.after).changes.length === 0
  return (
    <>
      {isSame && <p className={styles.quiet} role="status" data-testid="impact-level">{flightText('sameVersions')}</p>}
      <ul className={`${styles.headline} tabular`} data-testid="impact-headline">
        <Figure count={impact.people} label={flightText('underWay')} of={{}} />
        {(['lost', 'moved', 'changed', 'same'] as const).map((fate) => (impact.fates[fate] > 0 || fate === 'lost') && <Figure key={fate} fate={fate} count={impact.fates[fate]} label={flightText(fate)} of={{ fate }} />)}
        <Figure count={impact.differ} label={flightText('differ')} hint={flightText('differHint')} of={{ differ: true }} />
      </ul>
      {!isSame && <Policies impact={impact} />}
    </>
  )
}

function Figure({ count, label, of, fate, hint }: { count: number; label: string; of: AskedPeople; fate?: keyof typeof FATE_ICONS; hint?: string }) {
  const Icon = fate === undefined ? undefined : FATE_ICONS[fate]
  const words = (
    <>
      <span className={styles.number}>
        {Icon && <Icon size={15} stroke={2} aria-hidden="true" />}
        {people(count)}
      </span>
      <span>{label}</span>
    </>
  )
  const key = fate ?? (of.differ ? 'differ' : 'all')
  const button = (
    <button type="button" className={styles.figure} disabled={count === 0} onClick={() => void showFlightPeople(of)} data-testid={`impact-${key}`}>
      {words}
    </button>
  )
  return (
    <li data-fate={fate} data-none={count === 0 || undefined}>
      {hint === undefined ? button : <Hint label={hint}>{button}</Hint>}
    </li>
  )
}

function Policies({ impact: { fared } }: { impact: Impact }) {
  const goals = [...new Set([...Object.keys(fared.finish.goals), ...Object.keys(fared.follow.goals)])]
  const lost = fared.follow.outcomes['moved:lost'] ?? 0
  const rows = [
    { key: 'messages', label: flightText('messages'), finish: fared.finish.messages, follow: fared.follow.messages },
    ...(fared.finish.suppressed + fared.follow.suppressed > 0 ? [{ key: 'held', label: flightText('heldBack'), finish: fared.finish.suppressed, follow: fared.follow.suppressed }] : []),
    ...goals.map((goal) => ({ key: `goal-${goal}`, label: flightText('goal', { goal }), finish: fared.finish.goals[goal] ?? 0, follow: fared.follow.goals[goal] ?? 0 })),
    ...(lost > 0 ? [{ key: 'lost', label: flightText('outcomeLost'), finish: 0, follow: lost }] : []),
    { key: 'active', label: flightText('active'), finish: fared.finish.active, follow: fared.follow.active },
  ]
  return (
    <table className={`${styles.table} tabular`} data-testid="impact-policies">
      <caption className="visually-hidden">{flightText('policies')}</caption>
      <thead>
        <tr>
          <th scope="col"><span className="visually-hidden">{flightText('policies')}</span></th>
          <th scope="col" title={flightText('finishHint')}>{flightText('finish')}</th>
          <th scope="col" title={flightText('followHint')}>{flightText('follow')}</th>
          <th scope="col">{flightText('difference')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, finish, follow }) => (
          <tr key={key} data-testid={`impact-row-${key}`}>
            <th scope="row">{label}</th>
            <td>{people(finish)}</td>
            <td>{people(follow)}</td>
            <td className={styles.difference}>{follow === finish ? flightText('level') : `${follow > finish ? '+' : '−'}${full(Math.abs(follow - finish))}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
