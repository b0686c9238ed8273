import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { daySpan } from '../../i18n/dates.ts'
import { locale } from '../../i18n/language.ts'
import { full, percent as inPercent } from '../../i18n/numbers.ts'
import { cutByTime, takeSample } from './dataset-work.ts'
import { FirstRehearsal } from './first-rehearsal.tsx'
import { rehearseText } from './rehearse-texts.ts'
import { dataText } from './texts.ts'
import styles from './dataset-dialogs.module.css'

const DAY = 86_400_000
const decimal = new Intl.NumberFormat(locale(), { maximumFractionDigits: 6 })
/** Where the sign stands beside a number that is being typed. */
const [beforePercent = '', afterPercent = ''] = inPercent('#').split('#')

interface DialogProps { dataset: DatasetSummary; close: () => void }

/** Whom or what to rehearse on this data. */
export function RehearseDialog({ dataset, close }: DialogProps) {
  return (
    <Modal data-help="data" opened onClose={close} title={rehearseText('dialogTitle', { name: dataset.name })} size={600} closeButtonProps={{ 'aria-label': dataText('cancel') }}>
      <FirstRehearsal dataset={dataset} done={close} isTitled />
    </Modal>
  )
}

/** A part of the people, whole. */
export function SampleDialog({ dataset, close }: DialogProps) {
  const [percent, setPercent] = useState(10)
  const [seed, setSeed] = useState(0)
  const [name, setName] = useState('')
  const about = Math.round((dataset.profiles * percent) / 100)
  const isGood = percent > 0 && percent <= 100
  const usualName = dataText('sampleName', { name: dataset.name, share: inPercent(decimal.format(percent)) })
  const make = () => void takeSample(dataset, { share: percent / 100, seed, name: name.trim() || usualName })
  return (
    <Ask title={dataText('sampleTitle', { name: dataset.name })} body={dataText('sampleBody')} act={dataText('sampleAct')} canAct={isGood} make={make} close={close}>
      <div className={styles.row}>
        <NumberInput
          label={dataText('sampleShare')}
          value={percent}
          onChange={(value) => setPercent(Number(value) || 0)}
          min={0.01}
          max={100}
          prefix={beforePercent}
          suffix={afterPercent}
          data-autofocus
          data-testid="sample-share"
        />
        <NumberInput
          label={dataText('sampleSeed')}
          value={seed}
          onChange={(value) => setSeed(Math.max(0, Math.trunc(Number(value) || 0)))}
          min={0}
          allowDecimal={false}
          data-testid="sample-seed"
        />
      </div>
      <p className={styles.about}>{isGood ? dataText('sampleAbout', { count: about, about: full(about), all: full(dataset.profiles) }) : dataText('sampleBad')}</p>
      <TextInput
        label={dataText('newName')}
        placeholder={usualName}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-testid="derived-name"
      />
    </Ask>
  )
}

/** The events of some days. */
export function SliceDialog({ dataset, close }: DialogProps) {
  const first = dayOf(dataset.from)
  const last = dayOf(dataset.to)
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(last)
  const [name, setName] = useState('')
  const start = Date.parse(from)
  const end = Date.parse(to)
  const problem = problemWith(from, to, first, last)
  const usualName = problem === undefined ? `${dataset.name}, ${daySpan(start, end)}` : ''
  const make = () => void cutByTime(dataset, { ...(from <= first ? {} : { from: start }), ...(to >= last ? {} : { until: end + DAY }), name: name.trim() || usualName })
  return (
    <Ask
      title={dataText('sliceTitle', { name: dataset.name })}
      body={dataText('sliceBody')}
      act={dataText('sliceAct')}
      canAct={problem === undefined}
      make={make}
      close={close}
    >
      <div className={styles.row}>
        <TextInput
          type="date"
          label={dataText('sliceFrom')}
          value={from}
          min={first}
          max={last}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data-autofocus
          data-testid="slice-from"
        />
        <TextInput
          type="date"
          label={dataText('sliceTo')}
          value={to}
          min={first}
          max={last}
          onChange={(event) => setTo(event.currentTarget.value)}
          data-testid="slice-to"
        />
      </div>
      <p className={styles.about}>{problem === undefined ? daySpan(start, end) : dataText(problem, { span: daySpan(dataset.from, dataset.to) })}</p>
      <TextInput label={dataText('newName')} placeholder={usualName} value={name} onChange={(event) => setName(event.currentTarget.value)} data-testid="derived-name" />
    </Ask>
  )
}

/** Why those days (as date fields write them) cannot be cut out of all there are, or undefined. */
function problemWith(from: string, to: string, first: string, last: string) {
  if (from === '' || to === '') return 'sliceDays'
  if (from > to) return 'sliceOrder'
  if (to < first || from > last) return 'sliceOutside'
  return from <= first && to >= last ? 'sliceWhole' : undefined
}

interface AskProps { title: string; body: string; act: string; canAct: boolean; make: () => void; close: () => void; children: ReactNode }

function Ask({ title, body, act, canAct, make, close, children }: AskProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!canAct) return
    close()
    make()
  }
  return (
    <Modal data-help="data" opened onClose={close} title={title} size={460} closeButtonProps={{ 'aria-label': dataText('cancel') }}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.body}>{body}</p>
        {children}
        <div className={styles.actions}>
          <Button variant="default" onClick={close}>
            {dataText('cancel')}
          </Button>
          <Button type="submit" disabled={!canAct} data-testid="derive">
            {act}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** The UTC day of an instant, as a date field writes it. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
