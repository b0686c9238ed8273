import { Button } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight, IconCircleX, IconMail } from '@tabler/icons-react'
import { useId, useMemo } from 'react'
import { type JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { changeAssumptions, rememberAssumptions, useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { FamilyTile, iconOfChannel } from '../canvas/families.tsx'
import { useFoldStore } from '../inspector/fields/fold-store.ts'
import { MoreClauses, Remark, Section } from '../inspector/fields/section.tsx'
import { BasisBadge } from './basis-badge.tsx'
import { findingsAt, FindingLines, useScenarioFindings, type PlacedFinding } from './findings.tsx'
import { nameOfRow, reachInWords, responseInWords } from './in-words.ts'
import { messageRows, type MessageRow } from './message-rows.ts'
import { ResponseForm } from './response-form.tsx'
import { withOwnResponse, withoutResponse, withResponse } from './scenario-edits.ts'
import { assumeText, channelWithin } from './texts.ts'
import styles from './assumptions.module.css'

const NO_RESPONSES: NonNullable<Scenario['responses']> = []

/** What is assumed of each message of the journey, of its channels, and what the scenario says of others. */
export function MessageList() {
  const document = useDocumentStore((state) => state.document)
  const responses = useAssumptionsStore((state) => state.scenario.responses) ?? NO_RESPONSES
  const findings = useScenarioFindings()
  const { rows, others } = useMemo(() => messageRows(document, responses), [document, responses])
  return (
    <>
      <Section title={assumeText('messages')}>
        {rows.some(({ kind }) => kind === 'step') ? null : <Remark>{assumeText('noMessages')}</Remark>}
        <div className={styles.rows}>
          {rows.map((row) => (
            <Row key={row.key} row={row} rows={rows} findings={findings} />
          ))}
        </div>
      </Section>
      {others.length > 0 && (
        <Section title={assumeText('others')} help={assumeText('othersHelp')}>
          {others.map((index) => (
            <Other key={index} index={index} findings={findings} />
          ))}
        </Section>
      )}
    </>
  )
}

function Row({ row, rows, findings }: { row: MessageRow; rows: readonly MessageRow[]; findings: readonly PlacedFinding[] }) {
  const id = foldOf(row.key)
  const isOpen = useFoldStore((state) => state.open.has(id))
  const toggle = useFoldStore((state) => state.toggle)
  const name = useDocumentStore((state) => nameOfRow(state.document, row))
  const response = useAssumptionsStore((state) => (row.own === null ? undefined : state.scenario.responses?.[row.own]))
  const bodyId = useId()
  const own = row.own === null ? [] : findingsAt(findings, pathOf(row.own))
  const worst = own.some(({ severity }) => severity === 'error') ? 'error' : own.length > 0 ? 'warning' : undefined
  return (
    <div className={styles.row} data-open={isOpen || undefined} data-kind={row.kind} data-testid={`assume-${row.key}`}>
      <button type="button" className={styles.rowHead} aria-expanded={isOpen} aria-controls={bodyId} data-testid={`assume-${row.key}-fold`} onClick={() => toggle(id)}>
        <IconChevronRight size={16} stroke={2} className={styles.chevron} aria-hidden="true" />
        <FamilyTile family="message" icon={row.channel === null ? IconMail : iconOfChannel(row.channel)} size={28} />
        <span className={styles.rowWords}>
          <span className={styles.rowName}>{name}</span>
          <Says row={row} rows={rows} />
        </span>
        {worst !== undefined && <Mark severity={worst} />}
      </button>
      {response !== undefined && (
        <span className={styles.rowBadge}>
          <BasisBadge basis={response.basis} note={response.note} />
        </span>
      )}
      {isOpen && (
        <div id={bodyId} className={styles.rowBody}>
          <RowBody row={row} name={name} findings={own} />
        </div>
      )}
    </div>
  )
}

function Mark({ severity }: { severity: 'error' | 'warning' }) {
  const Icon = severity === 'error' ? IconCircleX : IconAlertTriangle
  return <Icon size={17} stroke={1.9} className={styles.mark} data-severity={severity} role="img" aria-label={assumeText(severity === 'error' ? 'hasError' : 'hasWarning')} />
}

/** In one line what a run takes for the row. */
function Says({ row, rows }: { row: MessageRow; rows: readonly MessageRow[] }) {
  const response = useAssumptionsStore((state) => (row.counts === null ? undefined : state.scenario.responses?.[row.counts]))
  const document = useDocumentStore((state) => state.document)
  const from = row.own === null ? rows.find(({ own }) => own === row.counts) : undefined
  if (response === undefined) return <span className={styles.rowSays}>{assumeText('nothing')}</span>
  const words = from === undefined ? responseInWords(response) : `${asRow(document, from)}: ${responseInWords(response)}`
  return <span className={styles.rowSays}>{words}</span>
}

function RowBody({ row, name, findings }: { row: MessageRow; name: string; findings: readonly PlacedFinding[] }) {
  const { own, counts, reach } = row
  const response = useAssumptionsStore((state) => (own === null ? undefined : state.scenario.responses?.[own]))
  const followed = useAssumptionsStore((state) => (counts === null ? undefined : state.scenario.responses?.[counts]))
  const takeAway = () => {
    if (own === null) return
    const takeBack = rememberAssumptions()
    changeAssumptions((scenario) => withoutResponse(scenario, own))
    notifyUndoable({ message: assumeText('takenAway', { name }), undo: takeBack })
  }
  const texts = <OwnTexts row={row} />
  if (response === undefined && followed !== undefined) {
    return (
      <>
        <Button className={styles.start!} size="compact-sm" variant="default" data-testid={`assume-${row.key}-own`} onClick={() => changeAssumptions((scenario) => withOwnResponse(scenario, reach, followed))}>
          {assumeText('forOwn')}
        </Button>
        {texts}
      </>
    )
  }
  return (
    <>
      {row.kind === 'channel' && <Remark>{assumeText('anyOfHelp', { channel: channelWithin(row.channel!) })}</Remark>}
      <ResponseForm
        response={response}
        onChange={(change) => changeAssumptions((scenario) => withResponse(scenario, own, reach, change))}
        findings={findings}
        path={own === null ? '' : pathOf(own)}
        testId={`assume-${row.key}`}
      />
      <div className={styles.rowEnd}>
        {texts}
        {own !== null && (
          <Button size="compact-sm" variant="subtle" color="gray" className={styles.takeAway!} onClick={takeAway} data-testid={`assume-${row.key}-remove`}>
            {assumeText('takeAway')}
          </Button>
        )}
      </div>
    </>
  )
}

/** Of a step with several texts: figures of their own for those that have none. */
function OwnTexts({ row: { kind, stepId, reach, counts } }: { row: MessageRow }) {
  const step = useDocumentStore((state) => (stepId === null ? undefined : state.document.steps[stepId]))
  const responses = useAssumptionsStore((state) => state.scenario.responses) ?? NO_RESPONSES
  if (kind !== 'step' || step?.kind !== 'message' || stepId === null) return null
  const without = (step.variants ?? []).filter(({ id }) => !responses.some((entry) => entry.step === stepId && entry.variant === id))
  if ((step.variants ?? []).length < 2 || without.length === 0) return null
  const add = (variant: string) => () => {
    changeAssumptions((scenario) => withOwnResponse(scenario, { ...reach, variant }, counts === null ? undefined : scenario.responses?.[counts]))
    useFoldStore.getState().unfold(foldOf(`${stepId}/${variant}`))
  }
  return (
    <MoreClauses
      before={<span className={styles.moreLabel}>{assumeText('textsOwn')}</span>}
      clauses={without.map(({ id }) => ({ label: assumeText('ownText', { variant: id }), onAdd: add(id), testId: `assume-${stepId}-text-${id}` }))}
    />
  )
}

/** An entry that no message here is named by. */
function Other({ index, findings }: { index: number; findings: readonly PlacedFinding[] }) {
  const response = useAssumptionsStore((state) => state.scenario.responses?.[index])
  if (response === undefined) return null
  const name = reachInWords(response)
  const takeAway = () => {
    const takeBack = rememberAssumptions()
    changeAssumptions((scenario) => withoutResponse(scenario, index))
    notifyUndoable({ message: assumeText('takenAway', { name }), undo: takeBack })
  }
  return (
    <div className={styles.other} data-testid="assume-other">
      <span className={styles.otherHead}>
        <span className={styles.rowName}>{name}</span>
        <BasisBadge basis={response.basis} note={response.note} />
        <Button size="compact-sm" variant="subtle" color="gray" className={styles.takeAway!} onClick={takeAway}>
          {assumeText('remove')}
        </Button>
      </span>
      <span className={styles.rowSays}>{responseInWords(response)}</span>
      <FindingLines findings={findingsAt(findings, pathOf(index))} />
    </div>
  )
}

export function foldOf(rowKey: string): string {
  return `assume:${rowKey}`
}

function pathOf(index: number): string {
  return `$.responses[${index}]`
}

/** "As any push": what a row without figures of its own follows. */
function asRow(document: JourneyDocument, row: MessageRow): string {
  if (row.kind === 'any' || (row.kind === 'channel' && row.channel === null)) return assumeText('asAny')
  return row.kind === 'channel' ? assumeText('asAnyOf', { channel: channelWithin(row.channel!) }) : assumeText('asStep', { step: nameOfRow(document, row) })
}
