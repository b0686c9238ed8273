import type { Channel } from '../model/steps/message.ts'

/**
 * What of running a journey a platform does otherwise and no document can say. Both engines know every switch; what a document can say is rewritten
 * in the document instead.
 */
export interface Switches {
  /**
   * When event exits and goals that end the journey take effect, and when segment exits are looked at. `atOnce`: as they happen. `stepEnd`: as the
   * instance leaves a step, whatever step it is. `waitEnd`: as it leaves a delay or a wait. `beforeAction`: as it comes to a message, an update or a
   * webhook, and at the release of a parked message.
   */
  readonly endings: 'atOnce' | 'stepEnd' | 'waitEnd' | 'beforeAction'
  /** A goal that ends the journey is looked at every 24 hours from the start of the instance, too. */
  readonly goalsDaily: boolean
  /** Whether a split deals the same variant whenever somebody comes to it, or draws anew each time. */
  readonly splits: 'sticky' | 'eachVisit'
  /** Whether a wait hears what happens, or looks at its timeout for what has happened since it began. */
  readonly waits: 'hear' | 'poll'
  /** Channels that fill no cap over all channels, and that such a cap does not hold back. */
  readonly uncounted: readonly Channel[]
}

export const OUR_SWITCHES: Switches = { endings: 'atOnce', goalsDaily: false, splits: 'sticky', waits: 'hear', uncounted: [] }
