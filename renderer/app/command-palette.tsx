import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconBell, IconBolt, IconSearch } from '@tabler/icons-react'
import { kindOf, summaryOf } from '../../engine/core/model/steps/registry.ts'
import { keysOf } from '../components/keys.ts'
import { useDocumentStore } from '../document/document-store.ts'
import { nameOfStep } from '../document/names.ts'
import { addFromPalette } from '../features/canvas/canvas-actions.ts'
import { FamilyTile, iconOfKind, iconOfStep } from '../features/canvas/families.tsx'
import { middleOfCanvas } from '../features/canvas/flow-handle.ts'
import { paletteGroups, paletteText } from '../features/palette/palette-items.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { ACTIONS, type ActionGroup } from './actions.ts'
import { commandPaletteStore } from './command-palette-store.ts'
import { appText } from './texts.ts'
import styles from './command-palette.module.css'

const GROUPS: readonly ActionGroup[] = ['groupJourney', 'groupEdit', 'groupView', 'groupRun', 'groupHelp']

/** Ctrl+K: every command, every step of the journey, and every step that can be added, by name. */
export function CommandPalette() {
  const page = useUiStore((state) => state.page)
  const steps = useDocumentStore((state) => state.document.steps)
  const inEditor = page === 'editor'
  const commands = GROUPS.map((group): SpotlightActionGroupData => ({
    group: appText(group),
    actions: ACTIONS.filter((action) => action.group === group && (inEditor || !action.inEditor)).map((action) => ({
      id: action.id,
      label: appText(action.label),
      onClick: () => void action.run(),
      ...(action.keys[0] === undefined ? {} : { rightSection: <kbd className={styles.keys}>{keysOf(action.keys[0])}</kbd> }),
    })),
  }))
  const places: SpotlightActionGroupData = {
    group: appText('groupSteps'),
    actions: Object.entries(steps).map(([id, step]) => ({
      id: `step:${id}`,
      label: nameOfStep(step),
      description: summaryOf(step),
      leftSection: <FamilyTile family={kindOf(step).family} icon={iconOfStep(step)} size={28} />,
      onClick: () => useUiStore.getState().reveal(id),
    })),
  }
  const additions: SpotlightActionGroupData = {
    group: appText('groupAdd'),
    actions: paletteGroups()
      .flatMap(({ items }) => items)
      .map((item) => ({
        id: `add:${item.kind}`,
        label: paletteText('add', { name: item.name }),
        description: item.what,
        leftSection: (
          <FamilyTile family={item.family} icon={item.kind === 'entry' ? IconBolt : item.kind === 'message' ? IconBell : iconOfKind(item.kind)} size={28} />
        ),
        onClick: () => void addFromPalette(item.kind, middleOfCanvas()),
      })),
  }
  return (
    <Spotlight
      store={commandPaletteStore}
      actions={inEditor ? [...commands.filter(({ actions }) => actions.length > 0), additions, places] : commands}
      shortcut={null}
      lockScroll={false}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 120 }}
      scrollable
      maxHeight={420}
      nothingFound={appText('noCommand')}
      highlightQuery
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: appText('searchCommands'), 'aria-label': appText('searchCommands') }}
    />
  )
}
