import { knownZone, zoneNamed, type Zone } from '../../model/calendar.ts'
import type { ProfileAttributes } from './profile-attributes.ts'

/** The local clock of the profile a kernel is at: by its `timeZone` attribute as it is now, else by the journey's zone. */
export class ProfileClock {
  readonly #attributes: ProfileAttributes
  readonly #slot: number
  readonly #journeys: Zone
  #lastName: unknown
  #lastZone: Zone

  constructor(attributes: ProfileAttributes, timeZone: string) {
    this.#attributes = attributes
    this.#slot = attributes.names.indexOf('timeZone')
    this.#journeys = knownZone(timeZone)
    this.#lastZone = this.#journeys
  }

  zone(): Zone {
    const name = this.#slot < 0 ? undefined : this.#attributes.value(this.#slot)
    if (name === this.#lastName) return this.#lastZone
    this.#lastName = name
    return (this.#lastZone = (typeof name === 'string' ? zoneNamed(name) : undefined) ?? this.#journeys)
  }
}
