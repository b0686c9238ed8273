import { ActionIcon, Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { JsonValue } from '../../../engine/core/json.ts'
import { notify } from '../../components/notify.ts'
import { cut } from '../../i18n/cut.ts'
import { jsonDifferences } from './json-differences.ts'
import { foundIn, hasReferences, payloadText } from './payload-text.ts'
import type { Plan } from './plan-store.ts'
import { readable } from './plan-steps.tsx'
import { planText } from './plan-texts.ts'
import { publishText } from './texts.ts'
import styles from './payload.module.css'

type Side = 'sent' | 'there' | 'differs'

/** Exactly what the platform is given for one thing, beside what is there. */
export function PayloadDialog({ plan, stepKey, onClose }: { plan: Plan; stepKey: string; onClose(): void }) {
  const step = plan.steps.find(({ key }) => key === stepKey)
  const [side, setSide] = useState<Side>(step?.body === null ? 'there' : 'sent')
  if (step === undefined) return null
  const { body, there } = step
  const sides: readonly Side[] = [...(body === null ? [] : ['sent' as const]), ...(there === null ? [] : ['there' as const]), ...(body === null || there === null ? [] : ['differs' as const])]
  const shown = side === 'there' ? there : body
  const copy = async () => {
    const isCopied = await navigator.clipboard?.writeText(`${JSON.stringify(shown, null, 2)}\n`).then(() => true, () => false)
    notify(planText(isCopied === true ? 'copied' : 'copyFailed'), isCopied === true ? 'info' : 'error')
  }
  return (
    <Modal data-help="plan" opened onClose={onClose} size={860} title={planText('payloadOf', { name: readable(step.name) })} closeButtonProps={{ 'aria-label': publishText('close') }}>
      <div className={styles.body} data-testid="payload">
        {sides.length > 1 && <SegmentedControl size="xs" value={side} onChange={(value) => setSide(value)} data={sides.map((value) => ({ value, label: planText(value) }))} data-testid="payload-side" />}
        {body === null && <p className={styles.quiet}>{planText('looked')}</p>}
        {side === 'differs' ? <Differences before={there} after={body} /> : shown !== null && <JsonText text={payloadText(shown, plan)} />}
        <div className={styles.foot}>
          <span className={styles.quiet}>{side !== 'there' && body !== null && hasReferences(body) ? planText('references') : ''}</span>
          {side !== 'differs' && shown !== null && <Button size="xs" h={32} variant="default" onClick={() => void copy()} data-testid="copy-payload">{planText('copy')}</Button>}
        </div>
      </div>
    </Modal>
  )
}

/** JSON to read and to search; Enter goes to the next place that was found, with Shift to the one before. */
function JsonText({ text }: { text: string }) {
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState(0)
  const box = useRef<HTMLPreElement>(null)
  const places = useMemo(() => foundIn(text, query), [text, query])
  const go = (by: 1 | -1) => places.length > 0 && setCurrent((current + by + places.length) % places.length)
  useEffect(() => {
    box.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'center' })
  }, [current, places])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    go(event.shiftKey ? -1 : 1)
  }
  return (
    <>
      <div className={styles.find}>
        <TextInput
          aria-label={planText('find')}
          placeholder={planText('find')}
          leftSection={<IconSearch size={16} stroke={1.8} />}
          value={query}
          data-autofocus
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setCurrent(0)
          }}
          data-testid="find-payload"
        />
        <span className={`${styles.quiet} tabular`} role="status" data-testid="found-payload">
          {query === '' ? '' : places.length === 0 ? planText('found', { count: 0 }) : publishText('doneOf', { done: current + 1, total: places.length })}
        </span>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={planText('previous')} disabled={places.length === 0} onClick={() => go(-1)}>
          <IconArrowUp size={16} stroke={1.8} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={planText('next')} disabled={places.length === 0} onClick={() => go(1)}>
          <IconArrowDown size={16} stroke={1.8} />
        </ActionIcon>
      </div>
      <pre className={styles.text} tabIndex={0} ref={box} data-testid="payload-text">
        {marked(text, places, query.length, current)}
      </pre>
    </>
  )
}

function marked(text: string, places: readonly number[], length: number, current: number): React.ReactNode[] {
  const pieces: React.ReactNode[] = []
  let from = 0
  for (const [index, at] of places.entries()) {
    pieces.push(text.slice(from, at), <mark key={at} data-current={index === current || undefined}>{text.slice(at, at + length)}</mark>)
    from = at + length
  }
  pieces.push(text.slice(from))
  return pieces
}

function Differences({ before, after }: { before: JsonValue; after: JsonValue }) {
  const differences = useMemo(() => jsonDifferences(before, after), [before, after])
  if (differences.length === 0) return <p className={styles.quiet}>{planText('same')}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={planText('differs')}>
      <table className={styles.table} data-testid="payload-differences">
        <thead>
          <tr>
            <th>{planText('path')}</th>
            <th>{planText('before')}</th>
            <th>{planText('after')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.path}>
              <th scope="row">{difference.path}</th>
              <td>{inWords(difference.before)}</td>
              <td>{inWords(difference.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function inWords(value: JsonValue | undefined): string {
  return value === undefined ? planText('absent') : cut(JSON.stringify(value), 400)
}
