import * as z from 'zod'
import { RehearsalError } from '../core/errors.ts'
import type { JourneyDocument } from '../core/model/journey.ts'
import type { ToolContext } from './tool.ts'

const id = z.string().min(1).max(200).optional()

/** How a tool is told which journey it is about: one of the workspace, in a version or the latest, or a draft. */
export const WHICH_JOURNEY = { journeyId: id, version: z.int().min(1).optional(), draftId: id }

export interface WhichJourney { journeyId?: string | undefined; version?: number | undefined; draftId?: string | undefined }

/** Throws E_WHICH unless exactly one is named. */
export async function whichDocument({ journeyId, version, draftId }: WhichJourney, { host }: ToolContext): Promise<JourneyDocument> {
  if ((journeyId === undefined) === (draftId === undefined)) throw new RehearsalError('E_WHICH', 'One journey has to be named: by journeyId or by draftId.', 'Ask list_journeys, or begin a draft.')
  if (draftId !== undefined) return (await host.call('proposals.getDraft', { id: draftId })).document
  return (await host.call('journeys.get', { id: journeyId!, ...(version === undefined ? {} : { version }) })).document
}
