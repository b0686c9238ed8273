import { isOptionsGroup, type ComboboxItem, type OptionsFilter } from '@mantine/core'
import { folded } from '../../../i18n/letters.ts'

/** What answers a search of a list: the option that is called so before those that begin so and those that hold it, in each group; the group with the best one comes first. */
export const bestFirst: OptionsFilter = ({ options, search, limit }) => {
  const wanted = folded(search.trim())
  const groups = options.map((option) => (isOptionsGroup(option) ? option : { group: '', items: [option] }))
  if (wanted === '') return cutTo(options, limit)
  const answers = groups
    .map((group) => ({ ...group, items: sorted(group.items.filter((item) => rankOf(item, wanted) > 0), wanted) }))
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => rankOf(b.items[0]!, wanted) - rankOf(a.items[0]!, wanted))
  return cutTo(answers.flatMap<Answers[number]>((group) => (group.group === '' ? group.items : [group])), limit)
}

type Answers = ReturnType<OptionsFilter>

function rankOf({ label }: ComboboxItem, wanted: string): number {
  const text = folded(label.trim())
  return text === wanted ? 3 : text.startsWith(wanted) ? 2 : text.includes(wanted) ? 1 : 0
}

function sorted(items: readonly ComboboxItem[], wanted: string): ComboboxItem[] {
  return [...items].sort((a, b) => rankOf(b, wanted) - rankOf(a, wanted))
}

function cutTo(options: Answers, limit: number): Answers {
  let room = limit
  return options.flatMap<Answers[number]>((option) => {
    if (room <= 0) return []
    const items = isOptionsGroup(option) ? option.items.slice(0, room) : [option]
    room -= items.length
    return isOptionsGroup(option) ? [{ ...option, items }] : items
  })
}
