import { RehearsalError } from '../../core/errors.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import type { RunOptions } from '../../core/simulate/run.ts'

/** Throws E_SPAN (unusable) for a run that would be over before it begins: an end of it that was not given is that of the data. */
export function assertRunSpan({ from, until }: Pick<RunOptions, 'from' | 'until'>, { firstAt, lastAt }: EventDataset): void {
  if ((from ?? firstAt) <= (until ?? lastAt)) return
  throw new RehearsalError('E_SPAN', 'The run ends before it begins.', 'Choose an end after the beginning; where one of them is not given, it is that of the data.', { unusable: true })
}
