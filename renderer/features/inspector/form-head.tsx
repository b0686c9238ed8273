import { IconMessagePlus, IconReplace, type Icon } from '@tabler/icons-react'
import { memo } from 'react'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { FamilyTile } from '../canvas/families.tsx'
import { besideCard } from '../canvas/focus-card.ts'
import { askForStep } from '../canvas/quick-add-store.ts'
import { startComment } from '../comments/comment-store.ts'
import { commentText } from '../comments/comment-texts.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { useNodeDiagnostics } from '../problems/diagnostics-store.ts'
import { Finding } from '../problems/finding.tsx'
import { FindingActions } from '../problems/finding-actions.tsx'
import { HeadButton, SelectionButtons } from './head-buttons.tsx'
import { inspectorText } from './texts.ts'
import styles from './inspector.module.css'

/** Findings that a message's form tells where they arose, under the text: told above it as well, they would push the text away while it is written. */
const TOLD_AT_THE_TEXT: ReadonlySet<string> = new Set(['J023', 'J064'])

/** The top of a form: what is selected, and what to do with it; below, what is wrong with it. */
export function FormHead({ nodeId, family, icon, title, kind }: { nodeId: string; family: StepFamily; icon: Icon; title: string; kind: string }) {
  const diagnostics = useNodeDiagnostics(nodeId).filter(({ code }) => family !== 'message' || !TOLD_AT_THE_TEXT.has(code))
  return (
    <>
      <header className={styles.head}>
        <FamilyTile family={family} icon={icon} />
        <div className={styles.titles}>
          <h2 className={styles.title}>{title}</h2>
          <div className={styles.kind}>{kind}</div>
        </div>
        <HeadButtons nodeId={nodeId} isEntry={family === 'entry'} />
        <HelpMark article={family === 'entry' ? 'entry' : family === 'message' ? 'messages' : 'step-form'} />
      </header>
      {diagnostics.length > 0 && (
        <div className={styles.diagnostics}>
          {diagnostics.map((diagnostic) => (
            <div key={`${diagnostic.code}${diagnostic.path}`}>
              <Finding diagnostic={diagnostic} />
              <FindingActions diagnostic={diagnostic} />
            </div>
          ))}
        </div>
      )}
    </>
  )
}

/** Not drawn anew for a letter in the name above them. */
const HeadButtons = memo(function HeadButtons({ nodeId, isEntry }: { nodeId: string; isEntry: boolean }) {
  return (
    <div className={styles.buttons}>
      {!isEntry && (
        <HeadButton label={inspectorText('replaceWith')} keys="R" icon={IconReplace} testId="replace-step" onClick={() => askForStep({ kind: 'replace', nodeId }, besideCard(nodeId))} />
      )}
      <HeadButton label={commentText('write')} keys="mod+Alt+M" icon={IconMessagePlus} testId="comment-step" onClick={() => startComment(nodeId)} />
      <SelectionButtons />
    </div>
  )
})
