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
    path("results/", views.results, name="results"),
    path("results/<slug:stem>.<slug:ending>", views.result_file, name="result_file"),
]
