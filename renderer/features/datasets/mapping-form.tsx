import { Button, Select, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import type { DatasetPreview } from '../../../engine/api/contract.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { bytesInWords } from '../../i18n/dates.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { fileName, heldUpBy, missingIn, notesNow, suggestedEvent } from './import-draft.ts'
import { ImportNotes } from './import-notes.tsx'
import { changeDraft, chooseAndPreview, startImport, type MappingStep } from './import-store.ts'
import { importText } from './import-texts.ts'
import { PeoplePart } from './people-file.tsx'
import { PersonalColumns } from './personal-columns.tsx'
import { PreviewTable } from './preview-table.tsx'
import { ReadingLine } from './reading-line.tsx'
import styles from './import-dialog.module.css'

const CONSTANT = '\u0000constant'
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
const NONE = '\u0000none'

/** What the files are and what their columns mean, each guess with its reason, beside the first rows. */
export function MappingForm({ step }: { step: MappingStep }) {
  const [wasTried, setTried] = useState(false)
  const { preview, draft, paths, isReading } = step
  const missing = missingIn(draft)
  const heldUp = heldUpBy(notesNow(preview, draft))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    void startImport()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.scroll}>
        <div className={styles.file}>
          <div className={styles.fileWords}>
            <span className={styles.fileName}>{fileName(preview.path)}</span>
            <span className={styles.fileFacts}>
              {kindInWords(preview)} · {bytesInWords(preview.bytes)}
              {paths.length > 1 && ` · ${importText('moreFiles', { count: paths.length - 1 })}`}
            </span>
          </div>
          <Button variant="default" size="compact-sm" onClick={() => void chooseAndPreview()}>
            {importText('otherFile')}
          </Button>
        </div>
        <ReadingLine step={step} />
        <ImportNotes step={step} />
        {step.error !== null && <ProblemNote error={step.error} testId="import-error" />}
        <Columns step={step} missing={missing} wasTried={wasTried} isRefused={heldUp === 'file'} />
        <PreviewTable preview={preview} draft={draft} />
        <PersonalColumns step={step} />
        {(heldUp !== 'file' || draft.people !== null) && <PeoplePart step={step} />}
      </div>
      <div className={styles.footer}>
        <TextInput
          label={importText('nameLabel')}
          value={draft.name}
          onChange={(event) => changeDraft({ name: event.currentTarget.value })}
          error={missing.name && importText('nameMissing')}
          className={styles.nameField!}
          data-testid="import-name"
        />
        {heldUp !== undefined && <span className={styles.refused}>{importText(heldUp === 'question' ? 'answerFirst' : 'cannot')}</span>}
        <Button type="submit" disabled={missing.profileId || missing.at || missing.name || heldUp !== undefined || isReading} data-first data-testid="import-start">
          {importText('start')}
        </Button>
      </div>
    </form>
  )
}

/** `isRefused`: the file cannot be imported as it is, so that nothing is asked for. */
interface ColumnsProps { step: MappingStep; missing: ReturnType<typeof missingIn>; wasTried: boolean; isRefused: boolean }

/** Which column says who, when and what. */
function Columns({ step: { preview, draft }, missing, wasTried, isRefused }: ColumnsProps) {
  const columns = preview.columns.map(({ name }) => ({ value: name, label: name }))
  const why = (column: string | null) => {
    const words = preview.columns.find(({ name, role }) => name === column && role !== 'property')?.why
    return words === undefined ? undefined : fromEngine(words)
  }
  const suggested = draft.eventName === null && draft.setName.trim() === '' ? suggestedEvent(preview) : undefined
  const searchable = columns.length > 9
  return (
    <div className={styles.fields}>
      <Select
        inputWrapperOrder={ORDER}
        label={importText('who')}
        description={why(draft.profileId) ?? importText('whoHint')}
        data={columns}
        value={draft.profileId}
        onChange={(profileId) => changeDraft({ profileId })}
        placeholder={importText('choose')}
        error={missing.profileId && !isRefused && importText('whoMissing')}
        searchable={searchable}
        data-testid="map-profileId"
      />
      <Select
        inputWrapperOrder={ORDER}
        label={importText('when')}
        description={why(draft.at) ?? importText('whenHint')}
        data={columns}
        value={draft.at}
        onChange={(at) => changeDraft({ at })}
        placeholder={importText('choose')}
        error={missing.at && !isRefused && importText('whenMissing')}
        searchable={searchable}
        data-testid="map-at"
      />
      <Select
        inputWrapperOrder={ORDER}
        label={importText('what')}
        description={draft.eventName === null ? '' : (why(draft.eventName) ?? importText('whatHint'))}
        data={[...columns, { value: CONSTANT, label: importText('constantName') }]}
        value={draft.eventName ?? CONSTANT}
        onChange={(value) => changeDraft({ eventName: value === CONSTANT ? null : value })}
        searchable={searchable}
        data-testid="map-name"
      />
      {draft.eventName === null && (
        <div>
          <TextInput
            label={importText('constantLabel')}
            inputWrapperOrder={ORDER}
            description={importText('whatMissing')}
            placeholder={importText('constantPlaceholder')}
            autoFocus={preview.needsSetName && draft.setName === '' && !isRefused}
            value={draft.setName}
            onChange={(event) => changeDraft({ setName: event.currentTarget.value })}
            error={missing.eventName && wasTried && importText('whatMissingNow')}
            data-testid="map-setName"
          />
          {suggested !== undefined && (
            <Button variant="subtle" size="compact-sm" className={styles.suggest!} onClick={() => changeDraft({ setName: suggested })} data-testid="suggest-setName">
              {importText('constantSuggest', { name: suggested })}
            </Button>
          )}
        </div>
      )}
      {preview.columns.some(({ type }) => type === 'json') && (
        <Select
          inputWrapperOrder={ORDER}
          label={importText('properties')}
          description={why(draft.properties) ?? importText('propertiesHint')}
          data={[{ value: NONE, label: importText('none') }, ...columns]}
          value={draft.properties ?? NONE}
          onChange={(value) => changeDraft({ properties: value === NONE ? null : value })}
          searchable={searchable}
          data-testid="map-properties"
        />
      )}
    </div>
  )
}

function kindInWords({ format, detected, options }: DatasetPreview): string {
  const packed = detected.find(({ what }) => what === 'compression')
  const isColumns = (options.delimiter ?? detected.find(({ what }) => what === 'delimiter')?.value) === 'whitespace'
  return [{ csv: isColumns ? importText('textInColumns') : 'CSV', jsonl: 'JSON', parquet: 'Parquet' }[format], ...(packed ? [packed.value] : [])].join(', ')
}
