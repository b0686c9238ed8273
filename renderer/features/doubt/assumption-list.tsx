import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlayerPlay, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { variedFrom, type Varied } from '../../../engine/core/doubt/vary.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { ProgressLine } from '../../components/progress-line.tsx'
import type { FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { typedValue, valueAsTyped } from '../what-if/value-text.ts'
import { setVaried, useDoubtStore } from './doubt-store.ts'
import { runDraws, stopDraws } from './run-doubt.ts'
import { showAssumption } from './show-assumption.ts'
import { doubtText } from './texts.ts'
import styles from './doubt.module.css'

const DRAWS = ['50', '100', '200', '500', '1000']

/** The numbers that are in doubt with their ranges, and the button that runs the draws. */
export function AssumptionList({ run, knobs, varied }: { run: FinishedRun; knobs: readonly Tunable[]; varied: readonly Varied[] }) {
  const journeyId = run.document.id
  const others = knobs.filter(({ id }) => varied.every((one) => one.id !== id))
  const add = (id: string | null) => {
    const knob = others.find((one) => one.id === id)
    if (!knob) return
    setVaried(journeyId, [variedFrom(knob), ...varied])
    // How far it may be off is the next thing to say.
    requestAnimationFrame(() => requestAnimationFrame(() => showAssumption(knob.id, [])))
  }
  return (
    <section className={styles.list} aria-label={doubtText('inDoubt')}>
      <Select
        // A new one each time, so that it is empty again after a choice.
        key={varied.length}
        size="xs"
        searchable
        value={null}
        className={styles.add!}
        leftSection={<IconPlus size={15} aria-hidden="true" />}
        placeholder={doubtText('add')}
        aria-label={doubtText('addLabel')}
        nothingFoundMessage={doubtText('noneLeft')}
        data={others.map(({ id, words }) => ({ value: id, label: words }))}
        onChange={add}
        maxDropdownHeight={220}
        data-testid="add-doubt"
      />
      <div className={styles.scroll}>
        {varied.length === 0 && <p className={styles.lead}>{doubtText('nothing')}</p>}
        <ul className={styles.rows}>
          {varied.map((one) => {
            const knob = knobs.find(({ id }) => id === one.id)
            return knob ? <Row key={one.id} varied={one} knob={knob} onChange={(next) => setVaried(journeyId, varied.flatMap((each) => (each === one ? (next ? [next] : []) : [each])))} /> : null
          })}
        </ul>
      </div>
      <Foot run={run} varied={varied} />
    </section>
  )
}

function Foot({ run, varied }: { run: FinishedRun; varied: readonly Varied[] }) {
  const draws = useDoubtStore((state) => state.draws)
  const job = useDoubtStore((state) => state.job)
  if (job !== null) {
    const words = doubtText('running', { done: job.done, total: job.total })
    return (
      <div className={styles.foot} role="status">
        <span>{words}</span>
        <span className={styles.progress}><ProgressLine label={words} done={job.done} total={job.total} /></span>
        <Button size="compact-sm" variant="default" onClick={stopDraws} data-testid="stop-draws">
          {doubtText('cancel')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.foot}>
      <Button size="compact-sm" leftSection={<IconPlayerPlay size={15} />} disabled={varied.length === 0} onClick={() => void runDraws(run, varied, draws)} data-testid="run-draws">
        {doubtText('start')}
      </Button>
      <Select size="xs" className={styles.draws!} aria-label={doubtText('draws')} value={String(draws)} data={DRAWS} allowDeselect={false} onChange={(value) => useDoubtStore.setState({ draws: Number(value) })} data-testid="draw-count" />
    </div>
  )
}

/** `onChange` with undefined takes the number out. */
function Row({ varied, knob, onChange }: { varied: Varied; knob: Tunable; onChange(next: Varied | undefined): void }) {
  return (
    <li className={styles.row} data-testid="doubt-row">
      <span className={styles.name} title={`${knob.words}\n${doubtText(varied.scale)}`}>
        <span className={styles.owner}>{knob.owner}</span> <span className={styles.label}>{knob.label}</span>
        {knob.basis !== null && <BasisBadge basis={knob.basis} isSmall />}
      </span>
      <End end="low" varied={varied} knob={knob} onChange={onChange} />
      <span className={styles.to}>{doubtText('to')}</span>
      <End end="high" varied={varied} knob={knob} onChange={onChange} />
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={doubtText('remove', { words: knob.words })} onClick={() => onChange(undefined)} data-testid="doubt-remove">
        <IconX size={15} />
      </ActionIcon>
    </li>
  )
}

function End({ end, varied, knob, onChange }: { end: 'low' | 'high'; varied: Varied; knob: Tunable; onChange(next: Varied): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const take = () => {
    if (draft === null) return
    const typed = typedValue(knob, draft)
    const value = typed === undefined ? undefined : Math.min(knob.most, Math.max(knob.least, typed))
    const next = value === undefined ? undefined : { ...varied, [end]: value }
    if (next === undefined || next.low > next.high) return setWrong(true)
    setWrong(false)
    setDraft(null)
    if (next[end] !== varied[end]) onChange(next)
  }
  return (
    <TextInput
      size="xs"
      className={styles.end!}
      value={draft ?? valueAsTyped(knob, varied[end])}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
          setWrong(false)
        }
      }}
      error={isWrong}
      title={isWrong ? doubtText('notUnderstood') : undefined}
      aria-label={doubtText(end, { words: knob.words })}
      aria-invalid={isWrong || undefined}
      data-testid={`doubt-${end}`}
      data-knob={knob.id}
    />
  )
}
