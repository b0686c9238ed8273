import type { MethodInput, MethodName, MethodOutput } from '../../engine/api/contract.ts'

export type Call = <M extends MethodName>(method: M, input: MethodInput<M>) => Promise<MethodOutput<M>>

/** Services called as their methods are, `<area>.<name>`: the first of an area that has the method answers. */
export function callOn(areas: Readonly<Record<string, readonly object[]>>): Call {
  return async <M extends MethodName>(method: M, input: MethodInput<M>) => {
    const [area, name] = method.split('.') as [string, string] // as: a method is called so
    const service = areas[area]!.find((one) => name in one) as Record<string, (input: unknown) => Promise<MethodOutput<M>>> // as: the services answer as their methods do
    return service[name]!(input)
  }
}
