import { useUiStore, type LeftTab } from '../stores/ui-store.ts'
import { ARTICLE_OF_LEFT } from '../features/help/article-of.ts'
import { HelpMark } from '../features/help/help-mark.tsx'
import { Palette } from '../features/palette/palette.tsx'
import { Outline } from '../features/outline/outline.tsx'
import { ProblemsPanel } from '../features/problems/problems-panel.tsx'
import { useDiagnosticsStore } from '../features/problems/diagnostics-store.ts'
import { Tabs } from '../components/tabs.tsx'
import { appText } from './texts.ts'
import styles from './left-panel.module.css'

/** Steps to drag, the journey as a list, and what is wrong with it. */
export function LeftPanel() {
  const tab = useUiStore((state) => state.leftTab)
  const count = useDiagnosticsStore((state) => state.all.filter(({ severity }) => severity !== 'info').length)
  const hasErrors = useDiagnosticsStore((state) => state.all.some(({ severity }) => severity === 'error'))
  return (
    <aside className={styles.panel} aria-label={appText('leftPanel')} data-part="left">
      <Tabs<LeftTab>
        label={appText('leftPanel')}
        value={tab}
        onChange={(leftTab) => useUiStore.setState({ leftTab })}
        tabs={[
          { id: 'steps', label: appText('steps') },
          { id: 'outline', label: appText('outline') },
          { id: 'problems', label: appText('problems'), count, tone: hasErrors ? 'error' : 'warning' },
        ]}
      />
      <div className={styles.body} role="tabpanel" aria-label={appText(tab)}>
        {tab === 'steps' && <Palette />}
        {tab === 'outline' && <Outline />}
        {tab === 'problems' && <ProblemsPanel />}
      </div>
      <div className={styles.help} data-over={tab === 'steps' || undefined}>
        <HelpMark article={ARTICLE_OF_LEFT[tab]} />
      </div>
    </aside>
  )
}
