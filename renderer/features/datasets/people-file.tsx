import { Button, Select } from '@mantine/core'
import { IconTrash, IconUsers } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { fileName, type PeopleFile } from './import-draft.ts'
import { changeDraft, choosePeople, type MappingStep } from './import-store.ts'
import { importText } from './import-texts.ts'
import styles from './people-file.module.css'

const FROM_THE_START = '\u0000start'

/** A file with what is known about the people, beside the events: whose its rows are, and from when they hold. */
export function PeoplePart({ step: { draft, peopleError } }: { step: MappingStep }) {
  const { people } = draft
  return (
    <div className={styles.part} data-testid="people-part">
      <IconUsers size={18} stroke={1.7} aria-hidden="true" />
      <div className={styles.words}>
        <div className={styles.head}>
          <span className={styles.title}>{people === null ? importText('people') : fileName(people.preview.path)}</span>
          <span className={styles.hint}>{people === null ? importText('peopleHint') : attributesOf(people).join(', ')}</span>
        </div>
        {people !== null && <Columns people={people} />}
        {peopleError !== null && <ProblemNote error={peopleError} />}
      </div>
      {people === null ? (
        <Button variant="default" size="compact-sm" onClick={() => void choosePeople()} data-testid="choose-people">
          {importText('peopleChoose')}
        </Button>
      ) : (
        <Button variant="default" size="compact-sm" leftSection={<IconTrash size={14} />} onClick={() => changeDraft({ people: null })} data-testid="remove-people">
          {importText('peopleRemove')}
        </Button>
      )}
    </div>
  )
}

function Columns({ people }: { people: PeopleFile }) {
  const names = people.preview.columns.map(({ name }) => name)
  const change = (part: Partial<PeopleFile>) => changeDraft({ people: { ...people, ...part } })
  return (
    <>
      <div className={styles.columns}>
        <Select
          label={importText('peopleId')}
          data={names}
          value={people.profileId}
          onChange={(profileId) => change({ profileId: profileId ?? people.profileId })}
          searchable={names.length > 9}
          data-testid="people-id"
        />
        <Select
          label={importText('peopleAt')}
          data={[{ value: FROM_THE_START, label: importText('peopleAtNone') }, ...names.filter((name) => name !== people.profileId)]}
          value={people.at ?? FROM_THE_START}
          onChange={(at) => change({ at: at === FROM_THE_START ? null : at })}
          searchable={names.length > 9}
          data-testid="people-at"
        />
      </div>
      <p className={styles.hint}>{importText(people.at === null ? 'peopleAsOfExport' : 'peopleDated')}</p>
    </>
  )
}

function attributesOf({ preview, profileId, at }: PeopleFile): string[] {
  return preview.columns.map(({ name }) => name).filter((name) => name !== profileId && name !== at)
}
