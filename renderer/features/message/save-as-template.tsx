import { Button, Field, Input } from '@fluentui/react-components'
import { DocumentAdd20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

/** Keeps what a draft says, with its files, to begin others with. */
export function SaveAsTemplate(props: { campaign: CampaignView; isReady: boolean }) {
  const t = useText()
  const save = useAct('templates.save')
  const [name, setName] = useState<string | null>(null)
  return (
    <>
      <Button
        size="small"
        icon={<DocumentAdd20Regular />}
        disabledFocusable={!props.isReady}
        onClick={() => setName(props.campaign.name)}
      >
        {t('templates.save')}
      </Button>
      {name === null ? null : (
        <ActDialog
          isOpen
          title={t('templates.save')}
          confirmLabel={t('templates.save-now')}
          isReady={name.trim() !== ''}
          isRunning={save.isRunning}
          problem={save.problem}
          onCancel={() => setName(null)}
          onConfirm={() => save.run({ campaign: props.campaign.id, name }, () => setName(null))}
        >
          <Field label={t('templates.name')} hint={t('templates.save-hint')}>
            <Input value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
          </Field>
        </ActDialog>
      )}
    </>
  )
}
