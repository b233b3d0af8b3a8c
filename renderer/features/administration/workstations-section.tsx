import {
  Badge,
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { WorkstationView } from '../../../preload/contract/workstations.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    padding: '0 8px',
  },
  table: { minWidth: '620px' },
  name: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  act: { width: '150px', textAlign: 'right' },
})

/** Every PC of the organization, and the way to take one out of use. */
export function WorkstationsSection() {
  const styles = useStyles()
  const t = useText()
  const asked = useCall('governance.workstations', {})
  const [ending, setEnding] = useState<WorkstationView | null>(null)
  return (
    <Section title={t('workstations.title')}>
      <Text>{t('workstations.body')}</Text>
      <Loaded asked={asked}>
        {(workstations) => (
          <div className={styles.frame}>
            <Table aria-label={t('workstations.title')} className={styles.table}>
              <TableHeader>
                <TableRow>
                  <TableHeaderCell>{t('workstations.name')}</TableHeaderCell>
                  <TableHeaderCell>{t('workstations.members')}</TableHeaderCell>
                  <TableHeaderCell>{t('workstations.signed-at')}</TableHeaderCell>
                  <TableHeaderCell>{t('workstations.status')}</TableHeaderCell>
                  <TableCell className={styles.act} />
                </TableRow>
              </TableHeader>
              <TableBody>
                {workstations.map((each) => (
                  <WorkstationRow key={each.id} workstation={each} onRevoke={setEnding} />
                ))}
              </TableBody>
            </Table>
          </div>
        )}
      </Loaded>
      {ending === null ? null : (
        <RevokeDialog workstation={ending} onClose={() => setEnding(null)} />
      )}
    </Section>
  )
}

function WorkstationRow(props: {
  workstation: WorkstationView
  onRevoke: (workstation: WorkstationView) => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { workstation } = props
  const { name, memberNames, signedAt, status, isThis } = workstation
  return (
    <TableRow>
      <TableCell>
        <span className={styles.name}>
          {name}
          {isThis ? <Badge appearance="tint">{t('workstations.this')}</Badge> : null}
        </span>
      </TableCell>
      <TableCell>{memberNames.join(', ') || t('workstations.nobody')}</TableCell>
      <TableCell>
        {signedAt === null ? t('workstations.never') : format.dateTime(signedAt)}
      </TableCell>
      <TableCell>{t(`workstations.status-${status}`)}</TableCell>
      <TableCell className={styles.act}>
        {status === 'active' && !isThis ? (
          <Button
            size="small"
            aria-label={`${t('workstations.revoke')} ${name}`}
            onClick={() => props.onRevoke(workstation)}
          >
            {t('workstations.revoke')}
          </Button>
        ) : null}
      </TableCell>
    </TableRow>
  )
}

function RevokeDialog(props: { workstation: WorkstationView; onClose: () => void }) {
  const t = useText()
  const revoke = useAct('governance.revoke-workstation')
  const [from, setFrom] = useState('')
  const [code, setCode] = useState('')
  const isFromSound = from === '' || !Number.isNaN(Date.parse(from))
  const { id, name } = props.workstation
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('workstations.revoke-title', { name })}
      confirmLabel={t('workstations.revoke-act')}
      isReady={code.length === 6 && isFromSound}
      isRunning={revoke.isRunning}
      problem={revoke.problem}
      onCancel={props.onClose}
      onConfirm={() => {
        const distrustedFrom = from === '' ? null : new Date(from).toISOString()
        revoke.run({ workstation: id, distrustedFrom, code }, props.onClose, () => setCode(''))
      }}
    >
      <Text>{t('workstations.revoke-note')}</Text>
      <Caption1>{t('workstations.revoke-keys')}</Caption1>
      <Field label={t('members.end-from')} hint={t('members.end-from-hint')}>
        <Input type="datetime-local" value={from} onChange={(_, data) => setFrom(data.value)} />
      </Field>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
