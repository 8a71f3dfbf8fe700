"""What the tests of pages share: the HTML reports of the sample school, and a browser that is told what to do through a
pipe (Chrome DevTools Protocol), with the network cut."""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import time

from running import run_sample

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


def sample_pages(folder):
    """kind -> file of the four HTML reports."""
    _, copy = run_sample(folder)
    return {"audit": copy / "report.html", **{kind: copy / "reports" / f"{kind}.html" for kind in ("dossier", "annual", "access")}}


class Browser:
    """One page at a time. Every call waits for its answer; what the page asks of the network is kept in `requests`, what it
    complains about in `complaints`."""

    def __init__(self, profile: pathlib.Path):
        to_read, self.to_write = os.pipe()
        self.from_read, to_answer = os.pipe()

        def place():
            os.dup2(to_read, 3)
            os.dup2(to_answer, 4)
        self.process = subprocess.Popen(
            [BROWSER, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-extensions", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
             f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(3, 4), preexec_fn=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_answer)
        self.bytes, self.number, self.session = b"", 0, None
        self.requests, self.complaints = [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.bytes:
            more = os.read(self.from_read, 1 << 20)
            if not more:
                raise RuntimeError("the browser went away")
            self.bytes += more
        one, _, self.bytes = self.bytes.partition(b"\0")
        return json.loads(one)

    def note(self, event):
        method, what = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(what["request"]["url"])
        elif method == "Log.entryAdded":
            self.complaints.append(what["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(what["exceptionDetails"])[:300])
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(json.dumps(what["args"])[:300])

    def call(self, method, **params):
        self.number += 1
        ask = {"id": self.number, "method": method, "params": params}
        if self.session:
            ask["sessionId"] = self.session
        os.write(self.to_write, json.dumps(ask).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.note(answer)

    def open(self, file, width=1280, height=900):
        self.requests, self.complaints = [], []
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Page.navigate", url=file.as_uri())
        deadline = time.monotonic() + 60
        while self.value("document.readyState") != "complete":
            if time.monotonic() > deadline:
                raise RuntimeError(f"{file} does not load")
            time.sleep(0.05)

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def key(self, name, code, text=""):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, text=text if kind == "keyDown" else "")

    def script(self, on):
        self.call("Emulation.setScriptExecutionDisabled", value=not on)

    def picture(self, file):
        self.value("document.querySelectorAll('.finding').forEach(f => f.style.contentVisibility = 'visible')")
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1}
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self):
        self.process.terminate()
        self.process.wait(20)

