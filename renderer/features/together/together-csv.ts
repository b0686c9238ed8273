import type { TogetherView } from '../../../engine/core/together/together-view.ts'
import { csvOf } from '../report/take-along.ts'

/** Days, what caps cost and collisions as one table: what, of which journey, because of which, when, how much. */
export function togetherCsv({ journeys, days, starved, collisions }: TogetherView): string {
  const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
  const instant = (at: number) => new Date(at).toISOString()
  return csvOf([
    ['what', 'journey', 'other', 'day', 'count', 'example'],
    ...days.flatMap(({ day, messages, people, over }) => [
      ...messages.map((count, index) => ['messages', journeys[index]!.id, '', dayText(day), count, '']),
      ['people with messages', '', '', dayText(day), people, ''],
      ['people over the cap', '', '', dayText(day), over, ''],
    ]),
    ...starved.flatMap(({ journey, lost, held, because }) => [
      ['lost under a cap', journey, '', '', lost, ''],
      ['held by a cap', journey, '', '', held, ''],
      ...because.map((by) => ['because of', journey, by.journey ?? '(data)', '', Math.round((by.lost + by.held) * 1000) / 1000, by.example === null ? '' : `${by.example.profileId} ${instant(by.example.at)}`]),
    ]),
    ...collisions.map(({ journeys: [a, b], hours, examples }) => ['hours of collision', a, b, '', hours, examples[0] === undefined ? '' : `${examples[0].profileId} ${instant(examples[0].hour)}`]),
  ])
}
