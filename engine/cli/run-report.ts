import type { PressureFigures } from '../core/simulate/pressure.ts'
import type { MessageRecord, RunNotices } from '../core/simulate/run.ts'

const MESSAGE_COLUMNS = ['profileId', 'stepId', 'channel', 'at', 'status', 'reason', 'path'] as const

/** One line a message; where several journeys ran, the last column says whose it is. */
export function messagesCsv(messages: readonly MessageRecord[], severalJourneys: boolean): string {
  const columns = severalJourneys ? ([...MESSAGE_COLUMNS, 'journeyId'] as const) : MESSAGE_COLUMNS
  const lines = messages.map((message) => columns.map((column) => csvCell(column === 'at' ? new Date(message.at).toISOString() : message[column])).join(','))
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** How much people get from all journeys together, and where two of them meet, as lines to read. */
export function describePressure({ profileDays, messagesPerDay, cap, shareOverCap, collisions }: PressureFigures): string {
  if (profileDays === 0) return 'message pressure: no message was sent\n'
  const { p50, p90, max } = messagesPerDay
  const days = profileDays === 1 ? '1 day of one profile had messages' : `${count(profileDays)} days of profiles had messages`
  return [
    `message pressure: ${days}; messages on such a day: median ${p50}, 90th percentile ${p90}, most ${max}`,
    ...(cap === null || shareOverCap === null ? [] : [`over the cap of ${cap} a day: ${percent(shareOverCap)} of these days`]),
    collisions.length === 0 ? 'collisions: none' : 'collisions (hours in which one profile heard from both):',
    ...collisions.map(({ journeys, hours }) => `  ${journeys.join(' and ')}: ${count(hours)}`),
    '',
  ].join('\n')
}

/** What the run could not take as given; nothing if there is nothing to say. */
export function describeNotices({ unknownTimeZones }: RunNotices): string {
  if (unknownTimeZones === 0) return ''
  const who = unknownTimeZones === 1 ? '1 profile has a timeZone that is' : `${count(unknownTimeZones)} profiles have a timeZone that is`
  return `notice: ${who} no known time zone; the journey's zone was used for them\n`
}

const count = (number: number): string => number.toLocaleString('en')
const percent = (share: number): string => (share > 0 && share < 0.001 ? 'under 0.1 %' : `${(share * 100).toFixed(1)} %`)
