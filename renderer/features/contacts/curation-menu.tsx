import {
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { MoreHorizontal20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { BulkEditsDialog } from './bulk-edits-dialog.tsx'
import { DuplicatesDialog } from './duplicates-dialog.tsx'
import { ErasedDialog } from './erased-dialog.tsx'
import { FieldsDialog } from './fields-dialog.tsx'
import { KeepingDialog } from './keeping-dialog.tsx'

const places = ['duplicates', 'bulk-edits', 'fields', 'keeping', 'find-erased'] as const
type Place = (typeof places)[number]
const placeText: Readonly<Record<Place, PlainTextKey>> = {
  duplicates: 'contacts.duplicates',
  'bulk-edits': 'contacts.bulk-edits',
  fields: 'contacts.fields',
  keeping: 'contacts.keeping',
  'find-erased': 'contacts.find-erased',
}

/** What is done to a list's contacts now and then. */
export function CurationMenu(props: { list: string }) {
  const t = useText()
  const [open, setOpen] = useState<Place | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton icon={<MoreHorizontal20Regular />}>{t('contacts.curate')}</MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {places.map((place) => (
              <MenuItem key={place} onClick={() => setOpen(place)}>
                {t(placeText[place])}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <DuplicatesDialog list={props.list} isOpen={open === 'duplicates'} onClose={close} />
      <BulkEditsDialog list={props.list} isOpen={open === 'bulk-edits'} onClose={close} />
      <FieldsDialog isOpen={open === 'fields'} onClose={close} />
      <KeepingDialog isOpen={open === 'keeping'} onClose={close} />
      <ErasedDialog isOpen={open === 'find-erased'} onClose={close} />
    </>
  )
}
