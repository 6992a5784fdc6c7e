def test_look(visit, photograph, axe):
    from tests.journeys.conftest import PHONE
    for tag, settings in (("p", PHONE), ("w", {})):
        page = visit(**settings)
        for name, path in (("list","/fi/organisations/"),("filtered","/sv/organisations/?field=youth&area=90"),("map","/en/organisations/?view=map"),("none","/fi/organisations/?q=qqqq"),("card","/fi/organisations/kattojarjesto-esimerkki-ry/"),("card2","/en/organisations/mallilan-pihapiiri-ry/")):
            r = page.goto(path)
            print(name, tag, r.status, len(r.body()), axe(page), page.evaluate("document.documentElement.scrollWidth"))
            photograph(page, f"zz-{name}-{tag}")
