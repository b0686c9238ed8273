import { Button, NumberInput, Select } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { newJourney, openInEditor } from '../../app/open-journey.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { chooseDataset, run } from '../simulation/run.ts'
import { useDatasetCatalogue } from './dataset-catalogue.ts'
import { firstJourney, firstQuestion, type FirstQuestion } from './first-journey.ts'
import { rehearseText } from './rehearse-texts.ts'
import styles from './first-rehearsal.module.css'

const MOST_DAYS = 3650

/** From data to a first result: the journey that is open, or a small one of two events. `done`: the person goes there. `isTitled`: what it is about is said around it. */
export function FirstRehearsal({ dataset, done, isTitled = false }: { dataset: DatasetSummary; done: () => void; isTitled?: boolean }) {
  const loaded = useDatasetCatalogue(dataset.id)
  const [changed, change] = useState<Partial<FirstQuestion>>({})
  const openName = useDocumentStore(({ generation, document }) => (generation > 0 && document.entries.length > 0 ? (document.name ?? document.id) : null))
  const catalogue = loaded.is === 'there' ? loaded.catalogue : undefined
  const found = catalogue && firstQuestion(catalogue)
  const question = found && { ...found, ...changed }
  const isReading = loaded.is === 'reading'
  const names = (catalogue?.events ?? []).map(({ name }) => name)
  const rehearse = async (open: () => Promise<boolean>, andRun: boolean) => {
    // First, so that a question about unsaved changes is not behind it.
    done()
    if (!(await open())) return
    chooseDataset(dataset.id)
    if (andRun) void run()
  }
  const openJourney = () => {
    useUiStore.getState().showPage('editor')
    return Promise.resolve(true)
  }
  return (
    <section className={styles.part} aria-label={rehearseText('title')} data-testid="first-rehearsal">
      {!isTitled && <h3 className={styles.title}>{rehearseText('title')}</h3>}
      <p className={styles.hint}>{rehearseText('question')}</p>
      {loaded.is === 'refused' && <ProblemNote error={loaded.error} />}
      {/* The fields stand while the events are read: what is below must not move under the hand that presses it. */}
      {(question !== undefined || isReading) && (
        <div className={styles.question} aria-busy={isReading}>
          <Select
            label={rehearseText('after')}
            placeholder={isReading ? rehearseText('reading') : undefined}
            disabled={isReading}
            data={names}
            value={question?.after ?? null}
            onChange={(after) => after !== null && change({ ...changed, after })}
            searchable={names.length > 9}
            data-testid="first-after"
          />
          <Select
            label={rehearseText('wanted')}
            disabled={isReading}
            data={names}
            value={question?.wanted ?? null}
            onChange={(wanted) => wanted !== null && change({ ...changed, wanted })}
            searchable={names.length > 9}
            data-testid="first-wanted"
          />
          <NumberInput
            label={rehearseText('days')}
            disabled={isReading}
            value={question?.days ?? ''}
            onChange={(days) => change({ ...changed, days: Math.max(1, Math.round(Number(days)) || 1) })}
            min={1}
            max={MOST_DAYS}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
          />
        </div>
      )}
      <div className={styles.ways}>
        {(question !== undefined || isReading) && (
          <Button
            leftSection={<IconPlayerPlayFilled size={13} />}
            disabled={isReading}
            onClick={() => question && void rehearse(() => openInEditor({ journey: null, document: firstJourney(question) }), true)}
            data-testid="first-run"
          >
            {rehearseText('ask')}
          </Button>
        )}
        {openName !== null && (
          <Hint label={openName}>
            <Button variant="default" onClick={() => void rehearse(openJourney, true)} data-testid="rehearse-open">
              {rehearseText('open')}
            </Button>
          </Hint>
        )}
        <Button variant="subtle" color="gray" onClick={() => void rehearse(newJourney, false)}>
          {rehearseText('empty')}
        </Button>
      </div>
    </section>
  )
}
