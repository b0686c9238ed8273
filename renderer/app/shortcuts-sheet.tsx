import { Modal } from '@mantine/core'
import { keysOf } from '../components/keys.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { ACTIONS, type ActionGroup } from './actions.ts'
import { appText } from './texts.ts'
import styles from './shortcuts-sheet.module.css'

const GROUPS: readonly ActionGroup[] = ['groupJourney', 'groupEdit', 'groupView', 'groupRun', 'groupHelp']
const MORE: Partial<Record<ActionGroup, readonly [keyof typeof OTHERS, string][]>> = {
  groupEdit: [['nudge', '← ↑ → ↓'], ['nudgeFar', 'Shift + ← ↑ → ↓'], ['select', 'Shift']],
  groupView: [['nextStep', 'Tab'], ['openStep', 'Enter']],
}
const OTHERS = { nudge: appText('nudge'), nudgeFar: appText('nudgeFar'), select: appText('select'), nextStep: appText('nextStep'), openStep: appText('openStep') }

/** Every shortcut on one sheet. */
export function ShortcutsSheet() {
  const isOpen = useUiStore((state) => state.dialog === 'shortcuts')
  const openDialog = useUiStore((state) => state.openDialog)
  return (
    <Modal opened={isOpen} onClose={() => openDialog(null)} title={appText('shortcuts')} size={720} closeButtonProps={{ 'aria-label': appText('close') }}>
      <div className={styles.columns} data-testid="shortcuts">
        {GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.heading}>{appText(group)}</h3>
            {ACTIONS.filter((action) => action.group === group && action.keys.length > 0).map((action) => (
              <Row key={action.id} label={appText(action.label)} keys={action.keys.slice(0, 1).map(keysOf).join()} />
            ))}
            {MORE[group]?.map(([key, keys]) => <Row key={key} label={OTHERS[key]} keys={keys} />)}
          </section>
        ))}
      </div>
    </Modal>
  )
}

function Row({ label, keys }: { label: string; keys: string }) {
  return (
    <div className={styles.row}>
      <span>{label}</span>
      <kbd className={styles.keys}>{keys}</kbd>
    </div>
  )
}
