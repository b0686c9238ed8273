import { ActionIcon } from '@mantine/core'
import { IconCopy, IconMessagePlus, IconReplace, IconTrash, type Icon } from '@tabler/icons-react'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { deleteSelection, duplicateSelection } from '../canvas/canvas-actions.ts'
import { FamilyTile } from '../canvas/families.tsx'
import { besideCard } from '../canvas/focus-card.ts'
import { askForStep } from '../canvas/quick-add-store.ts'
import { startComment } from '../comments/comment-store.ts'
import { commentText } from '../comments/comment-texts.ts'
import { useNodeDiagnostics } from '../problems/diagnostics-store.ts'
import { Finding } from '../problems/finding.tsx'
import { FindingActions } from '../problems/finding-actions.tsx'
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
        <div className={styles.buttons}>
          {family !== 'entry' && (
            <Hint label={inspectorText('replaceWith')} keys={keysOf('R')}>
              <ActionIcon variant="subtle" color="gray" size={32} aria-label={inspectorText('replaceWith')} data-testid="replace-step" onClick={() => askForStep({ kind: 'replace', nodeId }, besideCard(nodeId))}>
                <IconReplace size={17} stroke={1.7} />
              </ActionIcon>
            </Hint>
          )}
          <Hint label={commentText('write')} keys={keysOf('mod+Alt+M')}>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={commentText('write')} data-testid="comment-step" onClick={() => startComment(nodeId)}>
              <IconMessagePlus size={17} stroke={1.7} />
            </ActionIcon>
          </Hint>
          <Hint label={inspectorText('duplicate')} keys={keysOf('mod+D')}>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={inspectorText('duplicate')} onClick={duplicateSelection}>
              <IconCopy size={17} stroke={1.7} />
            </ActionIcon>
          </Hint>
          <Hint label={inspectorText('delete')} keys={keysOf('Delete')}>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={inspectorText('delete')} onClick={deleteSelection}>
              <IconTrash size={17} stroke={1.7} />
            </ActionIcon>
          </Hint>
        </div>
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
