import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: '8px',
    padding: '56px 24px',
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '40px', lineHeight: 0, color: tokens.colorBrandForeground1 },
  title: { color: tokens.colorNeutralForeground1 },
  body: { maxWidth: '460px' },
  action: { marginTop: '12px', display: 'flex', gap: '8px' },
})

export interface EmptyStateProps {
  readonly icon: ReactNode
  readonly title: string
  readonly body?: string | undefined
  /** The first step. */
  readonly action?: ReactNode | undefined
}

/** Stands where there is nothing yet, and says how to begin. */
export function EmptyState(props: EmptyStateProps) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <div className={styles.icon} aria-hidden>
        {props.icon}
      </div>
      <Subtitle2 className={styles.title}>{props.title}</Subtitle2>
      {props.body ? <div className={styles.body}>{props.body}</div> : null}
      {props.action ? <div className={styles.action}>{props.action}</div> : null}
    </div>
  )
}
