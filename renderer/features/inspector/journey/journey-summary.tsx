import { IconChevronRight } from '@tabler/icons-react'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { COMPLETED } from '../../../../engine/core/model/steps/exit.ts'
import { entryInWords } from '../../../document/trigger-in-words.ts'
import { durationInWords } from '../../../i18n/in-words.ts'
import { cut } from '../../../i18n/cut.ts'
import { defineTexts } from '../../../i18n/define-texts.ts'
import { openJourneyForm } from '../open-form.ts'
import { locale } from '../../../i18n/language.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'
import { reentryInWords } from './reentry-section.tsx'
import styles from './journey-summary.module.css'

export const text = defineTexts('journeySummary', {
  title: 'In short', who: 'Comes in', again: 'How often', counts: 'What counts', ends: 'How it ends',
  alsoWays_one: '{{first}}, or in {{count}} other way', alsoWays_other: '{{first}}, or in {{count}} other ways',
  noGoal: 'No goal yet: nothing says whether it works', goalIn: '{{event}} within {{span}}', early: '{{endings}}; early on {{exits}}', intoSegment: 'entering {{name}}', more_one: '{{count}} more', more_other: '{{count}} more',
})

const either = new Intl.ListFormat(locale(), { type: 'disjunction' })
const MOST_NAMED = 3

/** Who comes in, how often, what counts and how it ends: one sentence each, which opens the part of the form that says more. */
export function JourneySummary({ document }: { document: JourneyDocument }) {
  const [first, ...others] = document.entries
  if (first === undefined) return null
  const who = entryInWords(first, document.segments)
  const rows = [
    { part: 'entries', title: text('who'), says: others.length === 0 ? who : text('alsoWays', { first: who, count: others.length }) },
    { part: 'reentry', title: text('again'), says: reentryInWords(document.reentry ?? { kind: 'once' }) },
    { part: 'goals', title: text('counts'), says: goalsInWords(document) },
    { part: 'exits', title: text('ends'), says: endingsInWords(document) },
  ]
  return (
    <section className={styles.summary} aria-label={text('title')} data-testid="journey-summary">
      {rows.map(({ part, title, says }) => (
        <button key={part} type="button" className={styles.row} data-testid={`summary-${part}`} onClick={() => openJourneyForm(part)}>
          <span className={styles.title}>{title}</span>
          <span className={styles.says}>{cut(says)}</span>
          <IconChevronRight size={16} stroke={1.8} className={styles.arrow} aria-hidden="true" />
        </button>
      ))}
    </section>
  )
}

function goalsInWords({ goals = [] }: JourneyDocument): string {
  if (goals.length === 0) return text('noGoal')
  return named(goals.map(({ event, window }) => (window === undefined ? event : text('goalIn', { event, span: durationInWords(window) }))))
}

/** What the endings are called, those of the steps first, then what ends it from outside. */
function endingsInWords({ steps, exits = [], segments = {} }: JourneyDocument): string {
  const outcomes = new Set(Object.values(steps).flatMap((step) => (step.kind === 'exit' ? [step.outcome ?? COMPLETED] : [])))
  const endings = named((outcomes.size === 0 ? [COMPLETED] : [...outcomes]).map((outcome) => fromEngine(outcome)))
  const early = exits.map((exit) => ('event' in exit ? exit.event : text('intoSegment', { name: (Object.hasOwn(segments, exit.segment) ? segments[exit.segment]?.name : undefined) ?? exit.segment })))
  return early.length === 0 ? endings : text('early', { endings, exits: named(early) })
}

function named(all: readonly string[]): string {
  return either.format(all.length <= MOST_NAMED ? all : [...all.slice(0, MOST_NAMED - 1), text('more', { count: all.length - MOST_NAMED + 1 })])
}
