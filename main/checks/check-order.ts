import { audienceDifference } from './audience-difference.ts'
import { audienceGrowth } from './audience-growth.ts'
import { cardNumber } from './card-number.ts'
import { carrierRule } from './carrier-rule.ts'
import type { Check } from './check.ts'
import { domainTypo } from './domain-typo.ts'
import { duplicateRecipient } from './duplicate-recipient.ts'
import { emptyAudience } from './empty-audience.ts'
import { emptyField } from './empty-field.ts'
import { emptySubject } from './empty-subject.ts'
import { exposedAddresses } from './exposed-addresses.ts'
import { fileOfAnother } from './file-of-another.ts'
import { fileUse } from './file-use.ts'
import { honorific } from './honorific.ts'
import { internalAddress } from './internal-address.ts'
import { linkMismatch } from './link-mismatch.ts'
import { linkPolicy } from './link-policy.ts'
import { listAge } from './list-age.ts'
import { listAttached } from './list-attached.ts'
import { mergeShift } from './merge-shift.ts'
import { messageCharset } from './message-charset.ts'
import { messageSize } from './message-size.ts'
import { missingAttachment } from './missing-attachment.ts'
import { missingPlainText } from './missing-plain-text.ts'
import { otherRecipient } from './other-recipient.ts'
import { passwordAndFile } from './password-and-file.ts'
import { personalNumber } from './personal-number.ts'
import { recipientFile } from './recipient-file.ts'
import { relayTls } from './relay-tls.ts'
import { remoteContent } from './remote-content.ts'
import { sendTime } from './send-time.ts'
import { senderAuthentication } from './sender-authentication.ts'
import { senderIdentification } from './sender-identification.ts'
import { signingCertificate } from './signing-certificate.ts'
import { unknownField } from './unknown-field.ts'
import { unreadAttachment } from './unread-attachment.ts'
import { unusualCharacter } from './unusual-character.ts'
import { weekdayDate } from './weekday-date.ts'

/** Every check, in the order in which a person should read the results. */
export const checks: readonly Check[] = [
  emptyAudience,
  emptySubject,
  missingPlainText,
  unknownField,
  emptyField,
  duplicateRecipient,
  mergeShift,
  otherRecipient,
  recipientFile,
  fileUse,
  fileOfAnother,
  exposedAddresses,
  listAttached,
  domainTypo,
  audienceGrowth,
  audienceDifference,
  listAge,
  internalAddress,
  personalNumber,
  cardNumber,
  unreadAttachment,
  missingAttachment,
  passwordAndFile,
  linkMismatch,
  linkPolicy,
  remoteContent,
  senderIdentification,
  weekdayDate,
  sendTime,
  honorific,
  unusualCharacter,
  messageCharset,
  signingCertificate,
  messageSize,
  senderAuthentication,
  carrierRule,
  relayTls,
]
