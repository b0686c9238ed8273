import { Select } from '@mantine/core'
import type { Impact, StepImpact } from '../../../engine/core/flight/impact.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { nameOfStep } from '../../document/names.ts'
import { instantInWords } from '../../i18n/dates.ts'
import { people } from '../../i18n/numbers.ts'
import { oneChange } from '../versions/change-words.ts'
import { sendTo, showFlightPeople } from './ask-impact.ts'
import { FATE_ICONS } from './impact-figures.tsx'
import { useFlightStore } from './flight-store.ts'
import { flightText } from './texts.ts'
import styles from './flight.module.css'

const ORDER = ['lost', 'moved', 'changed', 'same'] as const
const NOWHERE = '\u0000'

interface Asked { before: JourneyDocument; after: JourneyDocument }

/** Step by step: who stands there, and what following live does to them; who is lost comes first. */
export function ImpactSteps({ impact, asked }: { impact: Impact; asked: Asked }) {
  const steps = impact.steps.filter((step) => step.people > 0).sort((a, b) => ORDER.indexOf(a.fate) - ORDER.indexOf(b.fate) || b.people - a.people)
  if (steps.length === 0) return null
  return (
    <table className={`${styles.table} ${styles.steps} tabular`} data-testid="impact-steps">
      <caption>{flightText('steps')}</caption>
      <thead>
        <tr>
          <th scope="col">{flightText('step')}</th>
          <th scope="col">{flightText('people')}</th>
          <th scope="col" className={styles.words}>{flightText('following')}</th>
          <th scope="col">{flightText('differing')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <StepRow key={step.step} step={step} asked={asked} />
        ))}
      </tbody>
    </table>
  )
}

function StepRow({ step, asked }: { step: StepImpact; asked: Asked }) {
  const name = nameIn(asked.before, step.step)
  return (
    <tr data-testid={`impact-step-${step.step}`} data-fate={step.fate}>
      <th scope="row">
        {name}
        {step.longestSince !== null && <span className={styles.since}>{flightText('since', { when: instantInWords(step.longestSince) })}</span>}
      </th>
      <td>
        <NumberButton count={step.people} label={flightText('show', { count: step.people, step: name })} onClick={() => void showFlightPeople({ step: step.step })} testId={`impact-people-${step.step}`} />
      </td>
      <td className={styles.words}>
        <Fate step={step} asked={asked} />
      </td>
      <td>
        <NumberButton count={step.differ} label={flightText('showDiffer', { count: step.differ, step: name })} onClick={() => void showFlightPeople({ step: step.step, differ: true })} testId={`impact-differ-${step.step}`} />
      </td>
    </tr>
  )
}

function Fate({ step, asked: { before, after } }: { step: StepImpact; asked: Asked }) {
  const { fate, to, inWords } = step
  const Icon = FATE_ICONS[fate]
  const isGone = !Object.hasOwn(after.steps, to ?? '') || (fate === 'moved' && to !== step.step)
  const target = to === null ? '' : nameIn(after, to)
  const said = fate === 'lost' ? flightText('fateLost') : fate === 'moved' ? flightText(isGone ? 'fateMoved' : 'fateOtherKind', { step: target }) : to !== step.step ? flightText('fateRenamed', { step: target }) : flightText(fate === 'changed' ? 'fateChanged' : 'fateSame')
  return (
    <>
      <span className={styles.fate} data-fate={fate}>
        <Icon size={15} stroke={2} aria-hidden="true" />
        {said}
      </span>
      {fate === 'changed' && inWords.map((words) => <span key={words} className={styles.change}>{oneChange(words)}</span>)}
      {(fate === 'lost' || (fate === 'moved' && isGone)) && <MoveChoice step={step.step} before={before} after={after} />}
    </>
  )
}

function MoveChoice({ step, before, after }: { step: string; before: JourneyDocument; after: JourneyDocument }) {
  const to = useFlightStore((state) => (Object.hasOwn(state.moves, step) ? state.moves[step]! : NOWHERE))
  const options = [{ value: NOWHERE, label: flightText('moveNone') }, ...Object.keys(after.steps).map((id) => ({ value: id, label: nameIn(after, id) }))]
  return (
    <Select
      size="xs"
      className={styles.move!}
      aria-label={flightText('moveTo', { step: nameIn(before, step) })}
      data={options}
      value={to}
      allowDeselect={false}
      onChange={(value) => value !== null && sendTo(step, value === NOWHERE ? null : value)}
      comboboxProps={{ withinPortal: true, width: 260, position: 'bottom-start' }}
      data-testid={`impact-move-${step}`}
    />
  )
}

function NumberButton({ count, label, onClick, testId }: { count: number; label: string; onClick(): void; testId: string }) {
  if (count === 0) return <span>0</span>
  return (
    <button type="button" className={styles.numberButton} aria-label={label} onClick={onClick} data-testid={testId}>
      {people(count)}
    </button>
  )
}

/** What people call a step of that version; its id if it has none of that id. */
export function nameIn(document: JourneyDocument, step: string): string {
  return Object.hasOwn(document.steps, step) ? nameOfStep(document.steps[step]!) : step
}
