import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import type { PageParams } from '../../navigation.tsx'

export function CampaignPage(_props: PageParams['campaign']) {
  const t = useText()
  return <Page title={t('page.campaign')}>{null}</Page>
}
