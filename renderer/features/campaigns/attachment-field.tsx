import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { Attach20Regular, Dismiss16Regular, Document20Regular } from '@fluentui/react-icons'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px' },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '2px 4px 2px 10px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  name: { flexGrow: 1, overflowWrap: 'anywhere' },
  size: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
})

/** Files that every recipient gets. The file dialog is the system's own. */
export function AttachmentField({ campaign }: { campaign: CampaignView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const attach = useAct('campaigns.attach')
  const detach = useAct('campaigns.detach')
  return (
    <div className={styles.root}>
      {campaign.attachments.map(({ id, name, sizeBytes }) => (
        <div key={id} className={styles.file}>
          <Document20Regular />
          <span className={styles.name}>{name}</span>
          <Caption1 className={styles.size}>{format.size(sizeBytes)}</Caption1>
          <Button
            appearance="subtle"
            size="small"
            icon={<Dismiss16Regular />}
            aria-label={t('campaigns.detach', { name })}
            onClick={() => detach.run({ campaign: campaign.id, attachment: id })}
          />
        </div>
      ))}
      <div>
        <Button
          icon={<Attach20Regular />}
          disabled={attach.isRunning}
          onClick={() => attach.run({ campaign: campaign.id })}
        >
          {t('campaigns.attach')}
        </Button>
      </div>
      <ProblemNotice problem={attach.problem ?? detach.problem} />
    </div>
  )
}
