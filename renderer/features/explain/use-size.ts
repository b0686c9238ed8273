import { useEffect, useState } from 'react'

/** What a part of the window measures, CSS pixels; follows it. */
export function useSize(element: { readonly current: HTMLElement | null }, first = { width: 600, height: 300 }): { width: number; height: number } {
  const [size, setSize] = useState(first)
  useEffect(() => {
    if (!element.current) return
    const watch = new ResizeObserver(([entry]) => setSize({ width: entry!.contentRect.width, height: entry!.contentRect.height }))
    watch.observe(element.current)
    return () => watch.disconnect()
  }, [element])
  return size
}
