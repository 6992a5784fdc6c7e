from django.urls import path

from punos.decisions import views

app_name = "decisions"
urlpatterns = [
    path("themes/<int:number>/", views.theme, name="theme"),
    path("themes/<int:number>/response/", views.response, name="response"),
    path("themes/<int:number>/response/edit/", views.edit_response, name="edit_response"),
    path("themes/<int:number>/response/<int:version>/", views.response_version, name="response_version"),
    path("themes/<int:number>/response/<slug:what>/", views.step_response, name="step_response"),
    path("responses/", views.responses, name="responses"),
    path("heard/", views.heard, name="heard"),
    path("decisions/", views.decision_list, name="decision_list"),
    path("decisions/new/", views.enter_decision, name="enter_decision"),
    path("decisions/found/", views.found_list, name="found_list"),
    path("decisions/found/look/", views.look_for_decisions, name="look_for_decisions"),
    path("decisions/found/<int:found>/", views.found, name="found"),
    path("decisions/found/<int:found>/put-aside/", views.put_aside, name="put_aside"),
    path("decisions/<int:number>/", views.decision, name="decision"),
    path("decisions/<int:number>/edit/", views.correct_decision, name="correct_decision"),
    path("decisions/<int:number>/edit/links/", views.link_decision, name="link_decision"),
    path("decisions/<int:number>/edit/papers/", views.note_paper, name="note_paper"),
    path("decisions/<int:number>/edit/papers/<int:paper>/remove/", views.remove_paper, name="remove_paper"),
    path("measures/", views.measure_list, name="measure_list"),
    path("measures/new/", views.start_measure, name="start_measure"),
    path("measures/<int:number>/", views.measure, name="measure"),
    path("measures/<int:number>/edit/", views.revise_measure, name="revise_measure"),
    path("measures/<int:number>/progress/", views.note_progress, name="note_progress"),
    path("measures/<int:number>/close/", views.close_measure, name="close_measure"),
]
