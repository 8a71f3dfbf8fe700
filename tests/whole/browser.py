"""Each HTML report in a headless browser without a network: no request, no complaint, search and filters by keyboard, the
whole content without script, nothing wider than the screen at 1280 and 360 pixels. With SCHOUW_AXE (the file axe.min.js of
the npm package axe-core) also the rules of WCAG 2.1 AA; with SCHOUW_PICTURES (a folder) a picture of every page."""
import os
import pathlib
import time

from running import Folder, fail, skip
from pages import BROWSER, Browser, sample_pages

AXE = os.environ.get("SCHOUW_AXE")
PICTURES = os.environ.get("SCHOUW_PICTURES")
SHOWN = "[...document.querySelectorAll('article.finding')].filter(a => a.getClientRects().length > 0).length"
TEXT = "document.querySelector('main').textContent.replace(/\\s+/g, ' ')"


def quiet(browser, kind, file):
    others = [url for url in browser.requests if url != file.as_uri()]
    if others:
        fail(f"{kind} asks for {others}")
    if browser.complaints:
        fail(f"{kind} complains: {browser.complaints}")


def filters(browser, kind):
    all_findings = browser.value(SHOWN)
    for _ in range(200):  # from the beginning of the page to the search box, as somebody without a mouse
        if browser.value("document.activeElement.dataset.filter === 'text'"):
            break
        browser.key("Tab", 9)
    else:
        fail(f"{kind}: the search box cannot be reached by keyboard")
    for letter in "zzqq":
        browser.key(letter, ord(letter.upper()), letter)
    time.sleep(0.6)
    if browser.value(SHOWN) != 0:
        fail(f"{kind}: the search finds what is not there")
    for _ in range(20):
        if browser.value("document.activeElement.type === 'reset'"):
            break
        browser.key("Tab", 9)
    browser.key("Enter", 13, "\r")
    time.sleep(0.6)
    if browser.value(SHOWN) != all_findings or all_findings == 0:
        fail(f"{kind}: after the reset {browser.value(SHOWN)} of {all_findings} findings are there")


# What was read and what was not must be seen without scrolling sideways.
CUT_SOURCES = """(e => e ? e.scrollWidth - e.clientWidth : 0)(document.querySelector(".scroll[aria-label='Per bron']"))"""


def axe(browser, kind):
    browser.value(pathlib.Path(AXE).read_text(encoding="utf-8") + "; true")
    found = browser.value("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
                          ".then(r => r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))")
    if found:
        fail(f"{kind}: axe-core finds\n" + "\n".join(found))


if BROWSER is None:
    skip("chromium is not installed (apt install chromium); the pages were not opened")
with Folder() as folder:
    pages = sample_pages(folder)
    browser = Browser(folder / "profile")
    for kind, file in pages.items():
        browser.open(file)
        with_script = browser.value(TEXT)
        quiet(browser, kind, file)
        if kind == "audit":
            filters(browser, kind)
        if AXE:
            axe(browser, kind)
        for width in (1200, 360):
            browser.open(file, width=width)
            wide = browser.value("document.documentElement.scrollWidth")
            if wide > width:
                fail(f"{kind}: {wide} pixels wide on a screen of {width}")
            if width == 1200 and browser.value(CUT_SOURCES):
                fail(f"{kind}: of the table of sources {browser.value(CUT_SOURCES)} pixels are cut off on a screen of {width}")
            if PICTURES:
                browser.picture(pathlib.Path(PICTURES) / f"{kind}-{width}.png")
        browser.script(on=False)
        browser.open(file)
        browser.script(on=True)
        hidden = browser.value("[...document.querySelectorAll('main *')].filter(e => e.hidden && !e.closest('#filters')).length")
        if hidden or browser.value(TEXT).replace("\n", " ") != with_script and kind != "audit":
            fail(f"{kind}: without script something is missing")
    browser.close()
