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
]
