const whole = new Intl.NumberFormat('en')
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** People in full up to 9,999, then 12.3 k and 1.2 M. */
export function people(count: number): string {
  if (count < 10_000) return whole.format(count)
  if (count < 999_950) return `${oneDecimal.format(count / 1000)} k`
  return `${oneDecimal.format(count / 1_000_000)} M`
}

/** A share (0 to 1) with one decimal: "12.3 %". What is there but would round to 0 is "<0.1 %". */
export function share(value: number): string {
  if (value > 0 && value < 0.0005) return '<0.1 %'
  return `${oneDecimal.format(value * 100)} %`
}

/** A whole number in full. */
export function full(count: number): string {
  return whole.format(count)
}
