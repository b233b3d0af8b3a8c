import { makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { MessagePreviewPane } from '../../components/message-preview-pane.tsx'
import { useCall } from '../../ipc.ts'
import { DraftGroups } from './draft-groups.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 },
})

/** The draft as one recipient would receive it. */
export function DraftPreview(props: { campaign: CampaignView; isWaiting: boolean }) {
  const { campaign } = props
  const styles = useStyles()
  const [index, setIndex] = useState(0)
  const asked = useCall(
    'campaigns.preview',
    { campaign: campaign.id, index },
    {
      enabled: campaign.lists.length + campaign.audience.segments.length > 0 && !props.isWaiting,
      keepPrevious: true,
    },
  )
  return (
    <div className={styles.root}>
      <MessagePreviewPane
        preview={asked.value}
        problem={asked.problem}
        attachments={campaign.attachments}
        onIndex={setIndex}
        isMissingAudience={campaign.lists.length + campaign.audience.segments.length === 0}
      />
      {asked.value === undefined ? null : <DraftGroups campaign={campaign.id} onIndex={setIndex} />}
    </div>
  )
}
