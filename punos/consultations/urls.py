from django.urls import path

from punos.consultations import views

app_name = "consultations"
urlpatterns = [
    path("", views.consultation_detail, name="consultation_detail"),
    path("take-part/", views.take_part, name="take_part"),
    path("rate/", views.rate, name="rate"),
    path("ideas/", views.say, name="say"),
    path("my-answers/", views.my_answers, name="my_answers"),
    path("ideas/<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("my-answers/confirm/", views.confirm, name="confirm"),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<int:number>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("invitation/leave/", views.leave_invitation, name="leave_invitation"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("invitation/<str:token>/use/", views.use_invitation, name="use_invitation"),
    path("documents/new/", views.new_document, name="new_document"),
    path("documents/<slug:slug>/", views.document, name="document"),
    path("documents/<slug:slug>/changes/", views.document_changes, name="document_changes"),
    path("documents/<slug:slug>/versions/<int:number>/", views.document, name="document_version"),
    path(
        "documents/<slug:slug>/versions/<int:number>/changes/", views.document_changes, name="version_changes"
    ),
    path(
        "documents/<slug:slug>/versions/<int:number>/clauses/<slug:key>/",
        views.document_clause,
        name="document_clause",
    ),
    path("documents/<slug:slug>/comment/<slug:key>/", views.comment, name="comment"),
    path("documents/<slug:slug>/comments/<int:number>/", views.own_comment, name="own_comment"),
    path(
        "documents/<slug:slug>/comments/<int:number>/withdraw/",
        views.withdraw_comment,
        name="withdraw_comment",
    ),
    path("documents/<slug:slug>/edit/", views.edit_document, name="edit_document"),
    path("documents/<slug:slug>/edit/paste/", views.paste_document, name="paste_document"),
    path("documents/<slug:slug>/edit/publish/", views.publish_document, name="publish_document"),
    path("documents/<slug:slug>/edit/clauses/<slug:key>/", views.edit_clause, name="edit_clause"),
    path(
        "documents/<slug:slug>/edit/clauses/<slug:key>/leave-out/", views.leave_out_clause, name="leave_out_clause"
    ),
    path(
        "documents/<slug:slug>/edit/clauses/<slug:key>/<slug:what>/", views.move_clause, name="move_clause"
    ),
    path("questions.docx", views.questions_file, name="questions_file"),
    path("answer/", views.answer, name="answer"),
    path("answer/save/", views.save_answer, name="save_answer"),
    path("answer/check/", views.check_answer, name="check_answer"),
    path("answer/send/", views.send_answer, name="send_answer"),
    path("answer/receipt/", views.receipt, name="receipt"),
    path("answer/receipt.pdf", views.receipt_file, name="receipt_file"),
    path("answer/withdraw/", views.withdraw_answer, name="withdraw_answer"),
    path("answer/files/<int:number>/", views.answer_file, name="answer_file"),
    path("answer/files/<int:number>/remove/", views.remove_file, name="remove_file"),
    path("answer/print/", views.print_form, name="print_form"),
    path("answer/print/code/", views.make_code, name="make_code"),
    path("answer/code/", views.use_code, name="use_code"),
    path("edit/", views.edit, name="edit"),
    path("edit/settings/", views.settings, name="edit_settings"),
    path("edit/settings/process/", views.change_process, name="change_process"),
    path("edit/parts/<int:place>/", views.edit_part, name="edit_part"),
    path("edit/parts/<int:place>/questions/", views.add_question, name="add_question"),
    path("edit/parts/<int:place>/<slug:what>/", views.shift_part, name="shift_part"),
    path("edit/questions/<slug:code>/", views.edit_question, name="edit_question"),
    path("edit/questions/<slug:code>/<slug:what>/", views.shift_question, name="shift_question"),
    path("edit/languages/", views.languages, name="edit_languages"),
    path("edit/opening/", views.opening, name="edit_opening"),
    path("edit/opening/gap/", views.explain_gap, name="explain_gap"),
    path("edit/opening/retract/", views.retract, name="retract"),
    path("edit/time/", views.time, name="edit_time"),
    path("edit/time/opening/", views.set_opening, name="set_opening"),
    path("edit/hosts/", views.hosts, name="edit_hosts"),
    path("edit/hosts/withdraw/", views.withdraw_host, name="withdraw_host"),
    path("edit/preview/", views.preview, name="preview"),
    path("edit/link/", views.change_link, name="change_link"),
    path("edit/template/", views.offer_template, name="offer_template"),
    path("preview/<str:token>/", views.draft_by_link, name="draft_by_link"),
    path("answers/", views.answers, name="answers"),
    path("answers/<int:number>/", views.submission, name="submission"),
    path("results/", views.results, name="results"),
    path("results/<slug:stem>.<slug:ending>", views.result_file, name="result_file"),
]
# Below /desk/, in a namespace of their own.
desk_urlpatterns = [
    path("consultations/", views.desk, name="desk"),
    path("consultations/new/", views.new, name="new"),
    path("consultations/<int:number>/clone/", views.clone, name="clone"),
    path("consultations/hosting/<int:number>/", views.answer_host, name="answer_host"),
    path("background-questions/", views.background, name="background"),
    path("background-questions/<slug:code>/", views.background_question, name="background_question"),
]
