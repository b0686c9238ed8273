import { Button, Select } from '@mantine/core'
import { IconHistory, IconListCheck, IconPlugConnected } from '@tabler/icons-react'
import { useMemo } from 'react'
import { diffJourneys } from '../../../engine/core/diff/diff-journeys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { Applied } from './applied.tsx'
import { ConfirmPlan } from './confirm-plan.tsx'
import { useChosenConnection, useConnectionsStore, type Connection } from './connections-store.ts'
import { EmptyNote } from './empty-note.tsx'
import { momentInWords } from './moment.ts'
import { NoJourney } from './no-journey.tsx'
import { PlaceHead } from './place-head.tsx'
import { dropPlan, planAgain, planOpen, usePlanStore, type Plan, type PlanOrigin } from './plan-store.ts'
import { planText } from './plan-texts.ts'
import { PlanView } from './plan-view.tsx'
import { openPublish, useHasJourney, usePublishStore } from './publish-store.ts'
import { SecretNote } from './secret-note.tsx'
import { useTargetsStore } from './targets-store.ts'
import { WorkNote } from './work-note.tsx'
import styles from './publish.module.css'

/** What publishing would do, a person's consent to exactly that, and how it goes. */
export function PlanPlace() {
  const hasJourney = useHasJourney()
  const origin = usePlanStore((state) => state.origin)
  const connections = useConnectionsStore((state) => state.connections)
  if (!hasJourney && origin.kind === 'open') return <NoJourney />
  if (connections !== null && connections.length === 0) return <NoConnection />
  return <Planning />
}

function NoConnection() {
  return (
    <EmptyNote Glyph={IconPlugConnected} title={planText('noConnectionTitle')} body={planText('noConnectionBody')} testId="plan-no-connection">
      <Button onClick={() => openPublish('connections')} data-testid="plan-to-connections">{planText('toConnections')}</Button>
      <Button variant="default" onClick={() => openPublish('where')}>{planText('toWhere')}</Button>
    </EmptyNote>
  )
}

function Planning() {
  const { plan, applying, origin } = usePlanStore()
  const chosen = useChosenConnection()
  const isWorking = plan?.state === 'asking' || applying?.state === 'asking'
  const make = (connectionId: string) => (origin.kind === 'open' ? planOpen(connectionId) : planAgain('refuse'))
  return (
    <>
      <PlaceHead title={planText('title')} lead={planText('lead')} />
      <div className={styles.tools}>
        <ConnectionChoice chosen={chosen} isOff={isWorking} />
        <Button h={32} disabled={chosen === undefined || isWorking} variant={plan?.state === 'there' ? 'default' : 'filled'} onClick={() => chosen !== undefined && void make(chosen.id)} data-testid="make-plan">
          {planText(plan?.state === 'there' ? 'again' : 'make')}
        </Button>
      </div>
      {chosen !== undefined && chosen.secret.where === 'missing' && <SecretNote connection={chosen} />}
      <Origin origin={origin} onOpen={chosen === undefined || isWorking ? undefined : () => void planOpen(chosen.id)} />
      {plan === null && chosen !== undefined && (
        <EmptyNote Glyph={IconListCheck} title={planText('emptyTitle')} body={planText('emptyBody')} testId="no-plan" />
      )}
      {plan?.state === 'asking' && <WorkNote jobId={plan.jobId} before={planText('planning')} testId="planning" />}
      {plan?.state === 'stopped' && <p className={styles.quiet} role="status">{planText('stopped')}</p>}
      {plan?.state === 'failed' && <ProblemNote error={plan.error} testId="plan-problem" />}
      {plan?.state === 'there' && <ThePlan plan={plan.answer} />}
    </>
  )
}

function ThePlan({ plan }: { plan: Plan }) {
  const applying = usePlanStore((state) => state.applying)
  const origin = usePlanStore((state) => state.origin)
  const document = usePlanStore((state) => state.document)
  const open = useDocumentStore((state) => state.document)
  // Where cards stand says nothing to a platform.
  const isEdited = useMemo(() => origin.kind === 'open' && document !== null && open !== document && diffJourneys(document, open).changes.length > 0, [origin, document, open])
  const isOver = applying?.state === 'there' && applying.answer.state === 'applied'
  return (
    <>
      {isEdited && (applying === null || isOver) && (
        <div className={styles.note} role="status" data-testid="plan-edited">
          <IconHistory size={16} stroke={1.9} aria-hidden="true" />
          <div className={styles.noteWords}>
            <p>{planText(isOver ? 'editedSince' : 'edited')}</p>
            <div className={styles.noteWays}>
              <Button size="compact-sm" variant="default" onClick={() => void planAgain('refuse')}>{planText(isOver ? 'planChanges' : 'again')}</Button>
            </div>
          </div>
        </div>
      )}
      {applying === null ? <PlanView plan={plan} /> : <Applied plan={plan} applying={applying} />}
      {applying === null && !isEdited && plan.blockers.length === 0 && <ConfirmPlan plan={plan} />}
    </>
  )
}

/** That something else than what is open is planned, and the way to that; `onOpen` undefined while there is none. */
function Origin({ origin, onOpen }: { origin: PlanOrigin; onOpen: (() => void) | undefined }) {
  const hasJourney = useHasJourney()
  if (origin.kind === 'open') return null
  return (
    <div className={styles.note} data-tone="plain" role="note" data-testid="plan-origin">
      <IconHistory size={16} stroke={1.9} aria-hidden="true" />
      <div className={styles.noteWords}>
        <p>{planText(origin.kind === 'rollBack' ? 'ofRollBack' : 'ofResume', { when: momentInWords(origin.at) })}</p>
        {hasJourney && onOpen !== undefined && (
          <div className={styles.noteWays}>
            <Button size="compact-sm" variant="default" onClick={onOpen} data-testid="plan-open">{planText('planOpen')}</Button>
          </div>
        )}
      </div>
    </div>
  )
}

function ConnectionChoice({ chosen, isOff }: { chosen: Connection | undefined; isOff: boolean }) {
  const connections = useConnectionsStore((state) => state.connections) ?? []
  const targets = useTargetsStore((state) => state.targets)
  const platformOf = (id: string) => fromEngine(targets?.find((target) => target.id === id)?.name ?? id)
  const choose = (connectionId: string | null) => {
    if (connectionId === null || connectionId === chosen?.id) return
    usePublishStore.setState({ connectionId })
    dropPlan()
  }
  return (
    <Select
      label={planText('connection')}
      placeholder={planText('chooseConnection')}
      w={360}
      disabled={isOff}
      data={connections.map(({ id, name, target }) => ({ value: id, label: name === platformOf(target) ? name : `${name} · ${platformOf(target)}` }))}
      value={chosen?.id ?? null}
      onChange={choose}
      data-testid="plan-connection"
    />
  )
}
