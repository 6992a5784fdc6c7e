from django.urls import path

from punos.home import views

app_name = "home"
urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("processes/", views.process_list, name="process_list"),
    path("processes/<slug:process>/", views.process_detail, name="process_detail"),
    path("feed.<slug:ending>", views.feed, name="feed"),
    path("processes/<slug:process>/feed.<slug:ending>", views.process_feed, name="process_feed"),
    path("processes/<slug:process>/calendar.ics", views.process_calendar, name="process_calendar"),
    path("organisations/<slug:slug>/feed.<slug:ending>", views.organisation_feed, name="organisation_feed"),
    path("follow/", views.follow, name="follow"),
    path("processes/<slug:process>/documents/<slug:slug>/", views.document, name="document"),
    path(
        "processes/<slug:process>/documents/<slug:slug>/versions/<int:number>/",
        views.document,
        name="document_version",
    ),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("me/", views.me, name="me"),
    path("me/data/", views.my_data, name="my_data"),
    path("me/erase/", views.erase_me, name="erase_me"),
    path("me/erased/", views.erased, name="erased"),
    path("desk/", views.desk, name="desk"),
    path("desk/feedback/<int:feedback>/", views.answer_feedback, name="answer_feedback"),
    path("desk/mail/", views.outbox, name="outbox"),
    path("desk/mail/<int:message>/again/", views.send_again, name="send_again"),
    path("desk/mail/<int:message>/give-up/", views.give_up, name="give_up"),
    path("desk/moderation/", views.moderation, name="moderation"),
    path("desk/moderation/publish/", views.publish_shown, name="publish_shown"),
    path("desk/moderation/<int:contribution>/<slug:what>/", views.moderate, name="moderate"),
    path("desk/moderation/appeals/<int:moderation>/decide/", views.decide_appeal, name="decide_appeal"),
    path("contributions/<int:contribution>/", views.contribution, name="contribution"),
    path("audit/", views.audit, name="audit"),
    path("audit/journal.<slug:ending>", views.audit_export, name="audit_export"),
    path("open-data/", views.open_data, name="open_data"),
    path("search/", views.find, name="find"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("about/", views.about, name="about"),
]
