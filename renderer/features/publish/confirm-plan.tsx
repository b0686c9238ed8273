import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useAuthor } from '../comments/author-store.ts'
import { confirmPlan, type Plan } from './plan-store.ts'
import { isChanging } from './plan-steps.tsx'
import { planText } from './plan-texts.ts'
import { countProblems } from './problem-groups.ts'
import { useTargetName, useTargetsStore } from './targets-store.ts'
import styles from './publish.module.css'

/** A person's name under exactly this plan; the button says what happens. */
export function ConfirmPlan({ plan }: { plan: Plan }) {
  const remembered = useAuthor((state) => state.name)
  const [name, setName] = useState(remembered)
  const [isChecked, setIsChecked] = useState(false)
  const words = useButtonWords(plan)
  const losses = countProblems(plan.problems).loss
  if (!plan.steps.some(isChanging)) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsChecked(true)
    const by = name.trim()
    if (by === '') return
    useAuthor.getState().setName(by)
    void confirmPlan(plan, by)
  }
  return (
    <form className={styles.panel} onSubmit={submit} aria-label={planText('confirmHead')} data-testid="confirm">
      <div>
        <h3 className={styles.sectionName}>{planText('confirmHead')}</h3>
        <p className={styles.sectionBody}>{planText('confirmBody')}</p>
      </div>
      <WhatFollows plan={plan} />
      {plan.there?.drifted === true && (
        <div className={styles.note} data-testid="over-theirs">
          <IconAlertTriangle size={16} stroke={1.9} aria-hidden="true" />
          <span className={styles.noteWords}>{planText('overTheirs')}</span>
        </div>
      )}
      {losses > 0 && (
        <div className={styles.note}>
          <IconAlertTriangle size={16} stroke={1.9} aria-hidden="true" />
          <span className={styles.noteWords}>{planText('losses', { count: losses })}</span>
        </div>
      )}
      <TextInput
        label={planText('who')}
        description={planText('whoHelp')}
        w={320}
        maxLength={120}
        value={name}
        autoComplete="name"
        onChange={(event) => setName(event.currentTarget.value)}
        error={isChecked && name.trim() === '' ? planText('whoNeeded') : undefined}
        data-testid="confirm-name"
      />
      <div className={styles.ways}>
        <Button type="submit" data-testid="confirm-plan">{words}</Button>
        <code className={`${styles.mono} ${styles.quiet}`} title={planText('digestHint', { digest: plan.digest })}>{planText('digest', { digest: plan.digest.replace(/^sha256:/, '').slice(0, 12) })}</code>
      </div>
    </form>
  )
}

/** What the button says it does. */
function useButtonWords({ steps, target }: Plan): string {
  const platform = useTargetName(target)
  const made = steps.filter(({ action }) => action === 'create' || action === 'replace').length
  const changed = steps.filter(({ action }) => action === 'update').length
  if (changed === 0) return planText('makeOnly', { count: made, platform })
  return made === 0 ? planText('changeOnly', { count: changed, platform }) : planText('makeAndChange', { made, changed, platform })
}

function WhatFollows({ plan: { steps, target, liveAtOnce } }: { plan: Plan }) {
  const inFlight = useTargetsStore(({ targets }) => targets?.find(({ id }) => id === target)?.capabilities.inFlightInWords ?? '')
  const isReplaced = steps.some(({ kind, action }) => kind === 'journey' && action === 'replace')
  const words = liveAtOnce ? planText('liveNow', { inFlight: fromEngine(inFlight) }) : isReplaced ? planText('besides') : planText('nobody')
  const Glyph = liveAtOnce ? IconAlertTriangle : IconInfoCircle
  return (
    <div className={styles.note} data-tone={liveAtOnce ? undefined : 'plain'} data-testid="what-follows">
      <Glyph size={16} stroke={1.9} aria-hidden="true" />
      <span className={styles.noteWords}>{words}</span>
    </div>
  )
}
