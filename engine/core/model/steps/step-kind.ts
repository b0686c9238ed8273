import type * as z from 'zod'

/** A named way out of a step. `label` is what people read; `target` the step it leads to, undefined when it ends the journey as completed. */
export interface Port { id: string; label: string; target: string | undefined }

/** The five families the canvas tells apart by colour and shape. */
export type StepFamily = 'entry' | 'time' | 'logic' | 'message' | 'end'

/** What the rest of the house knows of one kind of step: one file a kind, listed in `registry.ts`. */
export interface StepKind<Schema extends z.ZodType> {
  kind: string
  label: string
  family: StepFamily
  schema: Schema
  /** Ways out, in the order the canvas shows them. */
  ports(step: z.infer<Schema>): Port[]
  /** A copy of the step whose port leads to `target` (undefined: to the end). */
  connect(step: z.infer<Schema>, portId: string, target: string | undefined): z.infer<Schema>
  /** One line in words, shown on the node: "Wait up to 30 min for product_view". */
  summary(step: z.infer<Schema>): string
  /** A new step as the palette drops it. */
  blank(): z.infer<Schema>
  /** Ports through which the step is never left at the instant it was entered; a loop needs one of them. */
  portsThatTakeTime(step: z.infer<Schema>): string[]
}

/** Sets or removes an optional member of a copy, so that an unconnected port leaves no `undefined` in the document. */
export function withTarget<T extends object, K extends keyof T>(owner: T, key: K, target: string | undefined): T {
  const { [key]: _removed, ...rest } = owner
  return (target === undefined ? rest : { ...rest, [key]: target }) as T // as: T with one optional string member set or left out
}

/** Replaces the item with that id by `change(item)`. */
export function replaceById<T extends { id: string }>(items: readonly T[], id: string, change: (item: T) => T): T[] {
  return items.map((item) => (item.id === id ? change(item) : item))
}
