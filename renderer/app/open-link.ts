import type { DesktopLink } from '../../engine/api/desktop.ts'
import { connection } from '../bridge/connection.ts'
import { notify } from '../components/notify.ts'
import { asCallError } from '../document/save.ts'
import { openSavedJourney } from '../features/journeys/open-saved-journey.ts'
import { showTemplateAbout } from '../features/start/template-about-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { linkText } from './link-texts.ts'

/** Shows what a followed link names. It makes nothing and runs nothing: anybody may have written it. */
export async function openLink(link: DesktopLink): Promise<void> {
  try {
    if (link.kind === 'refused') refuse(linkText('refused', { link: link.link }))
    else if (link.kind === 'journey') await openJourneyOf(link.key)
    else await showTemplate(link.templateId)
  } catch (cause) {
    const { message, help } = asCallError(cause)
    refuse(`${message} ${help}`)
  }
}

/** By the key it has here, else by its own id, which is the same in every workspace. */
async function openJourneyOf(key: string): Promise<void> {
  const journeys = await connection.call('journeys.list', {})
  const found = journeys.find(({ id }) => id === key) ?? journeys.find(({ journeyId }) => journeyId === key)
  if (found) await openSavedJourney(found.id, found.name)
  else refuse(linkText('noJourney', { key }))
}

/** Using it is for the person to say. */
async function showTemplate(templateId: string): Promise<void> {
  const templates = await connection.call('templates.list', {})
  if (!templates.some(({ id }) => id === templateId)) return refuse(linkText('noTemplate', { key: templateId }))
  useUiStore.getState().showPage('start')
  showTemplateAbout(templateId)
}

function refuse(message: string): void {
  notify(message, 'error', linkText('refusedTitle'))
}
