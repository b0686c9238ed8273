import { expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { findProfile } from '../../../engine/core/explain/find-profile.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'

const many = buildDataset([], Array.from({ length: 500 }, (_, index) => ({ profileId: `member-${index}`, attributes: {} })))

function refusal(id: string, dataset = many): RehearsalError {
  try {
    findProfile(dataset, id)
  } catch (error) {
    if (error instanceof RehearsalError) return error
  }
  throw new Error(`${id} was found`)
}

it('every profile is found where it is', () => {
  const ids = ['b', 'a', '', 'ä', 'Z', '😀', '\uffff']
  const dataset = buildDataset([], ids.map((profileId) => ({ profileId, attributes: {} })))
  const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1))
  expect(ids.map((id) => findProfile(dataset, id))).toEqual(ids.map((id) => sorted.indexOf(id)))
})

it('an unknown id is refused with those most like it, as unusable input', () => {
  expect(refusal('member-12x')).toMatchObject({ code: 'E_PROFILE', unusable: true, message: 'there is no profile "member-12x" in these data' })
  expect(refusal('member-12x').help).toMatch(/^the nearest ids are "member-12", /)
  expect(refusal('MEMBER-77 ').help).toMatch(/^the nearest ids are "member-/)
})

it('data without anybody have no nearest', () => {
  expect(refusal('ada', buildDataset([])).help).toBe('give the id of a profile of these data')
})
