import {
  Button,
  Caption1,
  Dialog,
  DialogSurface,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components'
import { PeopleAdd20Regular, PeopleTeamRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { EnrolmentView, MemberView } from '../../../preload/contract/identity.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { Joining } from '../identity/joining.tsx'
import { AdmitDialog } from './admit-dialog.tsx'
import { ChangeRolesDialog } from './change-roles-dialog.tsx'
import { DepartmentsSection } from './departments-section.tsx'
import { EndMembershipDialog } from './end-membership-dialog.tsx'
import { MemberMatrix } from './member-matrix.tsx'
import { UnlockDialog } from './unlock-dialog.tsx'

const useStyles = makeStyles({
  enrolments: { display: 'flex', flexDirection: 'column', gap: '8px', margin: 0, padding: 0 },
  enrolment: {
    display: 'flex',
    alignItems: 'center',
    gap: '16px',
    padding: '12px 16px',
    listStyle: 'none',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
  },
  texts: { flexGrow: 1, display: 'flex', flexDirection: 'column', gap: '2px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  surface: { width: '900px', maxWidth: '92vw', height: '640px', maxHeight: '86vh', padding: 0 },
})

const pollMs = 10_000

/** Who asks to be let in, who is in, and with which roles. */
export function MembersTab() {
  const t = useText()
  const members = useCall('identity.members', {})
  const enrolments = useCall('identity.enrolments', {}, { everyMs: pollMs })
  const [admitting, setAdmitting] = useState<EnrolmentView | null>(null)
  const [changing, setChanging] = useState<MemberView | null>(null)
  const [ending, setEnding] = useState<MemberView | null>(null)
  const [unlocking, setUnlocking] = useState<MemberView | null>(null)
  const waiting = enrolments.value ?? []
  return (
    <>
      <ProblemNotice problem={enrolments.problem} onRetry={enrolments.refresh} />
      {waiting.length > 0 ? (
        <Section title={t('members.waiting')}>
          <Text>{t('members.waiting-body')}</Text>
          <Enrolments enrolments={waiting} onAdmit={setAdmitting} />
        </Section>
      ) : null}
      <LeftOut />
      <Section title={t('members.title')} actions={<AddHere />}>
        <Loaded asked={members}>
          {(value) => (
            <>
              <MemberMatrix
                members={value}
                onChange={setChanging}
                onEnd={setEnding}
                onUnlock={setUnlocking}
              />
              {value.length === 1 && waiting.length === 0 ? (
                <EmptyState
                  icon={<PeopleTeamRegular />}
                  title={t('members.none')}
                  body={t('members.none-body')}
                />
              ) : null}
            </>
          )}
        </Loaded>
      </Section>
      <DepartmentsSection />
      {admitting === null ? null : (
        <AdmitDialog enrolment={admitting} onClose={() => setAdmitting(null)} />
      )}
      {changing === null ? null : (
        <ChangeRolesDialog member={changing} onClose={() => setChanging(null)} />
      )}
      {unlocking === null ? null : (
        <UnlockDialog member={unlocking} onClose={() => setUnlocking(null)} />
      )}
      {ending === null ? null : (
        <EndMembershipDialog member={ending} onClose={() => setEnding(null)} />
      )}
    </>
  )
}

/** What is not in the list above, so that nobody takes it for all there is. */
function LeftOut() {
  const t = useText()
  const asked = useCall('identity.enrolments-left-out', {}, { everyMs: pollMs })
  const { expiredCount = 0, hiddenCount = 0, skippedLogCount = 0 } = asked.value ?? {}
  const isCrowded = hiddenCount + skippedLogCount > 0
  return (
    <>
      {expiredCount > 0 ? (
        <Caption1>{t('members.expired', { count: expiredCount })}</Caption1>
      ) : null}
      {isCrowded ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {t('members.crowded', { count: hiddenCount, logs: skippedLogCount })}
          </MessageBarBody>
        </MessageBar>
      ) : null}
    </>
  )
}

function Enrolments(props: {
  enrolments: readonly EnrolmentView[]
  onAdmit: (enrolment: EnrolmentView) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <ul className={styles.enrolments}>
      {props.enrolments.map((enrolment) => (
        <li key={enrolment.id} className={styles.enrolment}>
          <span className={styles.texts}>
            <Text weight="semibold">{enrolment.name}</Text>
            <Caption1 className={styles.quiet}>
              {t('members.enrolment-facts', {
                workstation: enrolment.workstationName,
                at: enrolment.at,
              })}
            </Caption1>
          </span>
          <Button appearance="primary" onClick={() => props.onAdmit(enrolment)}>
            {t('members.compare')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** One more person on this PC. The person who is to be added takes the keyboard. */
function AddHere() {
  const styles = useStyles()
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Tooltip content={t('members.add-here-note')} relationship="description">
        <Button icon={<PeopleAdd20Regular />} onClick={() => setOpen(true)}>
          {t('members.add-here')}
        </Button>
      </Tooltip>
      <Dialog open={isOpen} modalType="alert" onOpenChange={(_, data) => setOpen(data.open)}>
        <DialogSurface className={styles.surface} aria-label={t('members.add-here')}>
          <Joining who="person" onLeave={close} onDone={close} />
        </DialogSurface>
      </Dialog>
    </>
  )
}
