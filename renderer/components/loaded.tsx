import type { ReactNode } from 'react'
import type { Asked } from '../ipc.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { Rows } from './skeleton.tsx'

export interface LoadedProps<T> {
  readonly asked: Asked<T>
  /** What to show meanwhile; rows by default. */
  readonly skeleton?: ReactNode | undefined
  readonly children: (value: T) => ReactNode
}

/** Shows what was asked for, or that it is on its way, or why it is not there. */
export function Loaded<T>(props: LoadedProps<T>) {
  const { value, problem, refresh } = props.asked
  return (
    <>
      <ProblemNotice problem={problem} onRetry={refresh} />
      {value !== undefined ? props.children(value) : null}
      {value === undefined && problem === null ? (props.skeleton ?? <Rows count={5} />) : null}
    </>
  )
}
