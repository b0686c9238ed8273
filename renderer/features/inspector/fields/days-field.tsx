import { inspectorText, weekdayOptions } from '../texts.ts'
import styles from './fields.module.css'
import { useDraft, type Commit } from './use-draft.ts'

/** Days of the week, 1 is Monday, as seven buttons; at least one stays pressed. */
export function DaysField({ label, value, onChange }: { label: string; value: readonly number[]; onChange: Commit<number[]> }) {
  const draft = useDraft<readonly number[]>(value, (days) => days, (days) => (days.length === 0 ? inspectorText('noDay') : onChange([...days])))
  const short = inspectorText('weekdaysShort').split(' ')
  return (
    <div>
      <div className={styles.days} role="group" aria-label={label} onBlur={draft.leave}>
        {weekdayOptions().map(({ value: day, label: name }) => {
          const isOn = draft.shown.includes(Number(day))
          const toggled = isOn ? draft.shown.filter((one) => one !== Number(day)) : [...draft.shown, Number(day)].sort((a, b) => a - b)
          return (
            <button key={day} type="button" className={styles.day} aria-pressed={isOn} title={name} onClick={() => draft.change(toggled)}>
              <span aria-hidden="true">{short[Number(day) - 1]}</span>
              <span className="visually-hidden">{name}</span>
            </button>
          )
        })}
      </div>
      {draft.error !== undefined && (
        <p className={styles.error} role="alert">
          {draft.error}
        </p>
      )}
    </div>
  )
}
