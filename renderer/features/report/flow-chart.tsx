import { useMemo } from 'react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { full, people } from '../../i18n/numbers.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { namedOutcomeInWords } from '../simulation/outcome-in-words.ts'
import { linesOf } from '../simulation/picture-text.ts'
import { flowLayout, FLOW_WIDTH, LAST_NAMES, NAME_LINE, NODE_WIDTH, type FlowBox } from './flow-layout.ts'
import type { RunReport } from './report-store.ts'
import { reportText } from './texts.ts'
import styles from './charts.module.css'

/** The ways as streams that part and join, each as wide as the passes in it; what converts is green. */
export function FlowChart({ flow, by, document }: { flow: RunReport['ways']['bySteps']; by: 'stages' | 'steps'; document: JourneyDocument }) {
  const { boxes, bands, height } = useMemo(() => flowLayout(flow), [flow])
  const nameOf = (box: Pick<FlowBox, 'kind' | 'id'>) => nodeName(box, by, document)
  const room = Math.min(LAST_NAMES, (FLOW_WIDTH - LAST_NAMES) / Math.max(1, flow.columns.length - 1)) - NODE_WIDTH - 12
  const words = boxes.map((box) => reportText('flowNode', { name: nameOf(box), people: full(box.passes) })).join(', ')
  return (
    <svg viewBox={`0 0 ${FLOW_WIDTH} ${height}`} className={styles.chart} role="img" aria-label={reportText('flowWords', { words })} data-chart="ways" data-testid="flow-chart">
      {bands.map(({ key, from, to, passes, path }) => (
        <path key={key} d={path} className={styles.stream} data-kind={kindOf(to)}>
          <title>{reportText('flowHint', { people: full(passes), from: nameOf(from), to: nameOf(to) })}</title>
        </path>
      ))}
      {boxes.map((box) => {
        const lines = linesOf(nameOf(box), room, { size: 14, weight: 500, most: 2 })
        return (
          <g key={`${box.column} ${box.index}`} transform={`translate(${box.x} ${box.y})`}>
            <title>{reportText('flowNode', { name: nameOf(box), people: full(box.passes) })}</title>
            <rect width={NODE_WIDTH} height={box.height} rx={2} className={styles.node} data-kind={kindOf(box)} />
            {lines.map((line, index) => (
              <text key={index} x={NODE_WIDTH + 6} y={13 + index * NAME_LINE} className={styles.name} data-halo>
                {line}
              </text>
            ))}
            <text x={NODE_WIDTH + 6} y={13 + lines.length * NAME_LINE} data-halo>
              {people(box.passes)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** What a node is called. */
export function nodeName({ kind, id }: Pick<FlowBox, 'kind' | 'id'>, by: 'stages' | 'steps', document: JourneyDocument): string {
  if (kind === 'more') return reportText('moreSteps')
  if (kind === 'other') return reportText('others')
  if (kind === 'end') return id === 'active' ? reportText('active') : namedOutcomeInWords(id, document)
  return by === 'steps' ? nameOfStep(document, id) : (document.stages?.find((stage) => stage.id === id)?.name ?? id)
}

function kindOf({ kind, id }: Pick<FlowBox, 'kind' | 'id'>): string {
  return kind === 'end' ? (id.startsWith('goal:') ? 'goal' : id === 'active' ? 'active' : 'end') : kind
}
