from django.urls import path

from punos.themes import views

app_name = "themes"
urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/codebook.<slug:ending>", views.codebook_file, name="codebook_file"),
    path("themes/make/", views.make, name="make"),
    path("themes/publish/", views.publish, name="publish"),
    path("themes/undo/", views.undo, name="undo"),
    path("themes/work/", views.work, name="work"),
    path("themes/<int:number>/edit/", views.edit, name="edit"),
    path("themes/<int:number>/merge/", views.merge, name="merge"),
    path("themes/<int:number>/split/", views.split, name="split"),
    path("themes/<int:number>/end/", views.end, name="end"),
    path("themes/<int:number>/<slug:what>/", views.change, name="change"),
]
