import { Modal } from '@mantine/core'
import { useUiStore } from '../../stores/ui-store.ts'
import { guideText } from './guide-texts.ts'
import { PUBLISH_PLACES } from './publish-places.tsx'
import { openPublish, type PublishPlaceId } from './publish-store.ts'
import { publishText } from './texts.ts'
import styles from './publish-guide.module.css'

/** Of the places, what a person does there, in the order of a first publication. */
const PLACES = ['where', 'connections', 'plan', 'live', 'forecast', 'history', 'inbox', 'handOver'] as const satisfies readonly PublishPlaceId[]

/** How a journey gets to a platform, in the order one does it, with the way to each place. */
export function PublishGuide() {
  const close = () => useUiStore.getState().openDialog(null)
  const goTo = (place: PublishPlaceId) => {
    close()
    openPublish(place)
  }
  return (
    <Modal data-help="publishing" opened onClose={close} title={guideText('title')} size={800} closeButtonProps={{ 'aria-label': guideText('close') }}>
      <p className={styles.lead}>{`${guideText('lead')} ${guideText('tested')}`}</p>
      <ul className={styles.places} data-testid="publish-guide">
        {PLACES.map((id) => {
          const { label, Glyph } = PUBLISH_PLACES.find((place) => place.id === id)!
          return (
            <li key={id} className={styles.place}>
              <Glyph size={20} stroke={1.7} aria-hidden="true" />
              <div>
                <button type="button" className={styles.go} onClick={() => goTo(id)} data-testid={`guide-to-${id}`}>{publishText(label)}</button>
                <p className={styles.words}>{guideText(id)}</p>
              </div>
            </li>
          )
        })}
      </ul>
    </Modal>
  )
}
