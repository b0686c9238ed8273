import { language } from '../../../i18n/language.ts'

/**
 * A number as people write it; undefined if it is none. In English 1,000 and 1 000 are a thousand, 0,5 and 0.5 a half; in Turkish 1.000 is a
 * thousand and so is 1 000, 0,5 and 0.5 a half. A percent sign before or behind it is left out.
 */
export function numberOf(typed: string): number | undefined {
  const text = typed.trim().replace(/\s*%$/, '').replace(/^%\s*/, '').replace('−', '-')
  const plain = language() === 'tr' ? plainInTurkish(text) : plainInEnglish(text)
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined
}

/** A number as a field shows it: whole digits in a row, so that what is shown is read the same way again. */
export function numberText(value: number): string {
  return language() === 'tr' ? String(value).replace('.', ',') : String(value)
}

function plainInEnglish(text: string): string {
  const grouped = /^-?[1-9]\d{0,2}(?:([,\u00a0\u202f ’'])\d{3})+(?:\.\d+)?$/.test(text)
  return grouped ? text.replaceAll(/[^\d.-]/g, '') : text.replace(',', '.')
}

function plainInTurkish(text: string): string {
  const grouped = /^-?[1-9]\d{0,2}(?:[.\u00a0\u202f ’']\d{3})+(?:,\d+)?$/.test(text)
  return (grouped ? text.replaceAll(/[^\d,-]/g, '') : text).replace(',', '.')
}
