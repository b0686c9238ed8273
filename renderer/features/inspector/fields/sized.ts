import type { CSSProperties } from 'react'

/** The width of a field in CSS pixels. As a variable, so that in a sentence the input keeps it when its error has a line of its own. */
export function sized(width: number | undefined): { style?: CSSProperties } {
  if (width === undefined) return {}
  return { style: { '--field-width': `${width}px`, width: 'var(--field-width)' } as CSSProperties } // as: React's type knows no custom properties
}
