import { Button, Select, TextInput } from '@mantine/core'
import { IconTrash, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { DatasetPreview } from '../../../engine/api/contract.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { bytesInWords } from '../../i18n/dates.ts'
import { changeDraft, chooseProfiles, fileName, missingIn, openImport, startImport, type ImportStep } from './import-store.ts'
import { PreviewTable } from './preview-table.tsx'
import { dataText } from './texts.ts'
import styles from './import-dialog.module.css'

const CONSTANT = '\u0000constant'
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
const NONE = '\u0000none'

/** What the columns of the file mean, each guess with its reason, beside the first rows. */
export function MappingForm({ step }: { step: Extract<ImportStep, { at: 'mapping' }> }) {
  const [wasTried, setTried] = useState(false)
  const { preview, draft, paths } = step
  const missing = missingIn(draft)
  const columns = preview.columns.map(({ name }) => name)
  const columnOptions = columns.map((name) => ({ value: name, label: name }))
  const why = (column: string | null) => preview.columns.find(({ name }) => name === column)?.why
  const submit = () => {
    setTried(true)
    void startImport()
  }
  return (
    <div className={styles.stack}>
      <div className={styles.file}>
        <div className={styles.fileWords}>
          <span className={styles.fileName}>{fileName(preview.path)}</span>
          <span className={styles.fileFacts}>
            {formatInWords(preview.format)} · {bytesInWords(preview.bytes)}
            {paths.length > 1 && ` · ${dataText('moreFiles', { count: paths.length - 1 })}`}
          </span>
        </div>
        <Button variant="default" size="compact-sm" onClick={openImport}>
          {dataText('otherFile')}
        </Button>
      </div>
      {step.error !== null && <ProblemNote error={step.error} testId="import-error" />}
      <div className={styles.fields}>
        <Select
          inputWrapperOrder={ORDER}
          label={dataText('who')}
          description={why(draft.profileId) ?? dataText('whoHint')}
          data={columnOptions}
          value={draft.profileId}
          onChange={(profileId) => changeDraft({ profileId })}
          error={missing.profileId && dataText('whoMissing')}
          data-testid="map-profileId"
        />
        <Select
          inputWrapperOrder={ORDER}
          label={dataText('when')}
          description={why(draft.at) ?? dataText('whenHint')}
          data={columnOptions}
          value={draft.at}
          onChange={(at) => changeDraft({ at })}
          error={missing.at && dataText('whenMissing')}
          data-testid="map-at"
        />
        <Select
          inputWrapperOrder={ORDER}
          label={dataText('what')}
          description={(draft.eventName === null ? undefined : why(draft.eventName)) ?? dataText('whatHint')}
          data={[...columnOptions, { value: CONSTANT, label: dataText('constantName') }]}
          value={draft.eventName ?? CONSTANT}
          onChange={(value) => changeDraft({ eventName: value === CONSTANT ? null : value })}
          data-testid="map-name"
        />
        {draft.eventName === null && (
          <TextInput
            label={dataText('constantLabel')}
            placeholder={dataText('constantPlaceholder')}
            value={draft.setName}
            onChange={(event) => changeDraft({ setName: event.currentTarget.value })}
            error={missing.eventName && (wasTried || preview.needsSetName) && dataText('whatMissing')}
            data-testid="map-setName"
          />
        )}
        {preview.columns.some(({ type }) => type === 'json') && (
          <Select
            inputWrapperOrder={ORDER}
            label={dataText('properties')}
            description={why(draft.properties) ?? dataText('propertiesHint')}
            data={[{ value: NONE, label: dataText('none') }, ...columnOptions]}
            value={draft.properties ?? NONE}
            onChange={(value) => changeDraft({ properties: value === NONE ? null : value })}
            data-testid="map-properties"
          />
        )}
      </div>
      <PreviewTable preview={preview} draft={draft} />
      <Profiles step={step} />
      <div className={styles.footer}>
        <TextInput
          label={dataText('nameLabel')}
          value={draft.name}
          onChange={(event) => changeDraft({ name: event.currentTarget.value })}
          error={missing.name && dataText('nameMissing')}
          className={styles.nameField!}
          data-testid="import-name"
        />
        <Button onClick={submit} disabled={missing.profileId || missing.at || missing.name} data-testid="import-start">
          {dataText('startImport')}
        </Button>
      </div>
    </div>
  )
}

function Profiles({ step: { draft, profilesError } }: { step: Extract<ImportStep, { at: 'mapping' }> }) {
  const { profiles } = draft
  return (
    <div className={styles.profiles}>
      <IconUsers size={18} stroke={1.7} aria-hidden="true" />
      <div className={styles.profilesWords}>
        <span className={styles.profilesTitle}>{profiles === null ? dataText('profiles') : fileName(profiles.path)}</span>
        {profiles === null ? (
          <span className={styles.fileFacts}>{dataText('profilesHint')}</span>
        ) : (
          <Select
            aria-label={dataText('profilesId')}
            description={dataText('profilesId')}
            data={[...profiles.columns]}
            value={profiles.profileId}
            onChange={(profileId) => changeDraft({ profiles: { ...profiles, profileId: profileId ?? profiles.profileId } })}
            className={styles.profilesSelect!}
          />
        )}
        {profilesError !== null && <ProblemNote error={profilesError} />}
      </div>
      {profiles === null ? (
        <Button variant="default" size="compact-sm" onClick={() => void chooseProfiles()} data-testid="choose-profiles">
          {dataText('profilesChoose')}
        </Button>
      ) : (
        <Button variant="default" size="compact-sm" leftSection={<IconTrash size={14} />} onClick={() => changeDraft({ profiles: null })}>
          {dataText('profilesRemove')}
        </Button>
      )}
    </div>
  )
}

function formatInWords(format: DatasetPreview['format']): string {
  return { csv: 'CSV', jsonl: 'JSON Lines', parquet: 'Parquet' }[format]
}
