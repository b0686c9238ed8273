import { canonicalJson } from '../core/json.ts'
import type { EventDataset } from '../core/model/dataset.ts'
import type { JourneyDocument } from '../core/model/journey.ts'
import type { RunOptions } from '../core/simulate/run.ts'
import { lookTogether } from '../core/together/look-together.ts'
import { togetherView, type TogetherView } from '../core/together/together-view.ts'
import { many } from './data-report.ts'
import { writeOutput } from './output.ts'
import type { ProgressLine } from './progress-line.ts'

/** Runs the journeys once more to find what caps kept back because of whom, writes it as JSON, and says it in lines on stderr. */
export function writeStarvation(path: string, documents: readonly JourneyDocument[], dataset: EventDataset, options: RunOptions, progress: ProgressLine): void {
  const steps = lookTogether(documents, dataset, options)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      progress.clear()
      const view = togetherView(documents, dataset, step.value)
      writeOutput(path, `${canonicalJson(view)}\n`)
      process.stderr.write(describeStarvation(view))
      return
    }
    progress.show(step.value)
  }
}

/** A line for each cap that held something back: how much, and because of whose messages. */
export function describeStarvation({ starved }: TogetherView): string {
  if (starved.length === 0) return 'caps: no message was held back\n'
  const lines = starved.map(({ journey, limit: { channel, count, within, calendar }, lost, held, because }) => {
    const all = lost + held
    const whose = because.map((one) => `${Math.round(((one.lost + one.held) / all) * 1000) / 10} % because of ${one.journey === null ? 'messages in the data' : one.journey === journey ? 'itself' : one.journey}`)
    const kept = [lost > 0 || held === 0 ? `lost ${many(lost, 'message')}` : '', held > 0 ? `had ${held.toLocaleString('en')} wait` : ''].filter((one) => one !== '').join(' and ')
    return `  ${journey} ${kept} under its cap of ${count} (${channel}, ${within}${calendar ? ' by the calendar' : ''})${whose.length === 0 ? '' : `: ${whose.join(', ')}`}`
  })
  return `caps:\n${lines.join('\n')}\n`
}
