import { useEffect, useState, type ComponentType, type ReactNode } from 'react'

/** A component whose code is read when it is drawn for the first time, or before that by `read`. */
export type ReadLater<P> = ((props: P) => ReactNode) & { read(): Promise<void> }

/**
 * Like `lazy`, but what has been read already is drawn at once: behind a `Suspense`, React would show nothing first and let 300 ms pass before it goes on.
 * `meanwhile` is drawn until the code is there. What keeps it from being read is thrown, to be told by `Mishap`, and tried again when it is drawn anew.
 */
export function readLater<P extends object>(read: () => Promise<ComponentType<P>>, meanwhile?: (props: P) => ReactNode): ReadLater<P> {
  let there: ComponentType<P> | undefined
  const readOnce = async () => (there ??= await read())

  function Later(props: P): ReactNode {
    const [Part, setPart] = useState<ComponentType<P> | undefined>(() => there)
    const [failure, setFailure] = useState<{ cause: unknown }>()
    useEffect(() => {
      if (!Part) readOnce().then((part) => setPart(() => part), (cause: unknown) => setFailure({ cause }))
    }, [Part])
    if (failure) throw failure.cause
    return Part ? <Part {...props} /> : meanwhile?.(props)
  }

  return Object.assign(Later, { read: async () => void (await readOnce()) })
}
