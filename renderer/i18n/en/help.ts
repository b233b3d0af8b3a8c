import type { help as ja } from '../ja/help.ts'

export const help = {
  'help.title': 'Help',
  'help.intro':
    'Sekisho sends only what a second person has signed, exactly as they signed it. Here is how each role goes about it.',
  'help.yours': 'your role',
  'help.roles': 'Roles',
  'help.steps': 'How it goes',
  'help.know': 'Good to know',
  'help.keys': 'Keyboard',
  'help.key': 'Key',
  'help.key-does': 'What it does',
  'help.key-palette': 'Find an act, a page, a campaign or a list by its name',
  'help.key-pages': 'Open the pages of the menu, from the top',
  'help.key-lock': 'Lock',
  'help.key-help': 'Open this help',
  'help.key-settings': 'Open the settings',
  'help.key-rows': 'Move in a table',
  'help.key-open': 'Open or tick a row',
  'help.key-escape': 'Close what is open in front',
  'help.author-step-1':
    'Under Campaigns, begin a new one and choose lists and conditions. Whoever is left out is counted at once.',
  'help.author-step-2':
    'Write subject and text, and say what stands where a merge field is empty. On the right you see it as each recipient will.',
  'help.author-step-3':
    'Choose the route, the sender identity and the hours in which it may leave.',
  'help.author-step-4':
    'Look at the checks. A stop has to be mended first; a warning can be left to the approver with your reason.',
  'help.author-step-5':
    'Ask for approval. The content is frozen as it is then, and drawn as a seal. To change it afterwards, withdraw it and file it anew.',
  'help.author-know':
    'You cannot approve what you have filed. What comes back to you waits on the home page; go on from a copy.',
  'help.list-manager-step-1': 'Make a list under Contacts.',
  'help.list-manager-step-2':
    'Import a CSV or Excel file. Encoding and columns are recognised, and a sample is shown before anything is written.',
  'help.list-manager-step-3':
    'Do a trial first: it counts what would be added, updated, double or invalid. Then import.',
  'help.list-manager-step-4':
    'Save the rows that could not be taken, each with its number and reason, and hand them back.',
  'help.list-manager-step-5':
    'Whoever wants no more mail goes onto the suppression list: every campaign leaves them out.',
  'help.list-manager-know':
    'An import can be undone. Exporting addresses needs the permission of a second person.',
  'help.approver-step-1':
    'Open a request under Approvals. What you see was put together on your own PC, from the signed bytes.',
  'help.approver-step-2':
    'Open what stands on the left, from the top: what differs from last time, unusual recipients and waived warnings come first.',
  'help.approver-step-3':
    'On the right, compare number, domains, sender, route and hours, and the seal with the one the author sees.',
  'help.approver-step-4': 'Approve, return or reject, and sign it with the six digits.',
  'help.approver-step-5':
    'Until everything is sent you can still take your approval back. A release that runs stops at once.',
  'help.approver-know':
    'Approving is possible when everything that has to be opened was opened. While you are away somebody can stand in for a set time, but never the author.',
  'help.sender-step-1': 'What was approved waits on the home page of the PC that is to send it.',
  'help.sender-step-2': 'Start the release: type the number of recipients and the six digits.',
  'help.sender-step-3':
    'Watch how far it is, how fast and how long it takes. It goes on when you minimise the window or lock.',
  'help.sender-step-4':
    'To stop it, choose “Stop sending”. What has arrived cannot be called back.',
  'help.sender-step-5':
    'Of a delivery in doubt, find out whether it arrived before you decide: so nobody gets it twice.',
  'help.sender-know':
    'If a single byte differs from what was approved, Sekisho refuses to send and says what differs.',
  'help.administrator-step-1':
    'Under Administration, open an application and compare the four words, by telephone for instance, before you admit anybody.',
  'help.administrator-step-2':
    'Give roles and their scope (department, route, number). Rights that were added begin to count after a set time.',
  'help.administrator-step-3':
    'Register routes and sender identities. A route can be tested before.',
  'help.administrator-step-4':
    'Set the rules: how many approve, what is masked, how heavy a check weighs. Where IT has set a PC differently, the stricter one counts.',
  'help.administrator-step-5':
    'When somebody leaves or loses a PC, end their membership at once. What they signed stays.',
  'help.administrator-know':
    'Not even administrators can send anything without approvals. Keep the recovery sheets apart, each in a safe place.',
  'help.auditor-step-1': 'Under Journal, see who signed what, when, and on which PC.',
  'help.auditor-step-2': 'Narrow it by time, person and kind.',
  'help.auditor-step-3':
    'Verify: every signature and the order of all records are computed again on this PC.',
  'help.auditor-step-4':
    'Save the evidence of a release as PDF and as a file. The file can be verified without Sekisho.',
  'help.auditor-step-5': 'Where there is an alarm, the page says what happened and what to do.',
  'help.auditor-know':
    'Records can be neither changed nor deleted. Gaps and rollbacks are noticed by the other PCs.',
} satisfies Record<keyof typeof ja, string>
