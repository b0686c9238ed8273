import { useState } from 'react'
import { Tabs } from '../../components/tabs.tsx'
import { full, share } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { AlikePanel } from './alike-panel.tsx'
import { closeOf } from './closeness.ts'
import type { LearnedStep } from './population-store.ts'
import { PrivacyPanel } from './privacy-panel.tsx'
import { SpecCard } from './spec-card.tsx'
import { populationText } from './texts.ts'
import styles from './population.module.css'

type LearnedTab = 'alike' | 'privacy' | 'learned'

/** What was learned and how far it carries: real people beside synthetic ones, whether anybody was copied, and what was left out. */
export function LearnedPart({ step: { spec, summary, notes, report } }: { step: LearnedStep }) {
  const [tab, setTab] = useState<LearnedTab>('alike')
  const { close, all } = closeOf(report)
  const exact = report.privacy.at(-1)?.synthetic.share
  return (
    <div className={styles.learned} data-testid="population-learned">
      <dl className={`${styles.facts} ${styles.learnedFacts} tabular`}>
        <Fact name={populationText('closeFact')} value={populationText('closeOf', { close: full(close), all: full(all) })} />
        {exact !== undefined && exact !== null && <Fact name={populationText('foundFact')} value={share(exact)} />}
        <Fact name={populationText('kindsFact')} value={full(summary.kinds.length)} />
      </dl>
      <Tabs<LearnedTab>
        label={populationText('tabs')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'alike', label: populationText('tabAlike') },
          { id: 'privacy', label: populationText('tabPrivacy') },
          { id: 'learned', label: populationText('tabLearned') },
        ]}
      />
      <div className={styles.panel} role="tabpanel" tabIndex={tab === 'alike' ? -1 : 0} aria-label={populationText('tabs')} data-panel={tab}>
        {tab === 'alike' && <AlikePanel comparisons={report.comparisons} />}
        {tab === 'privacy' && <PrivacyPanel privacy={report.privacy} />}
        {tab === 'learned' && (
          <div className={styles.two}>
            <section>
              <h3 className={styles.label}>{populationText('notesTitle')}</h3>
              <ul className={styles.notes} data-testid="population-notes">
                {notes.map((note) => (
                  <li key={note}>{fromEngine(note)}</li>
                ))}
                {notes.length === 0 && <li>{populationText('notesNone')}</li>}
              </ul>
            </section>
            <SpecCard spec={spec} summary={summary} />
          </div>
        )}
      </div>
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
