import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import type { PageParams } from '../../navigation.tsx'

export function ContactsPage(_props: PageParams['contacts']) {
  const t = useText()
  return <Page title={t('page.contacts')}>{null}</Page>
}
