from django.urls import path

from punos.records import views

app_name = "records"
urlpatterns = [
    path("processes/<slug:process>/handover/", views.handover, name="handover"),
    path("processes/<slug:process>/handover/make/", views.make_handover, name="make_handover"),
    path("processes/<slug:process>/handover/<int:number>.zip", views.handover_file, name="handover_file"),
    path(
        "processes/<slug:process>/handover/<int:number>/received/",
        views.receive_handover,
        name="receive_handover",
    ),
    path("desk/information/", views.information, name="information"),
    path("desk/information/<int:number>/", views.information_found, name="information_found"),
    path("desk/information/<int:number>/package.zip", views.information_package, name="information_package"),
]
