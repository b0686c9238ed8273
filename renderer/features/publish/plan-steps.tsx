import { Button } from '@mantine/core'
import { IconArrowsExchange, IconChevronRight, IconCircleCheck, IconLink, IconPencil, IconPlus, type Icon } from '@tabler/icons-react'
import { useState } from 'react'
import { unmarked } from '../../../engine/core/publish/marker.ts'
import type { PlanStep } from '../../../engine/core/publish/plan.ts'
import { cut } from '../../i18n/cut.ts'
import { locale } from '../../i18n/language.ts'
import type { Plan } from './plan-store.ts'
import { planText } from './plan-texts.ts'
import styles from './plan-steps.module.css'
import shared from './publish.module.css'

const GLYPHS = { create: IconPlus, update: IconPencil, replace: IconArrowsExchange, unchanged: IconCircleCheck, bind: IconLink } as const satisfies Record<PlanStep['action'], Icon>

/** True for what changes something at the platform. */
export function isChanging({ action }: PlanStep): boolean {
  return action === 'create' || action === 'update' || action === 'replace'
}

/** More than that are said in one line first, so that what comes after them is seen. */
const MOST_AT_ONCE = 10

/** What will be done, in the order it is done: what is needed comes before what needs it. What stays is folded away. */
export function PlanSteps({ plan, onPayload }: { plan: Plan; onPayload(key: string): void }) {
  const changing = plan.steps.filter(isChanging)
  const staying = plan.steps.filter((step) => !isChanging(step))
  const [isOpen, setIsOpen] = useState(false)
  const isLong = changing.length > MOST_AT_ONCE
  const [areAllShown, setAreAllShown] = useState(false)
  return (
    <section className={shared.section} aria-label={planText('stepsHead')}>
      <h3 className={shared.sectionName}>{planText('stepsHead')}</h3>
      {changing.length === 0 && <p className={shared.sectionBody} data-testid="plan-nothing">{planText('nothing')}</p>}
      {isLong && (
        <div>
          <p className={styles.summary} data-testid="plan-summary">{inOneLine(changing)}</p>
          <button type="button" className={shared.disclose} aria-expanded={areAllShown} onClick={() => setAreAllShown(!areAllShown)} data-testid="plan-changing">
            <IconChevronRight size={16} stroke={2} aria-hidden="true" />
            {areAllShown ? planText('hideChanging') : planText('showChanging', { count: changing.length })}
          </button>
        </div>
      )}
      {changing.length > 0 && (!isLong || areAllShown) && <List steps={changing} onPayload={onPayload} />}
      {staying.length > 0 && (
        <div>
          <button type="button" className={shared.disclose} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} data-testid="plan-staying">
            <IconChevronRight size={16} stroke={2} aria-hidden="true" />
            {planText('nothingAll', { count: staying.length })}
          </button>
        </div>
      )}
      {isOpen && staying.length > 0 && <List steps={staying} onPayload={onPayload} />}
    </section>
  )
}

const inWords = new Intl.ListFormat(locale())
const KINDS = ['segment', 'event', 'source', 'template', 'journey'] as const satisfies readonly PlanStep['kind'][]

/** How many of what kind: "Make 26 segments, 11 templates and 1 journey. Change 2 segments." */
function inOneLine(steps: readonly PlanStep[]): string {
  const sentences = (['create', 'update', 'replace'] as const).flatMap((action) => {
    const things = KINDS.flatMap((kind) => {
      const count = steps.filter((step) => step.action === action && step.kind === kind).length
      return count === 0 ? [] : [planText(kind, { count })]
    })
    return things.length === 0 ? [] : [planText('kinds', { action: planText(action), things: inWords.format(things) })]
  })
  return sentences.join(' ')
}

function List({ steps, onPayload }: { steps: readonly PlanStep[]; onPayload(key: string): void }) {
  return (
    <ol className={shared.list} data-testid="plan-steps">
      {steps.map((step) => {
        const Glyph = GLYPHS[step.action]
        return (
          <li key={step.key} className={`${shared.item} ${styles.step}`} data-action={step.action} data-testid={`plan-step-${step.key}`}>
            <span className={styles.mark} title={planText(`${step.action}Hint`)}>
              <Glyph size={16} stroke={2} aria-hidden="true" />
              {planText(step.action)}
            </span>
            <span className={styles.kind}>{planText(step.kind)}</span>
            <span className={styles.name}>{readable(step.name)}</span>
            <Button size="compact-sm" variant="subtle" aria-label={planText('payloadOf', { name: readable(step.name) })} onClick={() => onPayload(step.key)} data-testid={`payload-${step.key}`}>
              {planText('payload')}
            </Button>
          </li>
        )
      })}
    </ol>
  )
}

/** A name without the mark by which we find the thing again. */
export function readable(name: string): string {
  return cut(unmarked(name)?.name ?? name, 120)
}
