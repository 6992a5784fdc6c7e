from django.urls import path

from punos.notices import views

app_name = "notices"
urlpatterns = [
    path("me/notices/", views.notices, name="notices"),
    path("me/notices/read/", views.mark_read, name="mark_read"),
    path("me/notices/address/", views.trust_address, name="trust_address"),
    path("me/notices/<int:notice>/", views.open_notice, name="open_notice"),
    path("me/following/", views.following, name="following"),
    path("me/following/change/", views.change_following, name="change_following"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:token>/again/", views.resume, name="resume"),
]
