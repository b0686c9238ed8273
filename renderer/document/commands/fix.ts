import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import { applyFix } from '../../../engine/core/lint/fix.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Command } from '../command.ts'
import { connectionsOf } from '../connections.ts'
import { positionOf, withPositions, type Position } from '../layout.ts'
import { editText } from '../edit-texts.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'

const BESIDE: Position = { x: 195, y: 150 }

/** Does what would do away with a finding, under the name the button had; steps it adds are put near the one that leads to them. */
export function fixProblem(diagnostic: Diagnostic): Command {
  return {
    name: diagnostic.fix === undefined ? editText('fixProblem') : fromEngine(diagnostic.fix.label),
    // A document that has changed since the finding was made is left as it is: the checks are about to say what is wrong with it now.
    run: (document) => {
      const fixed = applyFix(document, diagnostic)
      return fixed === undefined ? document : withPlaces(fixed, document)
    },
  }
}

function withPlaces(fixed: JourneyDocument, before: JourneyDocument): JourneyDocument {
  const added = Object.keys(fixed.steps).filter((id) => before.steps[id] === undefined && positionOf(fixed, id) === undefined)
  const places = new Map<string, Position>()
  for (const id of added) {
    const from = connectionsOf(fixed).find(({ to }) => to === id)?.from
    const near = from === undefined ? undefined : (places.get(from) ?? positionOf(fixed, from))
    places.set(id, { x: (near?.x ?? 0) + BESIDE.x, y: (near?.y ?? 0) + BESIDE.y })
  }
  return withPositions(fixed, places)
}
