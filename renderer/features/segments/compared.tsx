import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCheck, IconPlus, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { SegmentSummary } from '../../../engine/api/contract.ts'
import { isAlways, type Condition } from '../../../engine/core/model/condition.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { useSegmentPageStore, type SegmentContent } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import styles from './compared.module.css'

/** The engine measures 12 conditions side by side: the shown segment, these, and for movement all of them as one. */
const MOST_BESIDE = 10
const FIRST = 3

const NONE: readonly SegmentSummary[] = []

/** The segments the shown one is looked at beside: those that were chosen, or the first few of the library. */
export function useBesides(id: string, fallback = FIRST): readonly SegmentSummary[] {
  const segments = useWorkspaceStore((state) => state.segments) ?? NONE
  const chosen = useSegmentPageStore((state) => state.besides)
  return useMemo(() => {
    const others = segments.filter((one) => one.id !== id)
    return chosen === null ? others.slice(0, fallback) : others.filter((one) => chosen.includes(one.id)).slice(0, MOST_BESIDE)
  }, [segments, chosen, id, fallback])
}

/** The chosen data and the segments that are measured on them, the shown one first and as it is edited; undefined while there is nothing to measure. */
export function useAsked({ name, when }: SegmentContent, besides: readonly SegmentSummary[]): { datasetId: string; asked: { name: string; condition: Condition }[] } | undefined {
  const datasetId = useRunStore((state) => state.datasetId)
  if (datasetId === null || isAlways(when)) return undefined
  const own = { name: name.trim() === '' ? segmentText('unnamed') : name, condition: when as Condition } // as: not always, so a condition
  return { datasetId, asked: [own, ...besides.map((one) => ({ name: one.name, condition: { segment: one.id } }))] }
}

/** Which segments to look at beside this one. */
export function Besides({ id, besides }: { id: string; besides: readonly SegmentSummary[] }) {
  const segments = useWorkspaceStore((state) => state.segments) ?? NONE
  const others = segments.filter((one) => one.id !== id)
  const chosen = besides.map((one) => one.id)
  const set = (ids: readonly string[]) => useSegmentPageStore.setState({ besides: ids })
  const toggle = (one: string) => set(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one])
  if (others.length === 0) return <p className={styles.alone}>{segmentText('nothingBeside')}</p>
  return (
    <div className={styles.besides} role="group" aria-label={segmentText('beside')}>
      <span className={styles.title}>{segmentText('beside')}</span>
      {besides.map(({ id: other, name }) => (
        <span key={other} className={styles.chip}>
          <span className={styles.chipName} title={name}>
            {name}
          </span>
          <ActionIcon variant="subtle" color="gray" size={20} aria-label={segmentText('leaveOut', { name })} onClick={() => toggle(other)}>
            <IconX size={13} stroke={2} />
          </ActionIcon>
        </span>
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start" closeOnItemClick={false}>
          <Menu.Target>
            <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} data-testid="beside-add">
              {segmentText('compare')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {others.map(({ id: other, name }) => {
              const isChosen = chosen.includes(other)
              return (
                <Menu.Item
                  key={other}
                  role="menuitemcheckbox"
                  aria-checked={isChosen}
                  disabled={!isChosen && chosen.length >= MOST_BESIDE}
                  rightSection={isChosen ? <IconCheck size={16} stroke={2} /> : undefined}
                  onClick={() => toggle(other)}
                >
                  {name}
                </Menu.Item>
              )
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
