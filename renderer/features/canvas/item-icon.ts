import { IconBell, IconBolt, type Icon } from '@tabler/icons-react'
import type { Channel } from '../../../engine/core/model/steps/message.ts'
import type { PaletteKind } from '../palette/palette-items.ts'
import { iconOfChannel, iconOfKind } from './families.tsx'

/** The glyph of what can be added; a bell where a message's channel is not said. */
export function iconOfItem(kind: PaletteKind): Icon {
  if (kind === 'entry') return IconBolt
  if (kind === 'message') return IconBell
  const channel = channelOf(kind)
  return channel === undefined ? iconOfKind(kind as Exclude<PaletteKind, 'entry' | `message${string}`>) : iconOfChannel(channel) // as: neither an entry nor a message is left
}

/** The channel that was asked for; undefined for everything that is no message, and for a message of any channel. */
export function channelOf(kind: PaletteKind): Channel | undefined {
  return kind.startsWith('message:') ? (kind.slice('message:'.length) as Channel) : undefined // as: the kind's type says so
}
