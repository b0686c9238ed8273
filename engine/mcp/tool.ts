import type { ToolAnnotations } from '@modelcontextprotocol/sdk/types.js'
import type * as z from 'zod'
import type { AgentHost, Watch } from './agent-host.ts'

/** What a tool works with: the engine, how the agent calls itself, and a signal to stop at. */
export interface ToolContext { host: AgentHost; agent: string; watch: Watch }

/** One thing an agent can do. It takes ids, never paths, addresses or commands; what `run` gives is capped and marked before an agent sees it. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: Input
  readonly annotations: ToolAnnotations
  /** What to ask for where the whole answer is too long, of a tool that can tell a part. */
  readonly ofPart?: string
  run(input: z.output<Input>, context: ToolContext): Promise<unknown>
}

/** Nothing outside this machine is reached, and nothing is destroyed, by any of them. */
const CALM = { destructiveHint: false, openWorldHint: false } as const

export const READS: ToolAnnotations = { ...CALM, readOnlyHint: true, idempotentHint: true }
export const WRITES: ToolAnnotations = { ...CALM, readOnlyHint: false }

/** Of a tool whose `at` is a JSON Pointer. */
export const PART_AT = 'Ask for a part: "at" takes a JSON Pointer.'

export function tool<Input extends z.ZodObject>(definition: Tool<Input>): Tool {
  return definition as unknown as Tool // as: each tool is only ever given what its own schema parsed
}
