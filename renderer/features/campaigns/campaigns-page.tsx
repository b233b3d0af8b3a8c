import { Badge, Button, Dropdown, Field, Input, Option } from '@fluentui/react-components'
import {
  Add20Regular,
  DocumentMultiple20Regular,
  MailMultiple24Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { CampaignSummary } from '../../../preload/contract/campaigns.ts'
import { DataTable } from '../../components/data-table.tsx'
import { ActDialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { useHasRole } from '../../session.tsx'
import { TemplatesDialog } from '../message/templates-dialog.tsx'

/** Drafts and what has been filed, the newest first. */
export function CampaignsPage(props: PageParams['campaigns']) {
  const t = useText()
  const format = useFormat()
  const { navigate } = useNavigation()
  const mayWrite = useHasRole('author')
  const asked = useCall('campaigns.list', {})
  const [isNaming, setNaming] = useState(props.isNew ?? false)
  const [isKeeping, setKeeping] = useState(false)
  const open = (campaign: CampaignSummary) =>
    campaign.request === null
      ? navigate({ page: 'campaign', campaign: campaign.id })
      : navigate({ page: 'review', request: campaign.request })
  const newButton = (
    <Button appearance="primary" icon={<Add20Regular />} onClick={() => setNaming(true)}>
      {t('campaigns.new')}
    </Button>
  )
  return (
    <Page
      title={t('page.campaigns')}
      actions={
        mayWrite ? (
          <>
            <Button icon={<DocumentMultiple20Regular />} onClick={() => setKeeping(true)}>
              {t('templates.title')}
            </Button>
            {newButton}
          </>
        ) : null
      }
    >
      <Loaded asked={asked}>
        {(campaigns) =>
          campaigns.length === 0 ? (
            <EmptyState
              icon={<MailMultiple24Regular />}
              title={t('campaigns.none')}
              body={t('campaigns.none-body')}
              action={mayWrite ? newButton : null}
            />
          ) : (
            <DataTable<CampaignSummary>
              label={t('page.campaigns')}
              rowCount={campaigns.length}
              rowAt={(index) => campaigns[index]}
              onOpen={open}
              columns={[
                {
                  id: 'name',
                  header: t('campaigns.name'),
                  width: '3fr',
                  render: (row) => row.name,
                },
                {
                  id: 'state',
                  header: t('campaigns.state'),
                  width: '140px',
                  render: (row) => (
                    <Badge
                      appearance="tint"
                      color={row.state === 'draft' ? 'informative' : 'brand'}
                    >
                      {t(row.state === 'draft' ? 'campaigns.draft' : 'campaigns.filed')}
                    </Badge>
                  ),
                },
                {
                  id: 'updated',
                  header: t('campaigns.updated'),
                  width: '220px',
                  render: (row) => format.dateTime(row.updatedAt),
                },
              ]}
            />
          )
        }
      </Loaded>
      {isKeeping ? <TemplatesDialog onClose={() => setKeeping(false)} /> : null}
      <NewCampaignDialog isOpen={isNaming} onClose={() => setNaming(false)} />
    </Page>
  )
}

function NewCampaignDialog(props: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const act = useAct('campaigns.create')
  const { navigate } = useNavigation()
  const begin = useAct('templates.begin')
  const templates = useCall('templates.list', {}, { enabled: props.isOpen })
  const [name, setName] = useState('')
  const [template, setTemplate] = useState('')
  const open = ({ id }: { id: string }) => navigate({ page: 'campaign', campaign: id })
  return (
    <ActDialog
      isOpen={props.isOpen}
      title={t('campaigns.new')}
      confirmLabel={t('campaigns.new-now')}
      isReady={name.trim() !== ''}
      isRunning={act.isRunning || begin.isRunning}
      problem={act.problem ?? begin.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        template === '' ? act.run({ name }, open) : begin.run({ template, name }, open)
      }
    >
      <Field label={t('campaigns.name')} hint={t('campaigns.name-hint')}>
        <Input autoFocus value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
      {(templates.value ?? []).length === 0 ? null : (
        <Field label={t('templates.begin-with')}>
          <Dropdown
            value={
              templates.value?.find(({ id }) => id === template)?.name ?? t('templates.begin-empty')
            }
            selectedOptions={[template]}
            onOptionSelect={(_, data) => setTemplate(data.optionValue ?? '')}
          >
            {[
              <Option key="" value="">
                {t('templates.begin-empty')}
              </Option>,
              ...(templates.value ?? []).map((each) => (
                <Option key={each.id} value={each.id}>
                  {each.name}
                </Option>
              )),
            ]}
          </Dropdown>
        </Field>
      )}
    </ActDialog>
  )
}
