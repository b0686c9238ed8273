import { Button, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconCamera, IconTrash } from '@tabler/icons-react'
import { nameScene, setSceneSeconds, showNumbers, writeCaption } from '../../document/commands/presentation.ts'
import { documentStore } from '../../document/document-store.ts'
import { SECONDS, type Scene } from '../../document/presentation.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { instantInWords } from '../playback/instant-text.ts'
import { zoneOf } from '../playback/player.ts'
import { chooseTime, removeScene, shiftScene, timeOf, updateScene, type TimeChoice } from './scene-actions.ts'
import { presentText } from './texts.ts'
import styles from './scene-strip.module.css'

const apply = (command: Parameters<ReturnType<typeof documentStore.getState>['apply']>[0]) => documentStore.getState().apply(command)
const seal = () => documentStore.getState().seal()

/** Everything about one scene. */
export function SceneForm({ scene, index, count, onClose }: { scene: Scene; index: number; count: number; onClose(): void }) {
  return (
    <div
      className={styles.form}
      data-testid="scene-form"
      onKeyDown={(event) => {
        // In an open list, Escape closes the list first.
        if (event.key !== 'Escape' || event.currentTarget.querySelector('[aria-expanded="true"]')) return
        event.preventDefault()
        onClose()
      }}
    >
      <TextInput label={presentText('name')} value={scene.name} data-testid="scene-name" data-autofocus onChange={(event) => apply(nameScene(scene.id, event.currentTarget.value))} onBlur={seal} />
      <Textarea label={presentText('caption')} description={presentText('captionHint')} value={scene.caption} minRows={2} maxRows={5} data-testid="scene-caption" onChange={(event) => apply(writeCaption(scene.id, event.currentTarget.value))} onBlur={seal} />
      <div className={styles.pair}>
        <Time scene={scene} />
        <NumberInput label={presentText('seconds')} description={undefined} title={presentText('secondsHint')} value={scene.seconds} min={SECONDS.least} max={SECONDS.most} clampBehavior="blur" data-testid="scene-seconds" onChange={(value) => typeof value === 'number' && value >= SECONDS.least && value <= SECONDS.most && apply(setSceneSeconds(scene.id, value))} onBlur={seal} />
      </div>
      <Switch label={presentText('numbers')} checked={scene.numbers} data-testid="scene-numbers" onChange={(event) => apply(showNumbers(scene.id, event.currentTarget.checked))} />
      <div className={styles.ways}>
        <Button size="compact-sm" variant="default" leftSection={<IconCamera size={15} stroke={1.8} />} title={presentText('updateHint')} data-testid="scene-update" onClick={() => updateScene(scene.id)}>
          {presentText('update')}
        </Button>
        <span className={styles.room} />
        <Button size="compact-sm" variant="subtle" color="gray" aria-label={presentText('moveLeft')} title={presentText('moveLeft')} disabled={index === 0} data-testid="scene-left" onClick={() => shiftScene(index, -1)}>
          <IconArrowLeft size={16} stroke={1.8} />
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" aria-label={presentText('moveRight')} title={presentText('moveRight')} disabled={index === count - 1} data-testid="scene-right" onClick={() => shiftScene(index, 1)}>
          <IconArrowRight size={16} stroke={1.8} />
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" aria-label={presentText('remove')} title={presentText('remove')} data-testid="scene-delete" onClick={() => {
          onClose()
          removeScene(index)
        }}>
          <IconTrash size={16} stroke={1.8} />
        </Button>
      </div>
    </div>
  )
}

function Time({ scene }: { scene: Scene }) {
  const run = useRunStore((state) => state.latest)
  const words = (at: number) => (run === null ? new Date(at).toISOString().slice(0, 16).replace('T', ' ') : instantInWords(zoneOf(run), at))
  const { at, until } = scene
  const choices: { value: TimeChoice; label: string }[] = [
    { value: 'whole', label: presentText('wholeRun') },
    { value: 'instant', label: at === undefined ? presentText('standsHere') : presentText('thisInstant', { at: words(at) }) },
    { value: 'plays', label: at === undefined || until === undefined ? presentText('playsOn') : presentText('plays', { at: words(at), until: words(until) }) },
  ]
  return <Select label={presentText('time')} data={choices} value={timeOf(scene)} data-testid="scene-time" comboboxProps={{ withinPortal: true, width: 340, position: 'top-start' }} onChange={(choice) => choice !== null && chooseTime(scene, choice as TimeChoice)} />
}
