import { msInWords } from '../model/duration.ts'
import type { Tunable } from './tunable.ts'

/** A value of a tunable for people: "1 h", "12.5 %", "22:00", "500 m", "3". */
export function valueInWords({ unit }: Pick<Tunable, 'unit'>, value: number): string {
  switch (unit) {
    case 'ms': return value === 0 ? 'none' : msInWords(value)
    case 'month': return value % 12 === 0 ? years(value / 12) : `${value} ${value === 1 ? 'month' : 'months'}`
    case 'share': return `${rounded(value * 100, 1)} %`
    case 'minuteOfDay': return `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
    case 'metre': return value >= 1000 ? `${rounded(value / 1000, 1)} km` : `${rounded(value, 0)} m`
    case 'count':
    case 'number': return grouped.format(value)
  }
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 4 })

function years(count: number): string {
  return `${count} ${count === 1 ? 'year' : 'years'}`
}

function rounded(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}
