import type { identityProblems } from '../../../../preload/problem/identity.ts'

export const identity: Record<keyof typeof identityProblems, string> = {
  'identity.wrong-password':
    'That password is not right. Attempts left before this computer locks you out: {attemptsLeft}.',
  'identity.password-needed':
    'This act needs your password as well. Please enter it with a fresh code.',
  'identity.wrong-code':
    'Those six digits are not right. Enter the code that your authenticator shows now. Attempts left before this computer locks you out: {attemptsLeft}.',
  'identity.code-spent':
    'That code has been used already. Wait about 30 seconds for the next one and enter that.',
  'identity.locked-out': 'Too many wrong entries. Please wait and try again after {untilAt}.',
  'identity.locked-until-unlocked':
    'After ten wrong entries in a row you can no longer log in on this computer. Your data is still there. Ask an administrator to unlock you under Members.',
  'identity.locked-for-good':
    'After a hundred wrong entries this password no longer opens anything here. Your data is still there. Ask an administrator to admit you anew on another computer, and your IT department to keep this one’s data.',
  'identity.own-unlock': 'Nobody can unlock themself. Ask another administrator.',
  'identity.suspended':
    'You are no longer a member of this organization and cannot log in. If you did not expect this, ask an administrator.',
  'identity.password-too-short':
    'That password is too short. Use at least {lengthMin} characters: a sentence or a few words in a row are easy to remember.',
  'identity.password-too-common':
    'That password is widely used and easy to guess. Please choose another one.',
  'identity.password-contains-name':
    'The password contains your name or that of your organization. Please choose one without them.',
  'identity.workstation-not-admitted':
    'No administrator has admitted this computer yet. Read the words on your screen to an administrator; your data is all here.',
  'identity.workstation-revoked':
    'An administrator has taken this PC out of use. What you may do on your other PCs stays as it is. If this is a mistake, please ask an administrator; this PC can be added anew after its data has been removed.',
  'identity.no-such-workstation':
    'That workstation is not in use any more. Please look at the list again.',
  'identity.own-workstation':
    'You cannot take the PC in front of you out of use. Please do it on another PC, or ask another administrator.',
  'identity.no-such-hand-over':
    'There is no PC waiting under this code. Please type the code as the new PC shows it, and keep its window open.',
  'identity.hand-over-answered':
    'Something else has already answered this request. Nothing was handed over to the new PC: please begin again there, and tell your administrator if it happens twice.',
  'identity.hand-over-damaged':
    'What came for this PC are not the keys of a member. Nothing was set up. Please begin again, and tell your administrator if it happens twice.',
  'identity.password-unchanged': 'That is the password you have now. Please choose another one.',
  'identity.no-such-member': 'There is no such member. Open the list again and choose once more.',
  'identity.no-such-enrolment':
    'This application is no longer open: it was replaced, or has been admitted already. Open the list again.',
  'identity.not-admitted':
    'No administrator has admitted you yet. Read the words on your screen to an administrator and ask to be admitted.',
  'identity.administrator-needs-root':
    'Another administrator needs the root key sheet that was printed when the organization was founded. Nothing has been changed.',
  'identity.department-exists': 'A department of this name is there already. Nothing was changed.',
  'identity.no-such-department':
    'That department does not exist any more. Please look at the list again.',
  'identity.limit-invalid':
    'A limit names a role that is not given or cannot be limited, or a route that does not exist. Nothing was changed. Please choose at least one route, or none to allow all.',
  'identity.store-unreachable':
    'The shared store {folder} cannot be reached, so nothing has been set up on this PC. Check the name, the network and your rights to the store, and try again.',
  'identity.store-right-missing':
    'The right to read or add records in the database {place} is missing, so nothing has been set up on this PC. Ask whoever runs the database to grant the rights as sekisho.sql does.',
  'identity.keystore-works':
    'This computer’s key storage is working, so there is no need to set it up anew. Log in with your password.',
  'identity.nothing-begun':
    'This set-up was not finished, and nothing has been saved. Please start again.',
  'identity.word-mismatch':
    'Word number {position} is not the one on the printed sheet. Look at the sheet and type it again.',
  'identity.clock-behind':
    'This computer’s clock is behind a time that is certain to have passed ({floorAt}: a login, colleagues’ records or the making of this version). For your safety no code is accepted and nothing is sent. Please set the clock.',
  'identity.clock-ahead':
    'This computer’s clock says {nowAt}, but the last time known here is {knownAt}. If today’s date is wrong, please set the clock before you enter a code: with a wrong clock no code fits. If the date is right, just go on.',
  'identity.app-too-old':
    'Your organization asks for Sekisho {versionMin} or newer, and this is {version}. Please ask your IT department to update this PC; your data stays as it is.',
  'identity.outside-login-networks':
    'Your organization allows signing in only from certain networks, and this computer is in none of them (its addresses: {addresses}). Please connect to your organization’s network, or ask your administrator.',
  'identity.outside-release-networks':
    'Your organization allows the release of mail only from certain networks, and this computer is in none of them (its addresses: {addresses}). Nothing is being sent. Please connect to your organization’s network, or ask your administrator.',
  'identity.last-administrator':
    'This would leave the organization without an administrator. Nothing has been changed. Make somebody else administrator first.',
  'identity.organization-exists':
    'This computer already belongs to an organization. Nothing has been changed.',
  'identity.rule-invalid':
    'This value is not possible for the rule “{rule}”. Check the format under the field and enter it again.',
  'identity.root-sheet-wrong':
    'Sheet no. {position} is not one of this organization’s keys. Check the 24 words and their order, and that it is the newest sheet.',
  'identity.sheets-missing':
    'This needs the sheets of {needed} keepers, and {found} were entered. Ask another keeper to enter theirs.',
  'identity.sheet-unproven':
    'Recovery sheet no. {number} has not been proved yet. Type the words of the sheet, or save it as a file.',
  'identity.share-words-wrong':
    'The key that recovers data on sheet no. {position} has a mistake in it. Check words 25 to 49 and their order.',
  'identity.sheet-part-missing':
    'Of sheet no. {position} the key that recovers data is needed: type words 25 to 49.',
  'identity.keeper-file-unreadable':
    'The file for sheet no. {position} cannot be read as a recovery sheet. Choose another file, or type the words of the printed sheet.',
  'identity.keeper-passphrase-wrong':
    'That is not the passphrase of the file for sheet no. {position}. Ask its keeper and enter it again.',
  'identity.keeper-file-unproven':
    'The saved file was read again and is not right. Save it in another place.',
  'identity.recovery-after-restore':
    'This PC was restored from a backup and no administrator has admitted it since. Log in with the password from the time of the backup and ask to be admitted. All data is still there.',
  'identity.sample-organization':
    'This store or vault belongs to a sample organization and cannot be used as a real one. Nothing has changed. Choose another folder, or ask your IT department.',
}
