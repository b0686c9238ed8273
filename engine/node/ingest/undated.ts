import { RehearsalError } from '../../core/errors.ts'
import { plainName } from './mapping.ts'

/** Names of columns with a part of a time, in the languages of our users: weekdays, hours, minutes. */
const partOfTime = /(weekday|dayofweek|dow$|hour|minute|timeofday|saat|haftaningunu|wochentag|stunde|diasemana|hora)/

/** Whether a column holds a weekday, an hour or the like: small numbers under such a name. */
export function isPartOfTime(name: string, texts: readonly string[]): boolean {
  return partOfTime.test(plainName(name)) && texts.length > 0 && texts.every((text) => /^\d{1,4}([.,:]\d+)*$/.test(text.trim()) && Number.parseFloat(text) <= 1440)
}

/** What is wrong with a file that tells only such parts, for an error and for a preview alike. */
export function undated(columns: readonly string[]): { text: string; help: string } {
  const named = columns.map((column) => JSON.stringify(column)).join(' and ')
  return {
    text: `There is no date in this file: ${named} ${columns.length === 1 ? 'tells' : 'tell'} a weekday, an hour or the like, but not of which day.`,
    help: 'An event needs an instant. Export the file again with the full time of each event, such as 2026-03-01T10:15:00Z.',
  }
}

/** Throws E_NO_DATE if the column that is to be the instants is such a part of a time, which would be read as seconds after 1970. */
export function assertDated(path: string, column: string, texts: readonly string[]): void {
  if (isPartOfTime(column, texts)) throw noDate(path, [column])
}

export function noDate(path: string, columns: readonly string[]): RehearsalError {
  const { text, help } = undated(columns)
  return new RehearsalError('E_NO_DATE', `${path}: ${text}`, help, { unusable: true })
}
