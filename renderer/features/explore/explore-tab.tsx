import { SegmentedControl } from '@mantine/core'
import { useEffect } from 'react'
import type { DatasetCatalogue, DatasetSummary } from '../../../engine/api/contract.ts'
import { assertNever } from '../../../engine/core/errors.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDatasetCatalogue } from '../datasets/dataset-catalogue.ts'
import { AfterQuestion } from './after-question.tsx'
import { beginForms, changeForm, useFormsStore, type ExploreForms, type QuestionKind } from './explore-forms.ts'
import { FunnelQuestion } from './funnel-question.tsx'
import { NextQuestion } from './next-question.tsx'
import { RetentionQuestion } from './retention-question.tsx'
import { exploreText } from './texts.ts'
import styles from './explore.module.css'

const KINDS: readonly QuestionKind[] = ['funnel', 'next', 'retention', 'after']

/** Questions to a dataset: each a sentence to fill in, answered as it changes. */
export function ExploreTab({ dataset }: { dataset: DatasetSummary }) {
  const loaded = useDatasetCatalogue(dataset.id)
  const catalogue = loaded.is === 'there' ? loaded.catalogue : undefined
  const forms = useFormsStore((state) => state.forms[dataset.id])
  useEffect(() => {
    if (catalogue) beginForms(dataset, catalogue)
  }, [dataset, catalogue])
  if (loaded.is === 'refused') return <ProblemNote error={loaded.error} />
  if (catalogue === undefined || forms === undefined) return <p className={styles.quiet}>{exploreText('reading')}</p>
  return (
    <div className={styles.tab} data-testid="explore">
      <div className={styles.kinds}>
        <SegmentedControl
          fullWidth
          size="xs"
          withItemsBorders={false}
          data={KINDS.map((kind) => ({ value: kind, label: exploreText(kind) }))}
          value={forms.kind}
          aria-label={exploreText('question')}
          onChange={(chosen) => changeForm(dataset.id, 'kind', () => KINDS.find((kind) => kind === chosen) ?? 'funnel')}
          data-testid="explore-kind"
        />
      </div>
      <Chosen datasetId={dataset.id} catalogue={catalogue} forms={forms} />
    </div>
  )
}

function Chosen({ datasetId, catalogue, forms }: { datasetId: string; catalogue: DatasetCatalogue; forms: ExploreForms }) {
  const asked = { datasetId, catalogue }
  switch (forms.kind) {
    case 'funnel':
      return <FunnelQuestion {...asked} form={forms.funnel} />
    case 'next':
      return <NextQuestion {...asked} form={forms.next} />
    case 'retention':
      return <RetentionQuestion {...asked} form={forms.retention} />
    case 'after':
      return <AfterQuestion {...asked} form={forms.after} />
    default:
      return assertNever(forms.kind, 'question')
  }
}
