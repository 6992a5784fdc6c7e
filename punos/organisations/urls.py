from django.urls import path

from punos.organisations import views

app_name = "organisations"
urlpatterns = [
    path("organisations/", views.directory, name="directory"),
    path("organisations/new/", views.add_group, name="add_group"),
    path("organisations/invitations/<str:token>/", views.invitation, name="invitation"),
    path("organisations/registry/", views.registry, name="registry"),
    path("organisations/registry/changes/<int:number>/", views.settle_change, name="settle_change"),
    path("organisations/import/", views.imports, name="imports"),
    path("organisations/import/<int:number>/", views.import_page, name="import_page"),
    path("organisations/import/<int:number>/columns/", views.import_columns, name="import_columns"),
    path("organisations/import/<int:number>/faulty.csv", views.import_faulty, name="import_faulty"),
    path("organisations/import/<int:number>/<slug:what>/", views.change_import, name="change_import"),
    path("organisations/<slug:slug>/edit/", views.edit_card, name="edit_card"),
    path("organisations/<slug:slug>/edit/life/", views.note_life, name="note_life"),
    path("organisations/<slug:slug>/edit/<slug:what>/", views.change_more, name="change_more"),
    path("organisations/<slug:slug>/join/", views.join, name="join"),
    path("organisations/<slug:slug>/join/withdraw/", views.withdraw_join, name="withdraw_join"),
    path("organisations/<slug:slug>/people/", views.people, name="people"),
    path("organisations/<slug:slug>/people/invite/", views.invite, name="invite"),
    path("organisations/<slug:slug>/people/grant/", views.grant_mandate, name="grant_mandate"),
    path("organisations/<slug:slug>/people/<int:number>/end/", views.end_mandate, name="end_mandate"),
    path(
        "organisations/<slug:slug>/people/invitations/<int:number>/withdraw/",
        views.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("organisations/<slug:slug>/people/requests/<int:number>/", views.decide_join, name="decide_join"),
    path("suomifi/", views.suomifi, name="suomifi"),
    path("suomifi/start/", views.suomifi_start, name="suomifi_start"),
    path("suomifi/callback/", views.suomifi_callback, name="suomifi_callback"),
    path("hat/", views.wear_hat, name="wear_hat"),
    path("units/", views.units, name="units"),
    path("units/<slug:unit>/", views.unit, name="unit"),
    path("units/<slug:unit>/change/", views.change_unit, name="change_unit"),
    path("units/<slug:unit>/close/", views.close_unit, name="close_unit"),
    path("units/<slug:unit>/roles/grant/", views.grant_role, name="grant_role"),
    path("units/<slug:unit>/roles/<int:role>/end/", views.end_role, name="end_role"),
    path("units/<slug:unit>/groups/add/", views.map_group, name="map_group"),
    path("units/<slug:unit>/groups/<int:group>/remove/", views.unmap_group, name="unmap_group"),
]
