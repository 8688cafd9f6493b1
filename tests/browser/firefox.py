"""Firefox as Debian has it, spoken to in Marionette's protocol.

The client that Mozilla publishes (marionette-driver) brings fourteen packages and leaves its sockets open.
"""

import contextlib
import json
import shutil
import socket
import subprocess
import time

from conftest import tool

PREFERENCES = {
    "marionette.port": 0,  # any that is free, written into a file of the profile
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}


@contextlib.contextmanager
def driver(profile):
    """Run Firefox on a profile's folder and yield a session of it."""
    told = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text(told, encoding="utf-8")
    options = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile]
    command = [tool(shutil.which("firefox-esr"), "firefox-esr"), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            with socket.create_connection(("127.0.0.1", _port(profile)), timeout=60) as connection:
                yield Driver(connection)
        finally:
            program.terminate()


def _port(profile):
    file = profile / "MarionetteActivePort"
    for _ in range(600):
        if file.exists() and (port := file.read_text(encoding="utf-8")):
            return int(port)
        time.sleep(0.1)
    raise TimeoutError(file)


class Driver:
    """A session of Marionette, with as much of the protocol as the tests need."""

    def __init__(self, connection):
        self._connection = connection
        self._heard = connection.makefile("rb")
        self._number = 0
        self._answer()  # it greets first
        self._ask("WebDriver:NewSession", {})

    def _answer(self):
        length = b"".join(iter(lambda: self._heard.read(1), b":"))
        return json.loads(self._heard.read(int(length)))

    def _ask(self, command, parameters):
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._answer()
        assert number == self._number
        if error:
            raise RuntimeError(f"{command}: {error}")
        return result

    def open(self, address):
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script, *arguments):
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": arguments})["value"]

    def run_as_browser(self, script, *arguments):
        """Run a script beside the page, with what Firefox's own code may do in the page's process."""
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": arguments, "sandbox": "system"})["value"]

    def run_in_browser(self, script, *arguments):
        """Run a script in the window around the page, with all that Firefox's own code may do."""
        self._ask("Marionette:SetContext", {"value": "chrome"})
        value = self.run(script, *arguments)
        self._ask("Marionette:SetContext", {"value": "content"})
        return value

    def resize(self, width, height):
        self._ask("WebDriver:SetWindowRect", {"width": width, "height": height})
