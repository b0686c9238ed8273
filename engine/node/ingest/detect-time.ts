import { parseInstant, timestampFormats } from './instants.ts'
import { timePattern, type TimePattern } from './time-pattern.ts'

/** How the values of a column write instants. `pattern` null: as ISO 8601 or epoch, which every value shows by itself. */
export interface TimeDetection {
  pattern: string | null
  why: string
  /** Share of the values that read so. */
  share: number
  /** Day and month could be either way round: somebody has to say. */
  ambiguous: boolean
}

const compact = [['yyyymmdd', /^\d{8}$/], ['yyyymmddhhmmss', /^\d{14}$/]] as const
const plain = ['dd.mm.yyyy', 'yyyy/mm/dd', 'yyyy.mm.dd'] as const
const eitherWay = [['dd/mm/yyyy', 'mm/dd/yyyy'], ['dd-mm-yyyy', 'mm-dd-yyyy']] as const
const patterns = new Map<string, TimePattern>()
const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2101, 0, 1)

/**
 * Judges some values of a column. Digits are days (`yyyymmdd`, 1900 to 2100) only if all values are: by itself a number is an epoch. Of
 * `01/02/2024` only other values can show which is the day: one that is right in one way alone, if none is right in the other alone.
 */
export function detectTime(texts: readonly string[]): TimeDetection {
  const values = texts.map((text) => text.trim()).filter((text) => text !== '')
  const none: TimeDetection = { pattern: null, why: 'no value is an instant', share: 0, ambiguous: false }
  if (values.length === 0) return none
  for (const [pattern, digits] of compact) {
    if (!values.every((value) => digits.test(value) && isUsual(read(pattern, value)))) continue
    return { pattern, why: `every value is the digits of a date between 1900 and 2100`, share: 1, ambiguous: false }
  }
  const share = (fits: (value: string) => boolean): number => values.filter(fits).length / values.length
  const byItself = share(isInstantByItself)
  if (byItself >= 0.5) {
    const first = parseInstant(values.find(isInstantByItself)!)!
    return { pattern: null, why: timestampFormats[first.format]!, share: byItself, ambiguous: false }
  }
  for (const pattern of plain) {
    const fitting = share((value) => read(pattern, value) !== undefined)
    if (fitting >= 0.5) return { pattern, why: 'the values are written so', share: fitting, ambiguous: false }
  }
  for (const [dayFirst, monthFirst] of eitherWay) {
    const fitting = share((value) => read(dayFirst, value) !== undefined || read(monthFirst, value) !== undefined)
    if (fitting < 0.5) continue
    const onlyDayFirst = values.find((value) => read(dayFirst, value) !== undefined && read(monthFirst, value) === undefined)
    const onlyMonthFirst = values.find((value) => read(monthFirst, value) !== undefined && read(dayFirst, value) === undefined)
    if ((onlyDayFirst === undefined) === (onlyMonthFirst === undefined)) {
      const why = onlyDayFirst === undefined ? `${values[0]} may be day or month first, and no value shows which` : `${onlyDayFirst} has the day first, ${onlyMonthFirst} the month`
      return { pattern: dayFirst, why, share: fitting, ambiguous: true }
    }
    return { pattern: onlyDayFirst === undefined ? monthFirst : dayFirst, why: `${onlyDayFirst ?? onlyMonthFirst} shows which is the day`, share: fitting, ambiguous: false }
  }
  return { ...none, share: byItself }
}

function read(pattern: string, value: string): number | undefined {
  let known = patterns.get(pattern)
  if (!known) patterns.set(pattern, (known = timePattern(pattern)))
  return known(value)?.wall
}

const isUsual = (ms: number | undefined): boolean => ms !== undefined && ms >= earliest && ms < latest

/** Small numbers are epoch seconds of January 1970 to the rules, and quantities to everybody else. */
function isInstantByItself(value: string): boolean {
  const instant = parseInstant(value)
  return instant !== undefined && (instant.format === 0 || instant.ms > 3e11)
}
