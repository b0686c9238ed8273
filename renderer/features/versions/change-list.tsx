import { Button } from '@mantine/core'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { DiffPart, FieldChange, JourneyDiff, PartChange, TextPiece } from '../../../engine/core/diff/journey-diff.ts'
import { MarkBadge, type ChangeMark } from './change-marks.tsx'
import { changeInWords, moveInWords, oneChange } from './change-words.ts'
import { canTakeBack, takeBack, useCompareStore } from './compare-store.ts'
import { versionText } from './texts.ts'
import styles from './compare.module.css'

const PARTS: readonly DiffPart[] = ['journey', 'policy', 'stage', 'segment', 'entry', 'step', 'connection', 'goal', 'exit', 'note', 'comment']
const HEADINGS = {
  journey: 'partJourney', policy: 'partPolicy', stage: 'partStage', segment: 'partSegment', entry: 'partEntry', step: 'partStep', connection: 'partConnection', goal: 'partGoal', exit: 'partExit', note: 'partNote', comment: 'partComment',
} as const
/** Parts that are called by a member of the document. */
const OWN_NAMES = new Set(['quietHours', 'caps', 'consent', 'holdout', 'priority', 'description', 'timeZone', 'currency', 'activeFrom', 'activeUntil', 'reentry', 'stages', 'entries', 'goals', 'exits'])

/** Everything that differs, grouped, field by field; what is chosen is shown on the canvas. */
export function ChangeList({ diff }: { diff: JourneyDiff }) {
  const list = useRef<HTMLDivElement>(null)
  const current = useCompareStore((state) => state.current)
  const before = useCompareStore((state) => state.before)
  const after = useCompareStore((state) => state.after)
  useEffect(() => {
    if (current !== null) list.current?.querySelector(`[data-key="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const canTake = canTakeBack({ before, after })
  return (
    <div className={styles.list} ref={list} onKeyDown={onKeyDown} data-testid="change-list">
      {PARTS.map((part) => {
        const changes = diff.changes.filter((change) => change.part === part)
        if (changes.length === 0) return null
        return (
          <section key={part} aria-label={versionText(HEADINGS[part])}>
            <h3 className={styles.heading}>{versionText(HEADINGS[part])}</h3>
            {changes.map((change) => (
              <Row key={change.key} rowKey={change.key} mark={change.kind} name={nameOf(change)} canTake={canTake && change.kind !== 'renamed'} onTakeBack={() => takeBack(change)} label={`${change.name}: ${changeInWords(change)}`}>
                <Words change={change} />
              </Row>
            ))}
          </section>
        )
      })}
      {diff.layout.inWords !== null && (
        <section aria-label={versionText('layout')}>
          <h3 className={styles.heading}>{versionText('layout')}</h3>
          <Row rowKey="layout" mark="moved" name={moveInWords(diff.layout.inWords)} canTake={canTake} onTakeBack={() => takeBack(null)} label={moveInWords(diff.layout.inWords)} />
        </section>
      )}
    </div>
  )
}

function Row({ rowKey, mark, name, label, canTake, onTakeBack, children }: { rowKey: string; mark: ChangeMark; name: string; label: string; canTake: boolean; onTakeBack(): void; children?: React.ReactNode }) {
  const isCurrent = useCompareStore((state) => state.current === rowKey)
  return (
    <div className={styles.row} data-current={isCurrent || undefined} data-takes={canTake || undefined} data-key={rowKey}>
      <button type="button" className={styles.main} aria-current={isCurrent || undefined} onClick={() => useCompareStore.setState({ current: rowKey })} data-testid={`change-${rowKey}`}>
        <MarkBadge mark={mark} />
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          {children}
        </span>
      </button>
      {canTake && (
        <Button size="compact-sm" variant="subtle" className={styles.back!} aria-label={versionText('takeBackNamed', { what: label })} onClick={onTakeBack} data-testid={`take-back-${rowKey}`}>
          {versionText('takeBack')}
        </Button>
      )}
    </div>
  )
}

function nameOf({ part, name, id }: PartChange): string {
  if (part === 'journey' && id === 'name') return versionText('fieldName')
  if (part === 'journey' && id === 'id') return versionText('fieldId')
  return (part === 'journey' || part === 'policy') && OWN_NAMES.has(id) ? versionText(id as 'caps') : name // as: those have texts
}

function Words({ change, change: { part, kind, inWords, fields, name } }: { change: PartChange }) {
  if (fields.length === 0) return inWords === name ? null : <span className={styles.detail}>{changeInWords(change)}</span>
  return (
    <>
      {kind === 'renamed' && <span className={styles.detail}>{oneChange(inWords)}</span>}
      {fields.map((field) => (
        <Field key={field.path} field={field} isNamed={part === 'journey'} />
      ))}
    </>
  )
}

/** `isNamed`: the heading above says which field it is. */
function Field({ field: { inWords, path, pieces }, isNamed }: { field: FieldChange; isNamed: boolean }) {
  return (
    <span className={styles.detail} title={path}>
      {pieces === undefined ? oneChange(inWords) : <Pieces field={isNamed ? '' : `${writtenPart(/(\w+)\W*$/.exec(path)?.[1] ?? '')}: `} pieces={pieces} />}
    </span>
  )
}

const WRITTEN = ['name', 'description', 'note', 'text', 'title', 'body', 'subject'] as const

/** What a written part of the document is called. */
function writtenPart(key: string): string {
  const known = WRITTEN.find((one) => one === key)
  return known === undefined ? key : versionText(`written_${known}`)
}

/** A text with what was taken out struck through and what was put in underlined. */
function Pieces({ field, pieces }: { field: string; pieces: readonly TextPiece[] }) {
  return (
    <>
      <span className={styles.field}>{field}</span>
      {pieces.map(({ kind, text }, index) =>
        kind === 'same' ? <span key={index}>{shortened(text, index, pieces.length)}</span> : kind === 'added' ? <ins key={index} className={styles.added}>{text}</ins> : <del key={index} className={styles.removed}>{text}</del>,
      )}
    </>
  )
}

const AROUND = 48

/** Of long stretches that did not change only what stands next to the changes. */
function shortened(text: string, index: number, count: number): string {
  if (text.length <= 2 * AROUND) return text
  const start = index === 0 ? '' : text.slice(0, AROUND)
  const end = index === count - 1 ? '' : text.slice(-AROUND)
  return `${start} … ${end}`
}

/** Arrows go through the changes; Tab goes on to what can be done with one. */
function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-testid^="change-"]')]
  const at = rows.findIndex((row) => row.parentElement?.contains(globalThis.document.activeElement))
  const next = rows[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  next.click()
}
