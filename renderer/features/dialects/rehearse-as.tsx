import { Menu } from '@mantine/core'
import { IconArrowsSplit2, IconTable } from '@tabler/icons-react'
import { DIALECT_IDS, isDialectId } from '../../../engine/core/dialect/dialect-id.ts'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { DialectsPanel } from './dialects-panel.tsx'
import { openDialects, rehearseAs } from './dialects.ts'
import { nameOfDialect } from './name-of-dialect.ts'
import { dialectText } from './texts.ts'
import styles from './dialects.module.css'

const OURS = 'ours'

/** Beside Run: by whose rules the journey is rehearsed. */
export function RehearseAs() {
  const documentId = useDocumentStore((state) => state.document.id)
  const chosen = useUiStore((state) => state.rehearseAs[documentId])
  const isRunning = useRunStore((state) => state.running !== null)
  const label = chosen === undefined ? dialectText('rehearseAs') : dialectText('rehearseAsNow', { platform: nameOfDialect(chosen) })
  return (
    <>
      <Menu position="bottom-end" disabled={isRunning} width={340}>
        <Menu.Target>
          <button type="button" className={styles.choice} aria-label={label} data-testid="rehearse-as" data-some={chosen !== undefined || undefined}>
            <Hint label={label}>
              <span className={styles.choiceFace}>
                <IconArrowsSplit2 size={17} stroke={1.8} aria-hidden="true" />
                {chosen !== undefined && <span className={styles.choiceName}>{nameOfDialect(chosen)}</span>}
              </span>
            </Hint>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{dialectText('menuLabel')}</Menu.Label>
          <Menu.RadioGroup value={chosen ?? OURS} onChange={(value) => rehearseAs(isDialectId(value) ? value : undefined)}>
            <Menu.RadioItem value={OURS} data-testid="rehearse-as-ours">{dialectText('ours')}</Menu.RadioItem>
            {DIALECT_IDS.map((id) => (
              <Menu.RadioItem key={id} value={id} data-testid={`rehearse-as-${id}`}>{nameOfDialect(id)}</Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTable size={16} stroke={1.8} />} rightSection={<kbd className={styles.keys}>{keysOf('mod+Alt+X')}</kbd>} onClick={() => openDialects()} data-testid="compare-dialects">
            {dialectText('compare')}
          </Menu.Item>
          <p className={styles.menuHelp}>{dialectText('menuHelp')}</p>
        </Menu.Dropdown>
      </Menu>
      <DialectsPanel />
    </>
  )
}
