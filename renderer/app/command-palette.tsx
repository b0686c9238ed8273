import { Spotlight, useSpotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconBell, IconBolt, IconHistory, IconSearch } from '@tabler/icons-react'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { kindOf } from '../../engine/core/model/steps/registry.ts'
import { keysOf } from '../components/keys.ts'
import { useDocumentStore } from '../document/document-store.ts'
import { nameOfStep } from '../document/names.ts'
import { summaryBesideName } from '../document/summary-beside-name.ts'
import { addFromPalette } from '../features/canvas/canvas-actions.ts'
import { FamilyTile, iconOfKind, iconOfStep } from '../features/canvas/families.tsx'
import { middleOfCanvas } from '../features/canvas/flow-handle.ts'
import { paletteGroups, paletteText } from '../features/palette/palette-items.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { canRun, isChecked, keysHere, namedLabel, NOT_IN_PALETTE } from './action-facts.ts'
import { ACTIONS, type Action } from './actions.ts'
import { commandPaletteStore } from './command-palette-store.ts'
import { GROUPS } from './desktop-menu.ts'
import { rememberAction, useRecentActions } from './recent-actions.ts'
import { appText } from './texts.ts'
import styles from './command-palette.module.css'
import { answering } from './command-search.ts'

/** Ctrl+K: every command, what was used last first; every step of the journey, and every step that can be added, by name. */
export function CommandPalette() {
  const page = useUiStore((state) => state.page)
  const steps = useStepsWhileOpen()
  const recent = useRecentActions((state) => state.ids)
  // What is selected decides what can be done.
  useUiStore((state) => state.selection)
  useDocumentStore((state) => state.undoName)
  const inEditor = page === 'editor'
  const offered = ACTIONS.filter((action) => !(action.id in NOT_IN_PALETTE) && canRun(action))
  const used = recent.flatMap((id) => offered.filter((action) => action.id === id))
  const commands: SpotlightActionGroupData[] = [
    { group: appText('groupRecent'), actions: used.map((action) => ({ ...dataOf(action), leftSection: <IconHistory size={18} stroke={1.7} className={styles.recent} /> })) },
    ...GROUPS.map((group) => ({ group: appText(group), actions: offered.filter((action) => action.group === group && !used.includes(action)).map(dataOf) })),
  ]
  const places: SpotlightActionGroupData = {
    group: appText('groupSteps'),
    actions: Object.entries(steps).map(([id, step]) => ({
      id: `step:${id}`,
      label: nameOfStep(step),
      description: summaryBesideName(step),
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
      actions={[...commands, ...(inEditor ? [additions, places] : [])].filter(({ actions }) => actions.length > 0)}
      shortcut={null}
      lockScroll={false}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 120 }}
      scrollable
      maxHeight={420}
      nothingFound={appText('noCommand')}
      attributes={{ content: { 'aria-label': appText('commands') } }}
      highlightQuery
      filter={answering}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: appText('searchCommands'), 'aria-label': appText('searchCommands') }}
    />
  )
}

let shownSteps: JourneyDocument['steps'] = {}

/** The steps as they are while the palette is open, and as they were when it is closed: then no edit draws it anew. */
function useStepsWhileOpen(): JourneyDocument['steps'] {
  const { opened } = useSpotlight(commandPaletteStore)
  return useDocumentStore(({ document }) => (opened ? (shownSteps = document.steps) : shownSteps))
}

function dataOf(action: Action): SpotlightActionData {
  const [keys] = keysHere(action)
  const checked = isChecked(action)
  const label = namedLabel(action.id, appText(action.label))
  return {
    id: action.id,
    label: checked === true ? `${label} ✓` : label,
    // Found by the words of its id too: "align", "zoom".
    keywords: action.id.replaceAll(/[.A-Z]/g, (letter) => (letter === '.' ? ' ' : ` ${letter.toLowerCase()}`)),
    onClick: () => {
      rememberAction(action.id)
      void action.run()
    },
    ...(keys === undefined ? {} : { rightSection: <kbd className={styles.keys}>{keysOf(keys)}</kbd> }),
  }
}
