import {
  IconApi, IconAppWindow, IconBell, IconBolt, IconBrandWhatsapp, IconBrowser, IconCalendarEvent, IconClock, IconDoorExit, IconFlask,
  IconGitBranch, IconHourglass, IconLayoutGrid, IconMail, IconMessage, IconRoute, IconUserEdit, IconUsers, IconWebhook, type Icon,
} from '@tabler/icons-react'
import type { Entry } from '../../../engine/core/model/journey.ts'
import type { Channel } from '../../../engine/core/model/steps/message.ts'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import type { Step, StepKindName } from '../../../engine/core/model/steps/registry.ts'
import styles from './families.module.css'

const CHANNEL_ICONS: Record<Channel, Icon> = {
  push: IconBell, email: IconMail, sms: IconMessage, inApp: IconAppWindow, webPush: IconBrowser, whatsapp: IconBrandWhatsapp, widget: IconLayoutGrid,
}

const KIND_ICONS: Record<Exclude<StepKindName, 'message'>, Icon> = {
  delay: IconClock, waitFor: IconHourglass, branch: IconGitBranch, split: IconFlask, update: IconUserEdit, webhook: IconWebhook,
  journey: IconRoute, exit: IconDoorExit,
}

const TRIGGER_ICONS: Record<Entry['trigger']['kind'], Icon> = { event: IconBolt, segment: IconUsers, schedule: IconCalendarEvent, api: IconApi }

/** The glyph of a step: its channel for messages, its kind for the others. */
export function iconOfStep(step: Step): Icon {
  return step.kind === 'message' ? CHANNEL_ICONS[step.channel] : KIND_ICONS[step.kind]
}

/** The glyph of a kind, where no step is at hand; a message stands for all channels. */
export function iconOfKind(kind: Exclude<StepKindName, 'message'>): Icon {
  return KIND_ICONS[kind]
}

export function iconOfChannel(channel: Channel): Icon {
  return CHANNEL_ICONS[channel]
}

export function iconOfTrigger(trigger: Entry['trigger']): Icon {
  return TRIGGER_ICONS[trigger.kind]
}

// One outline a family, on a 36 × 36 field, so that families differ without colour.
const SHAPES: Record<StepFamily, string> = {
  entry: 'M18 1.5a16.5 16.5 0 1 0 0 33a16.5 16.5 0 1 0 0-33Z',
  time: 'M11 2.6h14a3 3 0 0 1 2.6 1.5l6.6 11.9a4 4 0 0 1 0 4l-6.6 11.9a3 3 0 0 1-2.6 1.5H11a3 3 0 0 1-2.6-1.5L1.8 20a4 4 0 0 1 0-4L8.4 4.1A3 3 0 0 1 11 2.6Z',
  logic: 'M15.5 1.9a3.5 3.5 0 0 1 5 0l13.6 13.6a3.5 3.5 0 0 1 0 5L20.5 34.1a3.5 3.5 0 0 1-5 0L1.9 20.5a3.5 3.5 0 0 1 0-5Z',
  message: 'M10 2h16a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H10a8 8 0 0 1-8-8V10a8 8 0 0 1 8-8Z',
  end: 'M12.3 2h11.4a2.5 2.5 0 0 1 1.8.7l7.8 7.8a2.5 2.5 0 0 1 .7 1.8v11.4a2.5 2.5 0 0 1-.7 1.8l-7.8 7.8a2.5 2.5 0 0 1-1.8.7H12.3a2.5 2.5 0 0 1-1.8-.7l-7.8-7.8a2.5 2.5 0 0 1-.7-1.8V12.3a2.5 2.5 0 0 1 .7-1.8l7.8-7.8a2.5 2.5 0 0 1 1.8-.7Z',
}

/** A family's shape on a 36 × 36 field, as the path of an svg. */
export function familyShape(family: StepFamily): string {
  return SHAPES[family]
}

const outlines = new Map<StepFamily, Path2D>()

/** A family's shape on a 36 × 36 field, to be drawn in a picture. */
export function familyOutline(family: StepFamily): Path2D {
  let outline = outlines.get(family)
  if (!outline) outlines.set(family, (outline = new Path2D(SHAPES[family])))
  return outline
}

/** A family's tile: its shape in its colour, the glyph inside. Decoration: the name beside it says the same. */
export function FamilyTile({ family, icon: Glyph, size = 36 }: { family: StepFamily; icon: Icon; size?: number }) {
  return (
    <span className={styles.tile} data-family={family} style={{ width: size, height: size }} aria-hidden="true">
      <svg viewBox="0 0 36 36" width={size} height={size}>
        <path d={SHAPES[family]} className={styles.shape} />
      </svg>
      <Glyph className={styles.glyph} size={Math.round(size * (family === 'logic' ? 0.44 : 0.5))} stroke={1.8} />
    </span>
  )
}
