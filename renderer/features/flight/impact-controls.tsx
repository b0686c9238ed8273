import { Select } from '@mantine/core'
import { useId, useState } from 'react'
import { instantInWords, daySpan } from '../../i18n/dates.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { chooseFlightSide } from './ask-impact.ts'
import { instantAsked, useFlightStore, type FlightSide } from './flight-store.ts'
import { flightText } from './texts.ts'
import styles from './flight.module.css'

const MINUTE_MS = 60_000

/** Which version runs, which one takes over, and when. */
export function ImpactControls({ run }: { run: FinishedRun }) {
  return (
    <div className={styles.controls}>
      <SideChoice which="before" />
      <SideChoice which="after" />
      <Timeline run={run} />
    </div>
  )
}

function SideChoice({ which }: { which: 'before' | 'after' }) {
  const side = useFlightStore((state) => state[which])
  const versions = useFlightStore((state) => state.versions)
  const newest = useDocumentStore((state) => state.summary?.version ?? 0)
  const known = versions.length === 0 && side.kind === 'version' ? [{ version: side.version, label: null }] : versions
  const options = [
    { value: 'run', label: flightText('asRun') },
    { value: 'open', label: flightText('asOpen') },
    ...known.filter(({ version }) => version <= Math.max(newest, side.kind === 'version' ? side.version : 0)).map(({ version, label }) => ({ value: `v${version}`, label: `${flightText('version', { version })}${label === null ? '' : ` · ${label}`}` })),
  ]
  return (
    <Select
      size="xs"
      className={styles.side!}
      label={flightText(which)}
      data={options}
      value={side.kind === 'version' ? `v${side.version}` : side.kind}
      allowDeselect={false}
      onChange={(value) => value !== null && chooseFlightSide(which, sideOf(value))}
      comboboxProps={{ withinPortal: true, width: 260, position: 'bottom-start' }}
      data-testid={`impact-${which}`}
    />
  )
}

function sideOf(value: string): FlightSide {
  return value === 'run' || value === 'open' ? { kind: value } : { kind: 'version', version: Number(value.slice(1)) }
}

/** The instant on a line through the run; arrow keys move it by a four-hundredth, page keys by a tenth. */
function Timeline({ run }: { run: FinishedRun }) {
  const id = useId()
  const chosen = useFlightStore((state) => state.at)
  const [dragged, setDragged] = useState<number | null>(null)
  const { from, until } = run.result
  const at = dragged ?? instantAsked(run, chosen)
  const step = Math.max(MINUTE_MS, Math.round((until - from) / 400 / MINUTE_MS) * MINUTE_MS)
  const settle = () => {
    if (dragged !== null) useFlightStore.setState({ at: dragged })
    setDragged(null)
  }
  return (
    <div className={styles.timeline}>
      <label htmlFor={id} className={styles.label}>
        {flightText('takesOver')} <strong className="tabular" data-testid="impact-instant">{instantInWords(at)}</strong>
      </label>
      <input
        id={id}
        type="range"
        className={styles.range}
        min={from}
        max={until}
        step={step}
        value={at}
        aria-valuetext={instantInWords(at)}
        onChange={({ currentTarget }) => setDragged(Number(currentTarget.value))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
        data-testid="impact-at"
      />
      <span className={`${styles.ends} tabular`}>{daySpan(from, until)}</span>
    </div>
  )
}
