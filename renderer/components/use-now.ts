import { useEffect, useState } from 'react'

const MINUTE = 60_000

/** The present, epoch ms, a minute old at most: enough for "5 minutes ago". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE)
    return () => clearInterval(timer)
  }, [])
  return now
}
