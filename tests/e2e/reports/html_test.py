"""The HTML report in a headless browser: it loads without a complaint or a request, and everything on it works.

Usage: html_test.py DIRECTORY-OF-SAMPLES [DIRECTORY-FOR-SCREENSHOTS]
Debian package: chromium.
"""
import json
import pathlib
import re
import sys

from browser import Browser

samples = pathlib.Path(sys.argv[1]).resolve()
pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
ROW = 21  # height of a row of the graph


def data_of(file):
    return json.loads(re.search(r'id="data">(.*?)</script>', file.read_text(encoding="utf-8"), re.S).group(1))


def open_page(page, file):
    page.open(file.as_uri())
    assert not page.complaints, page.complaints
    assert page.requests == [file.as_uri()], f"the page asks for more than itself: {page.requests}"


def texts(page, selector):
    return page.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent)")


def first_names(page):
    return texts(page, "#functions tbody tr td.name")


def pixels(page, y):
    """How many different colours stand in one line of the graph."""
    return page.run(f"""(() => {{ const c = document.querySelector('#graph canvas');
        const copy = new OffscreenCanvas(c.width, 1).getContext('2d', {{willReadFrequently: true}}); copy.drawImage(c, 0, {-y});
        const d = copy.getImageData(0, 0, c.width, 1).data, s = new Set();
        for (let i = 0; i < d.length; i += 4) s.add(d[i] << 16 | d[i+1] << 8 | d[i+2] | (d[i+3] ? 1 << 24 : 0)); return s.size; }})()""")


def graph_box(page):
    page.run("document.querySelector('#graph').scrollIntoView({block: 'nearest'})")
    return page.run("(() => { const b = document.querySelector('#graph').getBoundingClientRect(); return [b.left, b.top, b.width]; })()")


def click_path(page, depth, at):
    left, top, width = graph_box(page)
    page.click_at(left + width * at, top + depth * ROW + ROW / 2)


def check_table(page):
    names = first_names(page)
    assert names[0] == "main" and len(names) == 7, names  # by self time
    page.click('#functions th[data-key="calls"] button')
    assert first_names(page)[0].startswith("shop::parse"), first_names(page)
    page.click('#functions th[data-key="calls"] button')
    assert first_names(page)[0] == "main"
    page.click('#functions th[data-key="name"] button')
    assert first_names(page) == sorted(names), first_names(page)
    page.click('#functions th[data-key="self"] button')


def check_detail(page):
    assert page.run("document.querySelector('#detail h2').textContent") == "main"
    rows = first_names(page)
    page.click(f"#functions tbody tr:nth-child({rows.index('shop::Server::serve') + 1}) td.name", x=0.1)
    assert page.run("document.querySelector('#detail h2').textContent") == "shop::Server::serve"
    numbers = dict(zip(texts(page, "#detail dt"), texts(page, "#detail dd")))
    assert numbers["calls"] == "1000" and numbers["exceptions"] == "6 · 0.6 % of the calls", numbers
    assert numbers["kept"] == "188 kB", numbers
    assert len(texts(page, "#detail .histogram rect")) >= 1
    assert texts(page, '#detail ul[data-side="callers"] .name') == ["thread"]
    callees = texts(page, '#detail ul[data-side="callees"] .name')
    assert callees[0] == "shop::Db::query" and len(callees) == 3, callees
    page.click('#detail ul[data-side="callees"] li:first-child button')
    assert page.run("document.querySelector('#detail h2').textContent") == "shop::Db::query"
    # What its collector gathered.
    numbers = dict(zip(texts(page, "#detail dt"), texts(page, "#detail dd")))
    assert (numbers["queries"], numbers["query time"], numbers["hit rate"]) == ("2000", "700 ms", "1.7 %"), numbers
    assert texts(page, "#detail ul.texts code")[0] == "SELECT ?", texts(page, "#detail ul.texts code")
    assert texts(page, "#detail ul.texts .number")[0] == "1980 × · 600 ms"
    cells = dict(zip(texts(page, "#functions th"), texts(page, f"#functions tbody tr:nth-child({first_names(page).index('shop::Db::query') + 1}) td")))
    assert (cells["Queries"], cells["Query time max"]) == ("2000", "175 ms"), cells


def check_graph(page):
    assert pixels(page, ROW // 2) > 1 and pixels(page, ROW + 5) > 2
    reset = "document.querySelector('#reset').disabled"
    assert page.run(reset)
    before = pixels(page, 2 * ROW + 5)
    click_path(page, 1, 0.2)  # serve, the wider of the two roots
    assert not page.run(reset)
    assert texts(page, "#crumbs button") == ["all", "shop::Server::serve"]
    assert page.run("document.querySelector('#detail h2').textContent") == "shop::Server::serve"
    click_path(page, 2, 0.1)
    assert texts(page, "#crumbs button")[-1] == "shop::Db::query"
    page.key("Escape", 27)
    assert page.run(reset) and texts(page, "#crumbs button") == []
    assert pixels(page, 2 * ROW + 5) == before
    left, top, width = graph_box(page)
    page.hover_at(left + width * 0.2, top + ROW + 8)
    tip = page.run("document.querySelector('#tooltip').textContent")
    assert tip.startswith("shop::Server::serve2.00 s") and "1000calls on this path" in tip, tip
    for metric, label in (("calls", "207 k"), ("memory", "7.81 MB"), ("self", "3.90 s"), ("time", "3.90 s")):
        page.click(f'#metrics button[data-metric="{metric}"]')
        page.hover_at(left + width * 0.5, top + 8)
        assert page.run("document.querySelector('#tooltip').textContent").startswith("all" + label), metric
    page.click("#invert")
    page.hover_at(left + width * 0.02, top + ROW + 8)  # widest by self time
    assert page.run("document.querySelector('#tooltip').textContent").startswith("main1.80 s")
    page.click("#invert")


def check_search(page):
    page.click("#search", x=0.3)
    page.type("db::")
    # query 800 ms of 3.9 s; the fetches are inside and counted once.
    assert page.run("document.querySelector('#matches').textContent") == "2 · 20.5 %"
    assert sorted(first_names(page)) == ["shop::Db::fetch", "shop::Db::query"]
    page.run("(() => { const s = document.querySelector('#search'); s.value = ''; s.dispatchEvent(new Event('input')); })()")
    page.settle()
    page.settle()
    assert len(first_names(page)) == 7


def check_rest(page):
    assert texts(page, "#warnings p") == ["Dropped: 2 events."]
    assert page.run("!document.querySelector('#timeline-panel').hidden")
    assert texts(page, "#slow-panel summary .name") == ["shop::Server::serve"]
    assert texts(page, "#slow-panel code") == ['path = /cart?x="1"', "request_id = r-17"]
    assert len(texts(page, "#slow-panel .waterfall button")) == 4
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.run(colour)
    page.click("#theme")
    assert page.run(colour) != light
    page.click("#theme")
    assert page.run(colour) == light


def picture(page, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        page.screenshot(pictures / f"{name}.png", whole=False)


with Browser() as page:
    open_page(page, samples / "shop.html")
    for check in (check_table, check_detail, check_graph, check_search, check_rest):
        check(page)
        assert not page.complaints, page.complaints
    picture(page, "light")

with Browser() as page:
    dear = samples / "dear.html"
    text = (samples / "shop.html").read_text(encoding="utf-8")
    assert text.count('"notInlined":0,') == 1
    assert text.count('"compensated":false,') == 1
    dear.write_text(text.replace('"notInlined":0,', '"notInlined":30000000,').replace('"compensated":false,', '"compensated":true,'), encoding="utf-8")
    open_page(page, dear)
    assert texts(page, "#warnings p")[1:] == [
        "Not in the overhead: about 30.0 ms, because small functions are not inlined with a scope.",
        "Totals, self times and means are without what counting the calls inside took; min, max and percentiles are as measured."]

with Browser(dark=True) as page:
    large = samples / "city.html"
    open_page(page, large)
    tree = data_of(large)["tree"]
    assert len(tree["fn"]) > 90_000
    assert pixels(page, ROW + 5) > 2
    picture(page, "dark")
    # Drawing 10^5 boxes whole, zoomed and searched; how long is shown, not judged.
    spent = page.run("""(async () => { const box = document.querySelector('#graph'), from = performance.now();
        for (let i = 0; i < 20; ++i) { box.scrollTop = i; box.dispatchEvent(new Event('scroll')); }
        return (performance.now() - from) / 20; })()""")
    click_path(page, 2, 0.1)
    assert len(texts(page, "#crumbs button")) == 3
    page.click("#search", x=0.3)
    page.type("district1")
    assert page.run("document.querySelector('#matches').textContent").endswith("%")
    picture(page, "search")
    assert not page.complaints, page.complaints
    print(f"{len(tree['fn'])} call paths: {spent:.1f} ms a frame")
