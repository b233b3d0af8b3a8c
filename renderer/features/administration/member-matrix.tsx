import {
  Badge,
  Button,
  Caption1,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Tooltip,
  tokens,
} from '@fluentui/react-components'
import {
  Checkmark20Filled,
  Edit20Regular,
  LockOpen20Regular,
  PersonDelete20Regular,
} from '@fluentui/react-icons'
import { roleNames } from '../../../preload/contract/channel.ts'
import type { MemberView } from '../../../preload/contract/identity.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useSession } from '../../session.tsx'

const useStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    padding: '0 8px',
  },
  table: { minWidth: '680px' },
  nameHead: { width: '34%' },
  person: { padding: '8px' },
  role: {
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    '& > *': { justifyContent: 'center' },
  },
  name: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  check: { color: tokens.colorBrandForeground1, display: 'inline-flex' },
  none: { color: tokens.colorNeutralForegroundDisabled },
  quiet: { color: tokens.colorNeutralForeground3 },
  act: { width: '116px', whiteSpace: 'nowrap' },
})

/** Who may do what: members down, roles across. */
export function MemberMatrix(props: {
  members: readonly MemberView[]
  onChange: (member: MemberView) => void
  onEnd: (member: MemberView) => void
  onUnlock: (member: MemberView) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.frame}>
      <Table aria-label={t('members.matrix')} className={styles.table}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={styles.nameHead}>{t('members.name')}</TableHeaderCell>
            {roleNames.map((role) => (
              <TableHeaderCell key={role} className={styles.role}>
                <Tooltip content={t(`role.${role}-may`)} relationship="description">
                  <span>{t(`role.${role}`)}</span>
                </Tooltip>
              </TableHeaderCell>
            ))}
            <TableCell className={styles.act} />
          </TableRow>
        </TableHeader>
        <TableBody>
          {props.members.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              onChange={() => props.onChange(member)}
              onEnd={() => props.onEnd(member)}
              onUnlock={() => props.onUnlock(member)}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function MemberRow({
  member,
  onChange,
  onEnd,
  onUnlock,
}: {
  member: MemberView
  onChange: () => void
  onEnd: () => void
  onUnlock: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { member: me } = useSession()
  const isActive = member.status === 'active'
  return (
    <TableRow>
      <TableCell className={styles.person}>
        <span className={styles.name}>
          {member.name}
          {member.id === me ? (
            <Badge appearance="tint" color="brand">
              {t('members.you')}
            </Badge>
          ) : null}
          {isActive ? null : (
            <Badge appearance="outline">{t(`members.status-${member.status}`)}</Badge>
          )}
        </span>
        <Caption1 block className={styles.quiet}>
          {[
            ...member.workstations.map(({ name }) => name),
            ...(member.limits.length > 0 ? [t('members.limited')] : []),
            ...member.cooling.map(({ role, until }) =>
              t('members.cooling', { role: t(`role.${role}`), at: until }),
            ),
            ...(member.sameAs.length > 0 ? [t('members.one-person')] : []),
            t('members.since', { date: format.date(member.since) }),
          ].join(' · ')}
        </Caption1>
      </TableCell>
      {roleNames.map((role) => (
        <TableCell key={role} className={styles.role}>
          {isActive && member.roles.includes(role) ? (
            <span className={styles.check} role="img" aria-label={t('members.has-role')}>
              <Checkmark20Filled />
            </span>
          ) : (
            <span className={styles.none} role="img" aria-label={t('members.no-role')}>
              ·
            </span>
          )}
        </TableCell>
      ))}
      <TableCell className={styles.act}>
        {isActive && member.id !== me ? (
          <Tooltip content={t('members.unlock')} relationship="label">
            <Button
              appearance="subtle"
              icon={<LockOpen20Regular />}
              aria-label={t('members.unlock-title', { name: member.name })}
              onClick={onUnlock}
            />
          </Tooltip>
        ) : null}
        {isActive && member.id !== me ? (
          <Tooltip content={t('members.end')} relationship="label">
            <Button
              appearance="subtle"
              icon={<PersonDelete20Regular />}
              aria-label={t('members.end-title', { name: member.name })}
              onClick={onEnd}
            />
          </Tooltip>
        ) : null}
        {isActive ? (
          <Tooltip content={t('members.change')} relationship="label">
            <Button
              appearance="subtle"
              icon={<Edit20Regular />}
              aria-label={t('members.change-title', { name: member.name })}
              onClick={onChange}
            />
          </Tooltip>
        ) : null}
      </TableCell>
    </TableRow>
  )
}
