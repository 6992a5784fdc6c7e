from tests.journeys.conftest import PHONE, words
from tests.journeys.steps import OPEN, sign_in


def test_tmp(visit, photograph, axe) -> None:
    page, say = visit(**PHONE), words("en")
    page.on("console", lambda m: print("CONSOLE", m.text[:60], m.location, page.url))
    for number in (1, 2, 3):
        page.goto(f"/en/{OPEN}")
        page.get_by_role("link", name="Report").nth(number).click()
        if number == 1:
            photograph(page, "tmp-report")
            pass
        page.get_by_label("Insults or threatens somebody").check()
        page.get_by_label("What do you want to tell the moderators?").fill("Rude words")
        page.get_by_role("button", name="Send the report").click()
    photograph(page, "tmp-reported")
    desk = visit()
    desk.on("console", lambda m: print("CONSOLE", m.text))
    sign_in(desk, say, "en", "Leena Lintukoto")
    desk.goto("/en/desk/moderation/")
    print("STYLED", desk.evaluate("[...document.querySelectorAll('[style]')].map(e => e.outerHTML)"))
    desk.evaluate("""() => { const o = Element.prototype.setAttribute; Element.prototype.setAttribute = function(n, v) { if (n === 'style') console.log('SETSTYLE ' + this.outerHTML.slice(0,200) + v + new Error().stack); return o.call(this, n, v); }; }""")
    desk.get_by_role("button", name="Keep it").first.click()
    desk.locator("#queue article").nth(2).wait_for(state="detached")
    print("STYLED", desk.evaluate("[...document.querySelectorAll('[style]')].map(e => e.outerHTML)"))
    return
    desk.locator("summary", has_text="Remove it").first.click()
    desk.get_by_role("button", name="Remove, and tell the author").first.click()
    desk.locator(".fault, .faulty").first.wait_for()
    photograph(desk, "tmp-queue-error")
    pass
    print(desk.evaluate("document.activeElement.outerHTML")[:200])
    desk.get_by_label("Reason").first.select_option("insult")
    desk.get_by_role("button", name="Remove, and tell the author").first.click()
    desk.locator("#queue article").nth(1).wait_for(state="detached")
    desk.goto("/en/moderation/")
    photograph(desk, "tmp-log")
    desk.goto(f"/en/{OPEN}")
    photograph(desk, "tmp-list")
    phone = visit(**PHONE)
    sign_in(phone, say, "en", "Leena Lintukoto")
    phone.goto("/en/desk/moderation/")
    photograph(phone, "tmp-queue-phone")
