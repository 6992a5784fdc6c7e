"""The journal's verbs and subjects in words, for the auditor. A test sees to it that none is left out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

SUBJECTS: Mapping[str, "Text"] = {
    "cityunit": _("Unit of the city"),
    "consultation": _("Consultation"),
    "contribution": _("Contribution"),
    "district": _("District"),
    "entry": _("Entry in the index"),
    "feedback": _("Feedback"),
    "invitation": _("Invitation to answer"),
    "joinrequest": _("Request to join"),
    "journal": _("Journal"),
    "mandate": _("Mandate"),
    "mandateinvitation": _("Invitation to act for an organisation"),
    "message": _("Message"),
    "organisation": _("Organisation"),
    "person": _("Person"),
    "process": _("Process"),
    "registerchange": _("Change in a register"),
    "registryimport": _("File brought into the registry"),
    "role": _("Role"),
    "signin": _("Sign-in"),
    "signingroup": _("Group of the sign-in service"),
    "standingpage": _("Standing page"),
    "voice": _("Respondent"),
}

VERBS: Mapping[str, "Text"] = {
    "audit.exported": _("The journal was exported"),
    "audit.read": _("The journal was read"),
    "consultation.cut_short": _("The time to answer was cut short"),
    "consultation.extended": _("The time to answer was extended"),
    "consultation.published": _("A consultation was published"),
    "contribution.submitted": _("A contribution was sent"),
    "contribution.translated": _("A contribution was translated"),
    "contribution.withdrawn": _("A contribution was withdrawn"),
    "contributions.imported": _("Contributions were imported"),
    "email.changed": _("A person changed their e-mail address"),
    "email.verified": _("A person confirmed their e-mail address"),
    "feedback.answered": _("Feedback was answered"),
    "feedback.given": _("Feedback was given"),
    "hat.changed": _("A person chose whom to act for"),
    "hold.lifted": _("An obstacle to closing a process was lifted"),
    "hold.raised": _("An obstacle to closing a process was raised"),
    "invitation.opened": _("An invitation to answer was opened"),
    "invitation.renewed": _("An invitation to answer was renewed"),
    "invitation.sent": _("An invitation to answer was sent"),
    "invitation.withdrawn": _("An invitation to answer was withdrawn"),
    "mandate.asked": _("A person asked to join an organisation"),
    "mandate.declined": _("A request to join was declined"),
    "mandate.ended": _("A mandate was ended"),
    "mandate.granted": _("A mandate was granted"),
    "mandate.offer_withdrawn": _("The offer of a mandate was withdrawn"),
    "mandate.offered": _("A mandate was offered"),
    "mandate.request_withdrawn": _("A request to join was withdrawn"),
    "material.read": _("Material that is not for everybody was read"),
    "message.forgotten": _("The addressee of a message was erased"),
    "message.given_up": _("A message was given up"),
    "message.queued": _("A message was put into the outbox"),
    "message.sent": _("A message was sent"),
    "message.sent_again": _("A message was put into the outbox again"),
    "message.uncertain": _("It stayed uncertain whether a message was sent"),
    "message.undelivered": _("A message was not delivered"),
    "organisation.changed": _("What is told of an organisation was changed"),
    "organisation.dissolved": _("An organisation was dissolved"),
    "organisation.listed": _("An organisation was taken into the directory"),
    "organisation.merged": _("An organisation was merged into another"),
    "organisation.proposed": _("An organisation was proposed for the registry"),
    "organisation.registered": _("An organisation was added to the registry"),
    "organisation.renamed": _("The name of an organisation changed"),
    "organisation.revived": _("An organisation became active again"),
    "organisation.unlisted": _("An organisation was taken out of the directory"),
    "password.changed": _("A person changed their password"),
    "person.changed": _("A person changed what is told of them"),
    "person.joined": _("A person got an account"),
    "person.signed_in": _("A person signed in"),
    "person.signed_out": _("A person signed out"),
    "phase.corrected": _("A phase was corrected"),
    "phase.told": _("A phase was added to the timeline"),
    "process.announced": _("The process was announced"),
    "process.closed": _("The process was closed"),
    "process.translated": _("A process was translated"),
    "provider.connected": _("An account was connected with the sign-in service"),
    "register.differs": _("A register was found to differ"),
    "register.settled": _("A difference from a register was settled"),
    "registry_import.accepted": _("It was decided to bring a file into the registry"),
    "registry_import.brought_in": _("A file was brought into the registry"),
    "registry_import.columns_named": _("The columns of a file were named"),
    "registry_import.dropped": _("A file for the registry was dropped"),
    "registry_import.recalled": _("It was decided to take back what a file had brought"),
    "registry_import.taken": _("A file for the registry was received"),
    "registry_import.taken_back": _("What a file had brought into the registry was taken back"),
    "registry_import.taken_up": _("A file for the registry was taken up again"),
    "results.published": _("Results were published"),
    "role.ended": _("A role was ended"),
    "role.granted": _("A role was granted"),
    "second_factor.added": _("A person added a second factor"),
    "second_factor.codes_renewed": _("A person renewed their recovery codes"),
    "second_factor.removed": _("A person removed a second factor"),
    "session.ended": _("A session was ended"),
    "sign_in_group.mapped": _("A group of the sign-in service was given a role"),
    "sign_in_group.unmapped": _("The role of a group of the sign-in service was taken away"),
    "standing_page.written": _("A standing page was written"),
    "unit.changed": _("A unit of the city was changed"),
    "unit.closed": _("A unit of the city was closed"),
    "unit.set_up": _("A unit of the city was set up"),
    "voice.changed": _("A respondent changed how they answer"),
    "voice.confirmed": _("An organisation confirmed an answer given for it"),
    "voice.joined": _("A respondent told how they answer"),
}


def verb_words(verb: str) -> "Text":
    """What was done, in words."""
    return VERBS.get(verb, verb)


def subject_words(subject_type: str) -> "Text":
    """What sort of thing it was done to."""
    return SUBJECTS.get(subject_type, subject_type)
