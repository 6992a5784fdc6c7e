from django.urls import path

from punos.records import views

app_name = "records"
urlpatterns = [
    path("desk/retention/", views.retention, name="retention"),
    path("desk/retention/records.csv", views.records_file, name="records_file"),
    path("desk/retention/classes/", views.classes, name="classes"),
    path("desk/retention/classes/usual/", views.add_usual_classes, name="add_usual_classes"),
    path("desk/retention/classes/<slug:code>/", views.edit_class, name="edit_class"),
    path("desk/retention/classes/<slug:code>/end/", views.end_class, name="end_class"),
    path("desk/retention/<int:number>/", views.destruction, name="destruction"),
    path("desk/retention/<int:number>/postpone/", views.postpone, name="postpone"),
    path("desk/retention/<int:number>/confirm/", views.confirm, name="confirm"),
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
