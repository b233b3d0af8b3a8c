import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'

export function CampaignsPage() {
  const t = useText()
  return <Page title={t('page.campaigns')}>{null}</Page>
}
