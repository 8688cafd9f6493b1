"""WebKit as Debian has it: its WebDriver, spoken to over HTTP, and its browser, run for what it writes."""

import contextlib
import glob
import json
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

from conftest import tool

MINI_BROWSER = next(iter(glob.glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")), None)  # noqa: PTH207 - an absolute pattern
CONSOLE = "--enable-write-console-messages-to-stdout=true"


@contextlib.contextmanager
def screen():
    """Run a screen that nobody sees, and yield the environment of programs that draw on it."""
    with running([tool(shutil.which("Xvfb"), "Xvfb"), "-displayfd", "1", "-nolisten", "tcp"]) as xvfb:
        yield {**os.environ, "DISPLAY": f":{xvfb.stdout.readline().strip()}"}


@contextlib.contextmanager
def running(command, **options):
    """Run a program, its output open to be read, and end it."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True} | options
    with subprocess.Popen(command, **options) as program:
        try:
            yield program
        finally:
            program.terminate()


def console(environment, address, last):
    """Return what the console says while a page is opened, until a message has the last words.

    A browser that does not come so far is started again: in rare cases it shows nothing. Raises TimeoutError with
    all that it wrote.
    """
    said = []
    for _ in range(3):
        said = list(_written(environment, address, last))
        if said and last in said[-1]:  # what is not of the console is of the system that this machine is
            return [line for line in said[:-1] if "CONSOLE" in line]
    raise TimeoutError(f"{address} did not say {last!r}, but {said}")


def _written(environment, address, last):
    """Yield what a browser writes while it shows a page, for half a minute or until it has written the last words."""
    command = [tool(MINI_BROWSER, "MiniBrowser of WebKitGTK"), CONSOLE, address]
    with running(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as browser:
        ending = threading.Timer(30, browser.kill)
        ending.start()
        for line in browser.stderr:
            yield line
            if last in line:
                break
        ending.cancel()


class Driver:
    """A session of WebKitWebDriver, with as much of the protocol as the tests need."""

    def __init__(self, address):
        self._address = address
        for _ in range(100):
            with contextlib.suppress(urllib.error.URLError):
                self._address += "/session/" + self._ask("/session", {"capabilities": {}})["sessionId"]
                return
            time.sleep(0.1)
        raise TimeoutError(address)

    def _ask(self, path, body, method="POST"):
        content = json.dumps(body).encode()
        request = urllib.request.Request(f"{self._address}{path}", content, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, address):
        self._ask("/url", {"url": address})

    def run(self, script, *arguments):
        return self._ask("/execute/sync", {"script": script, "args": arguments})

    def enter_frame(self, number):
        self._ask("/frame", {"id": number})

    def leave_frame(self):
        self._ask("/frame/parent", {})

    def close(self):
        self._ask("", {}, "DELETE")


@contextlib.contextmanager
def driver(environment):
    """Run WebKitWebDriver and yield a session of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [tool(shutil.which("WebKitWebDriver"), "WebKitWebDriver"), f"--port={port}"]
    with running(command, env=environment, stdout=subprocess.DEVNULL):
        session = Driver(f"http://127.0.0.1:{port}")
        yield session
        session.close()
