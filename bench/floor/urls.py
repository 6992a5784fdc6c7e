"""The addresses of the floor."""

from django.urls import path

from bench.floor import views

urlpatterns = [
    path("healthz", views.healthz),
    path("cached/<int:size>/", views.cached),
    path("hearings/<slug:slug>/", views.hearing_detail),
    path("marks/", views.mark),
]
