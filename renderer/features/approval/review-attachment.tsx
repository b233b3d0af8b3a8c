import { Button } from '@fluentui/react-components'
import type { ReviewView } from '../../../preload/contract/approval.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { AttachmentFlags } from './attachment-flags.tsx'

/** What an attachment is, what is unusual about it, and a copy to look at under a name that opens nothing. */
export function ReviewAttachment(props: { review: ReviewView; sha256: string }) {
  const t = useText()
  const format = useFormat()
  const act = useAct('approval.save-attachment')
  const { review, sha256 } = props
  const found = review.manifest.attachments.find((each) => each.sha256 === sha256)
  const flags = review.attachments.find((each) => each.sha256 === sha256)?.flags ?? []
  if (found === undefined) return null
  return (
    <Section title={found.name}>
      <AttachmentFlags flags={flags} />
      <FactList
        facts={[
          { term: t('approval.attachment-type'), fact: found.type },
          { term: t('approval.attachment-size'), fact: format.size(found.sizeBytes) },
          { term: t('approval.attachment-digest'), fact: found.sha256 },
        ]}
      />
      <ProblemNotice problem={act.problem} />
      <div>
        <Button
          disabled={act.isRunning}
          onClick={() => act.run({ request: review.summary.request, sha256 })}
        >
          {t('approval.save-attachment')}
        </Button>
      </div>
      <div>{t('approval.save-attachment-hint')}</div>
    </Section>
  )
}
