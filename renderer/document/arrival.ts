import { isAlways, type NearCondition, type Where } from '../../engine/core/model/condition.ts'

/** The place an entry's condition asks for, apart from the rest: `near` alone, or among all that must hold. */
export function placeOf(where: Where | undefined): { near: NearCondition['near']; rest: Where | undefined } | undefined {
  if (where === undefined) return undefined
  if ('near' in where) return { near: where.near, rest: undefined }
  if (!('all' in where)) return undefined
  const places = where.all.filter((item): item is NearCondition => 'near' in item)
  const [place] = places
  if (!place || places.length > 1) return undefined
  const others = where.all.filter((item) => item !== place)
  return { near: place.near, rest: others.length === 0 ? undefined : others.length === 1 ? others[0]! : { all: others } }
}

/** A condition that asks for a place and for the rest. */
export function withPlace(near: NearCondition['near'], rest: Where | undefined): Where {
  if (isAlways(rest)) return { near }
  return { all: [{ near }, ...('all' in rest ? rest.all : [rest])] }
}
