import { useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { MessagePreviewPane } from '../../components/message-preview-pane.tsx'
import { useCall } from '../../ipc.ts'

/** The draft as one recipient would receive it. */
export function DraftPreview(props: { campaign: CampaignView; isWaiting: boolean }) {
  const { campaign } = props
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
    <MessagePreviewPane
      preview={asked.value}
      problem={asked.problem}
      attachments={campaign.attachments}
      onIndex={setIndex}
      isMissingAudience={campaign.lists.length + campaign.audience.segments.length === 0}
    />
  )
}
