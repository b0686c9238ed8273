export interface LinePoint {
  /** Place along the axis, 0 to 1. */
  at: number
  /** A share; null where there is none, and the line ends. */
  y: number | null
  /** What it says, in words. */
  hint: string
}

export interface LineSeries {
  name: string
  points: readonly LinePoint[]
}
