"""The same bytes whatever the number of threads, the locale, the time zone of the machine and the order of paths."""
from running import Folder, fail, run, run_sample, same

KINDS = ("messages", "conversations", "people", "accounts", "connections", "media", "findings", "sources", "problems")


def everything(*options, env=None):
    with Folder() as folder:
        case, copy = run_sample(folder, *options, env=env)
        out = {kind: run("export", case, kind, env=env) for kind in KINDS}
        for report in [copy / "report.html", copy / "report.json", *sorted((copy / "reports").rglob("*"))]:
            if report.is_file():
                out[str(report.relative_to(copy))] = report.read_bytes()
        return out


def compare(name, first, second):
    for what in first:
        same(f"{name}: {what}", first[what], second[what])


one = everything("--jobs", "1")
if not one["messages"] or not one["findings"]:
    fail("nothing was read")
compare("--jobs 2", one, everything("--jobs", "2"))
compare("--jobs 8", one, everything("--jobs", "8"))
compare("another locale and zone", one, everything(env={"LC_ALL": "C", "TZ": "Asia/Kathmandu"}))
