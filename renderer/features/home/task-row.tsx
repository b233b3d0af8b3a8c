import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import {
  ArrowReplyRegular,
  CalendarClockRegular,
  DocumentCheckmarkRegular,
  KeyRegular,
  PeopleAddRegular,
  SendRegular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useNavigation } from '../../navigation.tsx'
import type { Task } from './tasks.ts'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    overflow: 'hidden',
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: '14px',
    padding: '12px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottomStyle: 'none' },
  },
  icon: { fontSize: '22px', display: 'flex', color: tokens.colorBrandForeground1 },
  texts: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: '2px' },
  title: { overflowWrap: 'anywhere' },
  facts: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
})

const icons: Readonly<Record<Task['kind'], ReactNode>> = {
  decide: <DocumentCheckmarkRegular />,
  release: <SendRegular />,
  enrolment: <PeopleAddRegular />,
  returned: <ArrowReplyRegular />,
  key: <KeyRegular />,
  list: <CalendarClockRegular />,
}

export function Tasks(props: { children: readonly ReactNode[] }) {
  const styles = useStyles()
  return props.children.length === 0 ? null : <ul className={styles.list}>{props.children}</ul>
}

/** One thing that waits, and the button that leads to it. */
export function TaskRow({ task }: { task: Task }) {
  const styles = useStyles()
  const { navigate } = useNavigation()
  return (
    <li className={styles.row}>
      <span className={styles.icon} aria-hidden>
        {icons[task.kind]}
      </span>
      <span className={styles.texts}>
        <Text weight="semibold" className={styles.title}>
          {task.title}
        </Text>
        <Caption1 className={styles.facts}>{task.facts}</Caption1>
      </span>
      <Button
        appearance={task.kind === 'decide' ? 'primary' : 'secondary'}
        onClick={() => navigate(task.place)}
      >
        {task.act}
      </Button>
    </li>
  )
}
