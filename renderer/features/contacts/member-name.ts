import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

/** Names of members by their ids; whoever has left is still known by name. */
export function useMemberName(): (member: string) => string {
  const t = useText()
  const members = useCall('identity.members', {})
  const names = new Map(members.value?.map(({ id, name }) => [id, name]))
  return (member) => names.get(member) ?? t('contacts.unknown-member')
}
