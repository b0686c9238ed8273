import { Modal } from '@mantine/core'
import { IconMessageOff } from '@tabler/icons-react'
import { useDocumentStore } from '../../document/document-store.ts'
import { nameOfStep } from '../../document/names.ts'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { CompareColumns } from './compare-columns.tsx'
import { columnsOf, stepsWithTexts, type MessageColumn } from './message-columns.ts'
import { closePreview, usePreviewDialogStore } from './preview-dialog-store.ts'
import { SinglePreview } from './single-preview.tsx'
import { messageText } from './texts.ts'
import styles from './preview.module.css'

/** Messages as people would get them: one with all its devices, or several texts side by side, all for the same person. */
export function PreviewDialog() {
  const open = usePreviewDialogStore((state) => state.open)
  return open === null ? null : <Opened stepId={open.stepId} />
}

function Opened({ stepId }: { stepId: string | null }) {
  const document = useDocumentStore((state) => state.document)
  const steps = stepsWithTexts(document)
  const step = stepId === null ? undefined : document.steps[stepId]
  const columns: MessageColumn[] = stepId === null ? [] : columnsOf(document, stepId)
  const title = step === undefined ? messageText('openPreview') : messageText(columns.length > 1 ? 'compareTitle' : 'previewTitle', { name: nameOfStep(step) })
  return (
    <Modal data-help="messages" opened onClose={closePreview} title={title} size="min(1440px, 96vw)" closeButtonProps={{ 'aria-label': messageText('close') }} data-testid="preview-dialog">
      {columns.length === 0 || stepId === null ? (
        <div className={styles.none}>
          <IconMessageOff size={28} stroke={1.6} aria-hidden="true" />
          <strong>{messageText(steps.length === 0 ? 'noMessages' : 'chooseMessage')}</strong>
          <span>{messageText(steps.length === 0 ? 'noMessagesHelp' : 'chooseMessageHelp')}</span>
          {steps.length > 0 && <WhichMessage steps={steps} stepId={undefined} />}
        </div>
      ) : columns.length === 1 ? (
        <SinglePreview key={stepId} column={columns[0]!}>
          <WhichMessage steps={steps} stepId={stepId} />
        </SinglePreview>
      ) : (
        <CompareColumns key={stepId} columns={columns}>
          <WhichMessage steps={steps} stepId={stepId} />
        </CompareColumns>
      )}
    </Modal>
  )
}

function WhichMessage({ steps, stepId }: { steps: readonly { id: string; name: string }[]; stepId: string | undefined }) {
  if (steps.length < 2 && stepId !== undefined) return null
  return (
    <ChoiceField
      label={messageText('chooseMessage')}
      value={stepId}
      testId="which-message"
      options={steps.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(next) => {
        if (next !== undefined) usePreviewDialogStore.setState({ open: { stepId: next } })
        return undefined
      }}
    />
  )
}
