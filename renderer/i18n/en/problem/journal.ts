import type { journalProblems } from '../../../../preload/problem/journal.ts'

export const journal: Record<keyof typeof journalProblems, string> = {
  'journal.store-unreachable':
    'The shared store {folder} cannot be reached. Your records are safe on this PC and will be shared once it is back. Check the network and your rights to the store.',
  'journal.store-untrusted':
    'The certificate of the database {place} was not issued by the authority you named, so no connection was made. Ask whoever runs the database for the right CA certificate.',
  'journal.store-wrong-host':
    'The certificate of the database {place} is for another host, so no connection was made. Check the host name; if it is right, tell whoever runs the database.',
  'journal.store-no-tls':
    'The database {place} does not accept encrypted connections (TLS), so no connection was made. Ask whoever runs it to turn TLS on.',
  'journal.store-login-refused':
    'The database {place} does not accept this user and password. Check them; if they are right, tell whoever runs the database.',
  'journal.store-not-prepared':
    'The database {place} does not have the tables of Sekisho yet. Whoever runs it has to run the file sekisho.sql that comes with Sekisho.',
  'journal.store-right-missing':
    'The right to read or add records in the database {place} is missing. Your records are safe on this PC. Ask whoever runs the database to grant the rights again as sekisho.sql does.',
  'journal.store-ca-unreadable':
    '{file} cannot be read as a certificate file (PEM). Choose the CA certificate that you got from whoever runs the database.',
  'journal.store-not-empty':
    'The folder {folder} already holds an organization. Nothing was changed. Choose an empty folder, or join that organization.',
  'journal.no-organization':
    'The folder {folder} does not hold this organization. Nothing was written to it. Ask an administrator whether it is the right one.',
  'journal.signature-invalid':
    'The signature on record {record} is not valid. The record is ignored and affects no mail. Somebody may have altered it: tell an administrator.',
  'journal.record-malformed':
    'Record {record} is damaged or not in the expected form, so it is ignored. An administrator can restore it from another PC with "Verify the journal".',
  'journal.chain-gap':
    'Record {seq} of {workstation} has not arrived. No new mailing can start until it does. Start that PC and connect it to the shared folder.',
  'journal.fork':
    'There are two different records numbered {seq} of {workstation}. Somebody may have tampered with the store, or a PC was copied. Stop sending and tell an administrator.',
  'journal.named-not-found':
    '{by} has seen record {seq} of {workstation}, but it is nowhere to be found. No new mailing can start until it arrives. Start {workstation} and connect it to the shared store. If this goes on, an administrator has to revoke one of the two PCs.',
  'journal.contradicted':
    'Record {seq} of {workstation} is not the one that {by} has seen. Somebody may have tampered with the records. Stop sending; an administrator has to decide which of the two PCs to revoke.',
  'journal.newer-record':
    'Record {seq} of {workstation} ({kind}) was made by a newer Sekisho. What it concerns cannot be done on this PC. Update Sekisho here.',
  'journal.rollback':
    'An older state of {what} has been put back (known: {seen}, found: {found}). The older state is not used. Ask an administrator whether something was restored from a backup.',
  'journal.expired':
    '{what} ran out on {at}. No mailing can start until it is renewed, which happens when an administrator signs in.',
  'journal.grant-backdated':
    'The list of members gives “{member}” the role “{role}” with a date from before it was made, so it was refused. Ask the administrators who published it, and whether their PC’s clock is right.',
  'journal.entry-backdated':
    'The policy dates a new or changed route or sender ({id}) from before the policy itself, so it was refused. Ask the administrators who published it, and whether their PC’s clock is right.',
  'journal.threshold-not-met':
    '{what} needs the signatures of {needed} administrators and has {found}. The change was not made. An administrator named in the organization key has to make it.',
  'journal.no-such-proposal':
    'This proposal does not exist. It may not have arrived yet: synchronise and look again.',
  'journal.proposal-closed':
    'This proposal is no longer open ({state}). If the change is still wanted, make it again.',
  'journal.not-in-root':
    'Your key is not among the administrators of organization key no. {version}, so your signature does not count here. An administrator who is has to do this, or your key has to be added under Organization key.',
  'journal.blob-missing':
    'A file that is needed ({hash}) is not in the shared folder. Start the PC that made it and connect it to the folder.',
  'journal.content-destroyed':
    'What was sealed with this request was destroyed on {at}, as the policy asks. Its records are still there and still hold; nobody can read message or recipients any more.',
  'journal.directory-dated-back':
    'Directory {seq} gives rights and says that it was signed {at}, but was not in the shared store when this PC looked {notBefore}. Ask the administrators who signed it when they did. Nothing is sent from here until the rights have cooled off from today.',
  'journal.record-dated-back':
    'Record {seq} of {workstation} says that it was signed {at}, but names records that were signed up to {notBefore}. What it approves or asks for is not sent from here. Set that PC’s clock, find out who sat at it, and file and approve the request anew.',
  'journal.export-failed':
    'The daily export of records to {place} did not go through. Check that it is switched on, in reach and has space. It is tried again every hour; nothing is left out, and no mailing is stopped.',
  'journal.export-untrusted':
    'The certificate of {place} is not vouched for, or is another server’s, and no record was sent there. Check the address and the authority’s file.',
  'journal.blob-altered':
    'A file ({hash}) is not what the record says it is, and is not used. Somebody may have altered it: tell an administrator.',
  'journal.envelope-not-for-us':
    'You cannot open this. If you have just joined, wait until an administrator has admitted you.',
  'journal.parcel-damaged':
    'This is no whole file from Sekisho: it is of another kind, was cut off, or was altered. Nothing was taken in. Have it made and copied again.',
  'journal.parcel-foreign':
    'This file belongs to another organization. Nothing was taken in. Choose the right file.',
  'journal.parcel-too-large': 'This file is too large to be taken in. Nothing was taken in.',
  'journal.parcel-not-written':
    'The file could not be written. Check the free space and your rights to the folder, and save it again.',
  'journal.not-durable':
    'The record could not be saved on this PC, so nothing was done and nothing was sent. Check the free disk space.',
}
