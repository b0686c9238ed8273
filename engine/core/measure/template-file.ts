import * as z from 'zod'
import { figureSchema } from './measure-schema.ts'
import { idSchema } from '../model/ids.ts'

const text = z.string().min(1)

/** Who published the figures, and what they said; facts only, in our words. */
export const sourceSchema = z.strictObject({
  company: text,
  /** Whose claim it is: the vendor that told the story. */
  publishedBy: text,
  published: text,
})

/** `template.json`: what a template is called, what it tells, and the figures its scenario is tuned to. README.md has an example. */
export const templateFileSchema = z.strictObject({
  id: idSchema,
  name: text,
  description: text,
  /** What the data are, with credit. */
  data: text,
  /** One paragraph: the situation, the idea, what came of it. */
  story: text,
  /** Null: nobody published a figure. */
  source: sourceSchema.nullable(),
  /** How many people a measurement takes, and are made for it unless it says otherwise: enough for its figures to lie still, few enough to run in a moment. */
  people: z.int().min(1),
  figures: z.array(figureSchema).min(1),
})
export type TemplateFile = z.infer<typeof templateFileSchema>
export type TemplateSource = z.infer<typeof sourceSchema>

/** What stands beside every figure of a template, by whether somebody published it. */
export const TUNED_NOTE = "scenario tuned to a vendor's published claim, not evidence"
export const ASSUMED_NOTE = 'no figure was published: this is the scenario’s own assumption, not evidence'
