import type { approvalProblems } from '../../../../preload/problem/approval.ts'

export const approval: Record<keyof typeof approvalProblems, string> = {
  'approval.several-departments':
    'The recipients come from lists of several departments, and who approves goes by the department. Nothing was filed. Make one campaign for each department.',
  'approval.audience-empty':
    'There is nobody left to send to, so no approval was asked for. Check the lists and the suppressions.',
  'approval.no-identity': 'No sender is chosen. Choose one under “When and from where”.',
  'approval.no-route': 'No route is chosen. Choose one under “When and from where”.',
  'approval.no-approver':
    'There are not enough people who may approve on route “{route}”: whoever wrote or listed any of it may not. Ask an administrator to add approvers.',
  'approval.no-such-executor':
    'That workstation cannot send: it was revoked, or nobody who may send works on it. Choose another one.',
  'approval.report-not-printed':
    'The report could not be made. Start Sekisho again and try once more. The evidence file can still be saved.',
  'approval.no-such-request':
    'This request is not on this workstation. Open it again once the shared store can be reached.',
  'approval.own-request': 'You cannot approve what you requested. Ask another approver.',
  'approval.own-edit':
    'You cannot approve a campaign whose text or recipients you worked on. Ask another approver.',
  'approval.outside-grant':
    'Your role does not reach this route or so many recipients. Nothing was written. Please choose another route or a smaller audience, or ask an administrator.',
  'approval.not-an-approver':
    'Only approvers can decide. Ask an administrator if you should be one.',
  'approval.member-suspended':
    'This member is suspended, so the decision does not count. Ask an administrator.',
  'approval.cooling-off':
    'New approvers wait before their first approval. Approve after {untilAt}, or ask another approver.',
  'approval.other-manifest':
    'This decision is about another revision and does not count. Review this revision and decide on it.',
  'approval.requester-not-active':
    'Whoever filed this request no longer has the right to, so nothing was sent. Another author has to file it again.',
  'approval.sender-not-active':
    'Whoever started this release no longer has the right to, so sending has stopped. Ask an administrator.',
  'approval.not-requester':
    'Only whoever filed the request can withdraw it. To end a release, stop it.',
  'approval.not-viewed': 'Something has not been looked at yet: {what}. Open it, then approve.',
  'approval.count-mismatch':
    'You typed {typed}, but there are {actual:recipient|recipients}. Nothing was started. Check the number.',
  'approval.already-decided': 'You have already decided this way on this request.',
  'approval.needs-approval':
    'Not enough approvals: {needed} needed, {found} so far. Nothing was sent. Wait for the approvers.',
  'approval.rejected':
    '{by} rejected this request. It cannot be sent. Change it and ask for approval again.',
  'approval.returned':
    '{by} returned this request. It cannot be sent. Change it and ask for approval again.',
  'approval.withdrawn':
    'This request was withdrawn and cannot be sent. Ask for approval again if it is still needed.',
  'approval.stopped':
    'Somebody ordered a stop, so this cannot be sent. To go on, ask for approval again.',
  'approval.superseded':
    'There is a newer revision of this request. The old one cannot be sent. Open the new one.',
  'approval.approval-expired':
    'The time to approve ended at {at}. Nothing can be sent. Ask for approval again.',
  'approval.execution-expired':
    'The time to send ended at {at}. Nothing more is sent. Ask for approval again.',
  'approval.outside-window':
    'Sending is approved from {from} until {until} only. Start it within that time.',
  'approval.wrong-workstation':
    'Another workstation is to send this request. Start it on that one.',
  'approval.already-run':
    'This request has already been run. To keep anybody from getting it twice, it is not sent again.',
  'approval.manifest-altered':
    'The manifest is not the one that was approved. Nothing was sent. Ask for approval again and tell an administrator.',
  'approval.template-altered':
    'The subject or text is not what was approved. Nothing was sent. Ask for approval again and tell an administrator.',
  'approval.file-altered':
    'One of the recipients’ own files (number {number}) is not what was signed for. Nothing more is sent. Ask for approval again and tell an administrator.',
  'approval.file-missing':
    'Recipient {row} names the file “{name}”, and there is no file of exactly that name. Nothing was filed. Add the file, or correct the name in the list.',
  'approval.attachment-altered':
    'Attachment “{name}” is not the one that was approved. Nothing was sent. Ask for approval again and tell an administrator.',
  'approval.recipients-altered':
    'Recipient {index} (counted from 0) is not the one that was approved. Nothing more is sent. Ask for approval again and tell an administrator.',
  'approval.sample-differs':
    'The message to recipient {index} does not render as it did when approval was asked for. Nothing was approved or sent. Ask an administrator whether both run the same version.',
  'approval.route-altered':
    'The “{field}” of the route changed after the approval. Nothing was sent. Ask for approval again with the route as it is now.',
  'approval.route-not-signed':
    '“{name}” is not as the administrators have signed it. Nothing was sent. Tell an administrator; if the policy is from an older Sekisho, their next sign-in mends this.',
  'approval.route-cooling-off':
    '“{name}” is new or was changed, and may be used from {untilAt} on. Nothing was sent. Wait until then.',
  'approval.engine-differs':
    'Approved with Sekisho {approved}, but this workstation runs {running}. Nothing was sent. Use the same version or ask for approval again.',
  'approval.canary-skipped':
    'More than the first {count:message|messages} left before a sender had let the rest go. The organization’s program does not do that: have the sending PC examined.',
  'approval.policy-changed':
    'The organization’s policy changed after the approval. Nothing was sent. Ask for approval again under the present policy.',
  'approval.shares-missing':
    'The route’s key needs {needed} of its approvers; {found} have approved. Nothing was sent. Ask those who were approvers when the route was set up.',
  'approval.store-out-of-reach':
    'The shared store has been out of reach since {sinceAt}, so a stop could not be seen. Nothing is sent. Check the connection.',
  'approval.parcels-forbidden':
    'The policy of your organization does not allow requests and decisions as files. Wait until the shared store is back.',
  'approval.route-name-taken': 'There already is a route called “{name}”. Choose another name.',
  'approval.direct-not-allowed':
    'The organization’s policy does not allow sending without a relay. Nothing was sent. If it is needed, an administrator can change “Sending without a relay” in the policy.',
  'approval.direct-needs-name':
    'Enter a server name such as mail.example.com as the name to greet with. Receivers refuse an address or a name without a dot.',
  'approval.direct-needs-tls':
    'The organization’s policy does not allow mail without encryption. Nothing was sent. Make encryption required in the route, or have an administrator change the policy.',
  'approval.no-such-route': 'There is no such route. Choose one from the list of routes.',
  'approval.secrets-needed':
    'This change needs the password typed again, and makes a new DKIM key. Nothing was changed. Choose “Enter the password again”.',
  'approval.route-needs-approver':
    'There are too few approvers for this route. Add as many members with the approver role as it needs first.',
  'approval.no-renewal':
    'This renewal of a route’s key is over: the key is another one by now. Look at the routes’ keys again.',
  'approval.no-share': 'You have no share of this route’s key to give. Ask those who have one.',
  'approval.key-outdated':
    'The new key was made for other approvers than there are now. It was not put in force. Renew the key again.',
  'approval.no-delegation':
    'There is no delegation for you, or it is no longer good. Ask whoever gave it, or decide by your own right.',
  'approval.delegation-over':
    'The delegation is good from {from} until {until} only, so this approval does not count. Ask for a new one.',
  'approval.delegation-not-allowed':
    'The policy of your organization allows no delegation. Ask an administrator if you need one.',
  'approval.delegation-too-long':
    'A delegation may last {hoursMax:hour|hours} at most. Choose a shorter time.',
  'approval.delegate-unfit': 'This person cannot stand in for you. Choose another active member.',
  'approval.second-stage-waits':
    'You approve at the second stage. Wait until the first one is complete; you can reject or return it now.',
  'approval.no-second-stage': 'This request has no second stage. Open it again as it stands now.',
  'approval.not-second-stage':
    'The first stage is complete. Only those whom the policy names approve at the second.',
  'approval.needs-second-stage':
    'The second stage is not complete: {needed} needed, {found} so far. Nothing was sent. Wait for the approvers.',
  'approval.needs-share':
    'It is approved, but not by enough holders of the route’s key: {needed} needed, {found} so far. Nothing was sent. Ask a holder to approve, or an administrator to renew the key.',
  'approval.on-hold':
    'It is approved, and waits until {until} so that it can still be cancelled. Nothing was sent yet.',
  'approval.hours-too-long':
    'That is too long: the policy allows {hoursMax:hour|hours} at most. Choose a shorter time.',
  'approval.too-many-recipients':
    'There are too many recipients: the policy allows {recipientsMax} for this route or department. Split the audience, or ask an administrator.',
  'approval.audience-too-large':
    'The recipients and their fields are too much data for one campaign. No approval was asked for. Split the list.',
  'approval.urgent-not-allowed':
    'The policy of your organization knows no urgent requests. Ask without marking it urgent.',
  'approval.not-cancellable': 'This request is over, so it cannot be cancelled any more.',
  'approval.may-not-cancel':
    'Only approvers, senders, administrators and whoever filed it can cancel a request.',
  'approval.no-such-attachment':
    'This attachment is not part of the request. Open the request again.',
  'approval.attachment-not-saved':
    '“{name}” could not be saved. Choose a folder that you may write to, and save it again.',
  'approval.certificate-ends':
    'The sender’s S/MIME certificate “{subject}” ends ({endsAt}) before the time for sending does. Have an administrator import the renewed certificate, then ask for approval again.',
  'approval.sender-key-missing':
    'An approval of the route “{route}” does not open the signing key of the sender “{sender}”. Nothing was sent. Ask an administrator to import the sender’s certificate again, now that the route is there.',
  'approval.certificate-no-route':
    'There is no route that could keep the signing key. The certificate was not imported. Add a route first; routes from before keep it once their passwords have been entered again.',
  'approval.evidence-not-written':
    'The evidence file “{name}” could not be written. Choose a folder that you may write to and save it again.',
}
