import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { cancelCreate, useCreateStore } from './create-from-template.ts'
import { startText } from './texts.ts'
import styles from './start-screen.module.css'

/** While a template is made into a journey: how far it is and a way out, in place of the button that began it. */
export function Making({ templateId, children }: { templateId: string; children?: ReactNode }) {
  const making = useCreateStore((state) => (state.making?.templateId === templateId ? state.making : null))
  const refused = useCreateStore((state) => (state.refused?.templateId === templateId ? state.refused.error : null))
  const progress = useJobProgress(making?.jobId)
  if (making === null) {
    return (
      <>
        {refused !== null && <ProblemNote error={refused} testId="template-error" />}
        {children}
      </>
    )
  }
  const { done = 0, total = 0 } = progress ?? {}
  return (
    <div className={`${styles.making} tabular`} data-testid="making">
      <span className={styles.makingWords}>
        <span>{workInWords(progress)}</span>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={cancelCreate}>
          {startText('cancel')}
        </Button>
      </span>
      <ProgressLine label={startText('creating')} done={done} total={total} />
    </div>
  )
}
