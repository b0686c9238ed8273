/** A number as people write it: 1,000 and 1 000 are a thousand, 0,5 and 0.5 a half; a percent sign behind it is left out. Undefined if it is none. */
export function numberOf(typed: string): number | undefined {
  const text = typed.trim().replace(/\s*%$/, '').replace('−', '-')
  const grouped = /^-?[1-9]\d{0,2}(?:([,\u00a0\u202f ’'])\d{3})+(?:\.\d+)?$/.test(text)
  const plain = grouped ? text.replaceAll(/[^\d.-]/g, '') : text.replace(',', '.')
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined
}
