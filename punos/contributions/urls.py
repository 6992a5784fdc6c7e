from django.urls import path

from punos.contributions import views

app_name = "contributions"
urlpatterns = [
    path("moderation/", views.rules_of_discussion, name="rules"),
    path("contributions/<int:contribution>/report/", views.report, name="report"),
    path("contributions/<int:contribution>/appeal/", views.appeal, name="appeal"),
]
