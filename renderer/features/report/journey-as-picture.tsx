import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { overlay } from '../../../engine/core/report/overlay.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { full } from '../../i18n/numbers.ts'
import { basisOf } from '../../stores/run-basis.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import { pictureOf, svgOf, type PictureWords } from '../simulation/chart-picture.ts'
import { basisLine } from './basis-words.ts'
import { JourneyPicture } from './journey-picture.tsx'
import { MOST_DRAWN } from './picture-layout.ts'
import { sourceOf } from './report-section.tsx'
import { saveWithNotice } from './take-along.ts'
import { reportText } from './texts.ts'

/** Saves the whole canvas of a run as a picture: every card, in view or not. */
export async function saveJourneyPicture(kind: 'png' | 'svg', run: FinishedRun): Promise<void> {
  await savePicture(kind, run.document, run)
}

/** The same of the open journey; with the numbers of its run where they are still its own. */
export async function saveOpenJourneyPicture(kind: 'png' | 'svg' = 'png'): Promise<void> {
  const { document } = documentStore.getState()
  const { latest } = useRunStore.getState()
  await savePicture(kind, document, latest !== null && giveSameFigures(latest.document, document) ? latest : null)
}

async function savePicture(kind: 'png' | 'svg', document: FinishedRun['document'], run: FinishedRun | null): Promise<void> {
  const cards = document.entries.length + Object.keys(document.steps).length
  if (cards > MOST_DRAWN) return notify(reportText('tooLarge', { most: full(MOST_DRAWN), count: full(cards) }), 'error')
  const line = run === null ? undefined : basisLine(run, basisOf(run))
  const words: PictureWords = { title: document.name ?? document.id, notes: run === null ? [] : [sourceOf(run), ...(line === undefined ? [] : [line])] }
  await saveWithNotice(`${document.name ?? document.id}.${kind}`, async () => {
    // Looks come from the style sheets of the window, so it is drawn in it, out of sight.
    const place = globalThis.document.createElement('div')
    place.setAttribute('aria-hidden', 'true')
    place.style.cssText = 'position:fixed;left:-20000px;top:0;width:800px;pointer-events:none'
    globalThis.document.body.append(place)
    const root = createRoot(place)
    try {
      flushSync(() => root.render(<JourneyPicture document={document} figures={run === null ? null : overlay(run.document, run.result)} isAssumed={line !== undefined} />))
      const svg = place.querySelector<SVGSVGElement>('svg[data-chart]')
      if (svg === null) return undefined
      return await (kind === 'png' ? pictureOf(svg, words) : svgOf(svg, words))
    } finally {
      root.unmount()
      place.remove()
    }
  })
}
