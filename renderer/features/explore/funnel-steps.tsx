import { ActionIcon } from '@mantine/core'
import { IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import { Hint } from '../../components/hint.tsx'
import { EventChoice } from './event-choice.tsx'
import { funnelStep, type FunnelStep } from './explore-forms.ts'
import { exploreText } from './texts.ts'
import styles from './funnel-steps.module.css'

const MOST_STEPS = 12
const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** The events of a funnel in their order: each can be chosen anew, taken out, and moved by its handle, with the mouse or the arrow keys. */
export function FunnelSteps({ steps, catalogue, onChange }: { steps: readonly FunnelStep[]; catalogue: DatasetCatalogue; onChange(steps: readonly FunnelStep[]): void }) {
  const [dragged, setDragged] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    const moved = steps[from]
    if (moved === undefined || to < 0 || to >= steps.length || from === to) return
    onChange(steps.toSpliced(from, 1).toSpliced(to, 0, moved))
    setSaid(exploreText('stepMoved', { event: moved.event, number: to + 1, count: steps.length }))
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const by = MOVES[event.key]
    if (by === undefined) return
    event.preventDefault()
    move(index, index + by)
  }
  const onDragOver = (event: DragEvent, index: number) => {
    if (dragged === null) return
    event.preventDefault()
    move(steps.findIndex(({ key }) => key === dragged), index)
  }
  const add = () => {
    const taken = new Set(steps.map(({ event }) => event))
    const next = [...catalogue.events].sort((a, b) => b.profiles - a.profiles).find(({ name }) => !taken.has(name) && !name.startsWith('$')) ?? catalogue.events[0]
    if (next) onChange([...steps, funnelStep(next.name)])
  }
  return (
    <>
      <ol className={styles.steps} data-testid="funnel-steps">
        {steps.map((step, index) => (
          <li key={step.key} className={styles.step} data-dragged={dragged === step.key || undefined} onDragOver={(over) => onDragOver(over, index)} onDrop={(drop) => drop.preventDefault()}>
            {index > 0 && <span className={styles.then}>{exploreText('thenWord')}</span>}
            <span className={styles.chip}>
              <button
                type="button"
                className={styles.handle}
                draggable
                aria-label={exploreText('stepHandle', { number: index + 1, event: step.event })}
                data-testid={`step-handle-${index + 1}`}
                onKeyDown={(down) => onKeyDown(down, index)}
                onDragStart={(start) => {
                  start.dataTransfer.effectAllowed = 'move'
                  start.dataTransfer.setData('text/plain', step.event)
                  setDragged(step.key)
                }}
                onDragEnd={() => setDragged(null)}
              >
                <IconGripVertical size={14} stroke={1.8} aria-hidden="true" />
                <span className="tabular">{index + 1}</span>
              </button>
              <EventChoice
                label={exploreText('step', { number: index + 1 })}
                value={step}
                catalogue={catalogue}
                onChange={(chosen) => onChange(steps.with(index, { key: step.key, ...chosen }))}
                testId={`step-event-${index + 1}`}
              />
              {steps.length > 2 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  className={styles.remove!}
                  aria-label={exploreText('removeStep', { number: index + 1, event: step.event })}
                  data-testid={`step-remove-${index + 1}`}
                  onClick={() => onChange(steps.toSpliced(index, 1))}
                >
                  <IconX size={14} stroke={1.9} />
                </ActionIcon>
              )}
            </span>
          </li>
        ))}
        {steps.length < MOST_STEPS && (
          <li className={styles.step}>
            <Hint label={exploreText('addStep')}>
              <ActionIcon variant="default" size={32} aria-label={exploreText('addStep')} onClick={add} data-testid="add-step">
                <IconPlus size={16} stroke={1.8} />
              </ActionIcon>
            </Hint>
          </li>
        )}
      </ol>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  )
}
