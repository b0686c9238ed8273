import type { ReactNode } from 'react'
import { Tabs } from '../../components/tabs.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { useUiStore, type ResultTab } from '../../stores/ui-store.ts'
import { useCaseCount } from '../cases/case-store.ts'
import { CasesTab } from '../cases/cases-tab.tsx'
import { ScratchPanel } from './scratch-panel.tsx'
import { useScratchStore } from './scratch-store.ts'
import { handText } from './texts.ts'
import styles from './without-run.module.css'

/** What needs no run of the journey: somebody built by hand, and the test cases. `nothing`: what is shown otherwise. */
export function WithoutRun({ nothing }: { nothing: ReactNode }) {
  const tab = useUiStore((state) => state.resultsTab)
  const documentId = useDocumentStore(({ document }) => document.id)
  const isTriedOut = useScratchStore((state) => state.origin?.journeyId === documentId)
  const cases = useCaseCount()
  const shown = tab === 'cases' ? 'cases' : tab === 'person' && isTriedOut ? 'person' : 'funnel'
  if (shown === 'funnel' && !isTriedOut && cases.count === 0) return nothing
  const tabs: { id: ResultTab; label: string; count?: number; tone?: 'error' }[] = [
    { id: 'funnel', label: handText('resultsTab') },
    ...(isTriedOut ? [{ id: 'person' as const, label: handText('personTab') }] : []),
    { id: 'cases', label: handText('casesTab'), ...cases },
  ]
  return (
    <div className={styles.panel}>
      <Tabs<ResultTab> label={handText('placesWithoutRun')} value={shown} onChange={(resultsTab) => useUiStore.setState({ resultsTab })} tabs={tabs} />
      <div className={styles.body} role="tabpanel" aria-label={tabs.find(({ id }) => id === shown)?.label} tabIndex={0} data-tab={shown}>
        {shown === 'cases' ? <CasesTab /> : shown === 'person' ? <ScratchPanel /> : nothing}
      </div>
    </div>
  )
}
