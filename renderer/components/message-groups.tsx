import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components'
import type { MessageGroupView } from '../../preload/contract/approval.ts'
import { useFormat, useText } from '../i18n/language.tsx'
import { toKnownProblem } from '../i18n/problem.ts'

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '6px 12px 6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
  end: { textAlign: 'right' },
  badges: { display: 'flex', gap: '4px', flexWrap: 'wrap' },
})

/** Which kinds of message there are, rarest first, each with its first recipient. */
export function MessageGroups(props: {
  groups: readonly MessageGroupView[]
  onOpen: (index: number) => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th className={styles.cell}>{t('approval.group-what')}</th>
          <th className={`${styles.cell} ${styles.end}`}>{t('manifest.recipients')}</th>
          <th className={styles.cell}>{t('approval.group-example')}</th>
        </tr>
      </thead>
      <tbody>
        {props.groups.map((group) => (
          <tr key={group.index}>
            <td className={styles.cell}>
              <GroupBadges group={group} />
            </td>
            <td className={`${styles.cell} ${styles.end}`}>{format.number(group.count)}</td>
            <td className={styles.cell}>
              {group.problem === null ? (
                <Button size="small" appearance="subtle" onClick={() => props.onOpen(group.index)}>
                  {t('approval.item-message', { number: group.index + 1 })}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function GroupBadges({ group }: { group: MessageGroupView }) {
  const styles = useStyles()
  const t = useText()
  const isPlain = group.fallbacks.length + group.branches.length === 0
  return (
    <span className={styles.badges}>
      {group.problem === null ? null : (
        <Badge color="danger" appearance="tint">
          {toKnownProblem({ code: group.problem, params: {} }).code === 'message.field-empty'
            ? t('approval.group-empty')
            : t('approval.reason-no-message')}
        </Badge>
      )}
      {group.fallbacks.map((field) => (
        <Badge key={field} color="warning" appearance="tint">
          {t('approval.group-fallback', { field })}
        </Badge>
      ))}
      {group.branches.map((condition) => (
        <Badge key={condition} color="informative" appearance="tint">
          {condition}
        </Badge>
      ))}
      {isPlain && group.problem === null ? t('approval.group-plain') : null}
    </span>
  )
}
