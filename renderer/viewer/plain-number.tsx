import type { ReactNode } from 'react'

// Stands in the page where features/people/number-button.tsx and svg-number.tsx stand in the window: who is behind a number is not in the page.

interface PlainNumberProps { what: string; hint?: string; children: ReactNode; className?: string | undefined; testId?: string }

/** A number that says what it is while it is pointed at. */
export function NumberButton({ what, hint = what, children, className, testId }: PlainNumberProps) {
  return (
    <span className={className} data-testid={testId} title={hint}>
      {children}
    </span>
  )
}

export function SvgNumber({ what, children, testId }: PlainNumberProps) {
  return (
    <g data-testid={testId}>
      <title>{what}</title>
      {children}
    </g>
  )
}
