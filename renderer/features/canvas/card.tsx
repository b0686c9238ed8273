import { Handle, Position } from '@xyflow/react'
import { IconAlertTriangleFilled, IconInfoCircleFilled, IconCircleXFilled, IconPlus, type Icon } from '@tabler/icons-react'
import type { Diagnostic, Severity } from '../../../engine/core/lint/diagnostics.ts'
import type { Port, StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { Hint } from '../../components/hint.tsx'
import { cut } from '../../i18n/cut.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useLitVisits } from '../../stores/person-store.ts'
import { StandingMark } from '../by-hand/standing-mark.tsx'
import { CommentBadge, useOpenComments } from '../comments/comment-badge.tsx'
import { useNodeDiagnostics } from '../problems/diagnostics-store.ts'
import { DifferenceLine } from '../what-if/difference-line.tsx'
import { DropOffStub } from './drop-off-stub.tsx'
import { FamilyTile } from './families.tsx'
import { NumbersStrip } from './numbers-strip.tsx'
import { HeatGauge } from '../heat/heat-gauge.tsx'
import { openQuickAdd } from './quick-add-store.ts'
import { canvasText } from './texts.ts'
import styles from './card.module.css'

interface CardProps {
  nodeId: string
  testId: string
  family: StepFamily
  icon: Icon
  name: string
  summary: string
  ports: readonly Port[]
  /** True if connections may lead to it. */
  accepts: boolean
  selected: boolean
}

/** A card on the canvas: tile, name, summary, ports in words where there are two or more, and figures after a run. */
export function Card({ nodeId, testId, family, icon, name, summary, ports, accepts, selected }: CardProps) {
  const diagnostics = useNodeDiagnostics(nodeId)
  const worst = diagnostics[0]?.severity
  const visits = useLitVisits(nodeId)
  const comments = useOpenComments(nodeId)
  const only = ports.length === 1 ? ports[0] : undefined
  return (
    <div
      className={styles.card}
      data-testid={testId}
      data-family={family}
      data-selected={selected || undefined}
      data-severity={worst}
      data-lit={visits !== undefined || undefined}
      role="group"
      aria-label={`${name}. ${summary}${worst === undefined ? '' : `. ${canvasText('problem', { count: diagnostics.length })}`}${comments === 0 ? '' : `. ${canvasText('openComments', { count: comments })}`}${visits === undefined ? '' : `. ${canvasText('onTheWay', { places: visits.join(', ') })}`}`}
    >
      <HeatGauge nodeId={nodeId} />
      <div className={styles.body}>
        {accepts && <Handle type="target" position={Position.Left} className={`${styles.handle} ${styles.target}`} />}
        <FamilyTile family={family} icon={icon} />
        <div className={styles.words}>
          <div className={styles.name}>{name}</div>
          <div className={styles.summary}>{summary}</div>
        </div>
        {only && <PortHandle nodeId={nodeId} port={only} name={name} />}
        {worst !== undefined && <LintMarker severity={worst} diagnostics={diagnostics} />}
      </div>
      {ports.length > 1 && (
        <div className={styles.ports}>
          {ports.map((port) => (
            <div key={port.id} className={styles.port}>
              <span className={styles.portLabel}>{port.label}</span>
              <PortHandle nodeId={nodeId} port={port} name={port.label} />
            </div>
          ))}
        </div>
      )}
      {visits !== undefined && <Visits visits={visits} />}
      <StandingMark nodeId={nodeId} />
      {comments > 0 && <CommentBadge nodeId={nodeId} count={comments} />}
      <NumbersStrip nodeId={nodeId} isSelected={selected} />
      <DifferenceLine nodeId={nodeId} />
      <DropOffStub nodeId={nodeId} isSelected={selected} />
    </div>
  )
}

function PortHandle({ nodeId, port, name }: { nodeId: string; port: Port; name: string }) {
  const isOpen = port.target === undefined
  return (
    <Handle
      type="source"
      id={port.id}
      position={Position.Right}
      className={`${styles.handle} ${styles.source}`}
      data-open={isOpen || undefined}
      data-testid={`port-${nodeId}-${port.id}`}
      title={isOpen ? canvasText('portOpen') : port.label === '' ? canvasText('portNext') : canvasText('port', { label: name })}
      onClick={(event) => {
        if (isOpen) openQuickAdd({ from: nodeId, portId: port.id, at: { x: event.clientX, y: event.clientY } })
      }}
    >
      {isOpen && <IconPlus size={12} stroke={2.4} className={styles.plus} aria-hidden="true" />}
    </Handle>
  )
}

const MOST_PLACES = 3

/** Where on one person's way this card comes, as the number of the visit: "2", "2 · 6". */
function Visits({ visits }: { visits: readonly number[] }) {
  const more = visits.length - MOST_PLACES
  return (
    <span className={`${styles.visits} tabular`} aria-hidden="true" data-testid="visits">
      {visits[0]}
      {visits.length > 1 && <span className={styles.laterVisits}>{`${visits.slice(1, MOST_PLACES).map((place) => ` · ${place}`).join('')}${more > 0 ? ` +${more}` : ''}`}</span>}
    </span>
  )
}

const MOST_FINDINGS = 5
const MARKS: Record<Severity, Icon> = { error: IconCircleXFilled, warning: IconAlertTriangleFilled, info: IconInfoCircleFilled }

function LintMarker({ severity, diagnostics }: { severity: Severity; diagnostics: readonly Diagnostic[] }) {
  const Mark = MARKS[severity]
  return (
    <Hint label={diagnostics.slice(0, MOST_FINDINGS).map(({ code, message, help }) => `${code} ${cut(fromEngine(message))}\n${cut(fromEngine(help))}`).join('\n\n')}>
      <span className={styles.marker} data-severity={severity} data-testid="lint-marker" role="img" aria-label={diagnostics.slice(0, MOST_FINDINGS).map(({ message }) => cut(fromEngine(message))).join('. ')}>
        <Mark size={16} />
      </span>
    </Hint>
  )
}
