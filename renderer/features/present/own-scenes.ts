import { overlay } from '../../../engine/core/report/overlay.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { bandsOf } from '../../document/bands.ts'
import { scenesOf, SECONDS, type Scene } from '../../document/presentation.ts'
import { people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { presentText } from './texts.ts'

/** What is shown: the scenes of the document, else those that a journey has by itself. */
export function scenesToShow(document: JourneyDocument, run: FinishedRun | null): readonly Scene[] {
  const written = scenesOf(document)
  return written.length > 0 ? written : ownScenes(document, run)
}

/** The whole journey, each stage, and with a run how people got through it and what came of it. */
export function ownScenes(document: JourneyDocument, run: FinishedRun | null): Scene[] {
  const figures = run === null ? undefined : overlay(run.document, run.result)
  const stages = bandsOf(document).filter(({ isEmpty }) => !isEmpty).map(({ stageId, name, x, y, width, height }): Scene => {
    const numbers = figures?.stages[stageId]
    const caption = numbers === undefined ? '' : presentText(numbers.shareToNext === null ? 'stageReached' : 'stageWentOn', { people: people(numbers.people), share: share(numbers.shareToNext ?? 0) })
    return scene(`stage-${stageId}`, name, caption, { box: { x, y, width, height } })
  })
  const whole = scene('whole', document.name === undefined || document.name === '' ? document.id : document.name, document.description ?? '', { numbers: false })
  if (run === null) return [whole, ...stages]
  const { from, until, instances: { started, converted } } = run.result
  const result = presentText(converted === 0 ? 'noneConverted' : 'converted', { started: people(started), converted: people(converted), share: share(started === 0 ? 0 : converted / started) })
  return [
    whole,
    ...stages,
    scene('replay', presentText('replayName'), '', { at: from, until, seconds: 20 }),
    scene('result', presentText('resultName'), result, {}),
  ]
}

function scene(id: string, name: string, caption: string, shown: Partial<Scene>): Scene {
  return { id, name, caption, box: undefined, at: undefined, until: undefined, seconds: SECONDS.usual, numbers: true, path: undefined, ...shown }
}
