import { IconFileExport, IconHistory, IconInbox, IconListCheck, IconPlugConnected, IconBroadcast, IconTargetArrow, IconTelescope, type Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { ConnectionsPlace } from './connections-place.tsx'
import { ForecastPlace } from './forecast/forecast-place.tsx'
import { HandOverPlace } from './hand-over-place.tsx'
import { HistoryPlace } from './history-place.tsx'
import { InboxPlace } from './inbox-place.tsx'
import { LivePlace } from './live-place.tsx'
import { PlanPlace } from './plan-place.tsx'
import type { PublishPlaceId } from './publish-store.ts'
import { publishText } from './texts.ts'
import { useDrifted, useInterrupted, useWaiting } from './watched-store.ts'
import { WherePlace } from './where-place.tsx'

export interface PublishPlace {
  readonly id: PublishPlaceId
  readonly label: Parameters<typeof publishText>[0]
  readonly Glyph: Icon
  /** A hook: how many things wait for a person there. */
  readonly useBadge?: () => number
  /** A hook: false leaves it out of the list. */
  readonly useIsThere?: () => boolean
  readonly Show: ComponentType
}

/** The places of the publish page, in the order a person goes through them. */
export const PUBLISH_PLACES: readonly PublishPlace[] = [
  { id: 'where', label: 'where', Glyph: IconTargetArrow, Show: WherePlace },
  { id: 'connections', label: 'connections', Glyph: IconPlugConnected, Show: ConnectionsPlace },
  { id: 'plan', label: 'plan', Glyph: IconListCheck, Show: PlanPlace },
  { id: 'live', label: 'live', Glyph: IconBroadcast, useBadge: useDrifted, Show: LivePlace },
  { id: 'forecast', label: 'forecast', Glyph: IconTelescope, Show: ForecastPlace },
  { id: 'history', label: 'history', Glyph: IconHistory, useBadge: useInterrupted, Show: HistoryPlace },
  { id: 'inbox', label: 'inbox', Glyph: IconInbox, useBadge: useWaiting, Show: InboxPlace },
  { id: 'handOver', label: 'handOver', Glyph: IconFileExport, Show: HandOverPlace },
]
