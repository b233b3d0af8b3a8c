import { Button } from '@fluentui/react-components'
import { FactList } from '../../components/fact-list.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { AttachmentFlags } from './attachment-flags.tsx'

/** One recipient's own file: opened here, compared with what is signed for, and a copy to look at. */
export function ReviewOwnFile({ request, index }: { request: string; index: number }) {
  const t = useText()
  const format = useFormat()
  const asked = useCall('approval.own-file', { request, index })
  const act = useAct('approval.save-own-file')
  return (
    <Loaded asked={asked}>
      {({ address, file, flags }) => (
        <Section title={file.name}>
          <AttachmentFlags flags={flags} />
          <FactList
            facts={[
              {
                term: t('files.recipient'),
                fact: t('approval.file-of', { number: index + 1, address }),
              },
              { term: t('approval.attachment-type'), fact: file.type },
              { term: t('approval.attachment-size'), fact: format.size(file.sizeBytes) },
              { term: t('approval.attachment-digest'), fact: file.sha256 },
            ]}
          />
          <ProblemNotice problem={act.problem} />
          <div>
            <Button disabled={act.isRunning} onClick={() => act.run({ request, index })}>
              {t('approval.save-attachment')}
            </Button>
          </div>
          <div>{t('approval.save-attachment-hint')}</div>
        </Section>
      )}
    </Loaded>
  )
}
