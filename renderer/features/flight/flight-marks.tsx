import { useStore, ViewportPortal } from '@xyflow/react'
import type { CSSProperties } from 'react'
import { CARD_WIDTH } from '../../document/card-size.ts'
import { people } from '../../i18n/numbers.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { showFlightPeople } from './ask-impact.ts'
import { FATE_ICONS } from './impact-figures.tsx'
import { useFlightStore } from './flight-store.ts'
import { flightText } from './texts.ts'
import styles from './flight.module.css'

/** While the impact on people under way is looked at: how many stand at each card, and what becomes of them, by sign and words. */
export function FlightMarks() {
  const isShown = useUiStore((state) => state.resultsOpen && state.resultsTab === 'impact')
  const isMarked = useFlightStore((state) => state.isMarked && state.impact !== null)
  const isOfThisRun = useFlightStore((state) => state.run) === useRunStore((state) => state.latest)
  return isShown && isMarked && isOfThisRun ? <Marks /> : null
}

function Marks() {
  const impact = useFlightStore((state) => state.impact)!
  const nodes = useCanvasStore((state) => state.nodes)
  const zoom = useStore((state) => Math.round(state.transform[2] * 20) / 20 || 0.1)
  // Who stands in a step that is gone has no card: the list tells.
  const standing = new Map(impact.steps.filter((step) => step.people > 0).map((step) => [step.fate === 'same' || step.fate === 'changed' ? (step.to ?? step.step) : step.step, step]))
  return (
    <ViewportPortal>
      {nodes.map(({ id, position, measured, width }) => {
        const step = standing.get(id)
        if (step === undefined) return null
        const Icon = FATE_ICONS[step.fate]
        const style = { '--zoom': zoom, left: position.x, top: position.y, width: measured?.width ?? width ?? CARD_WIDTH } as CSSProperties // as: React's type knows no custom properties
        return (
          <div key={id} className={styles.place} style={style}>
            <button type="button" className={`nodrag nopan tabular ${styles.flag}`} tabIndex={-1} data-fate={step.fate} data-testid={`in-flight-${id}`} onClick={() => void showFlightPeople({ step: step.step })}>
              <Icon width="1.1em" height="1.1em" stroke={2.2} aria-hidden="true" />
              {flightText(({ lost: 'markLost', moved: 'markMoved', changed: 'markChanged', same: 'markSame' } as const)[step.fate], { people: people(step.people) })}
            </button>
          </div>
        )
      })}
    </ViewportPortal>
  )
}
