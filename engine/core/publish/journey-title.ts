import type { JourneyDocument } from '../model/journey.ts'

/** What a journey is called at a platform: by its id if it has no name, or one in which nothing is written. */
export function journeyTitle({ id, name }: Pick<JourneyDocument, 'id' | 'name'>): string {
  return name?.trim() ? name : id
}
