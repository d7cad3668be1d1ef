"""Steps of a client test: each runs on its own account state, prints one line, and fails by raising."""
import math
import os
import signal
import sys
import time

SECONDS_MAX = 30  # some clients wait for ever for an answer they did not get


def require(condition, message):
    if not condition:
        raise AssertionError(message)


def has(row, **expected):
    """The row has these members with these values; numbers may differ by what a float cannot hold."""
    for name, value in expected.items():
        found = row[name]
        numbers = all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in (found, value))
        same = math.isclose(found, value, rel_tol=1e-9, abs_tol=1e-9) if numbers else found == value
        require(same, f"{name} is {found!r}, not {value!r}, in {str(row)[:600]}")


def refused(kinds, call, *arguments, **named):
    """The error with which the call was refused; a call that is accepted fails the step."""
    try:
        answer = call(*arguments, **named)
    except kinds as error:
        return error
    raise AssertionError(f"accepted: {str(answer)[:200]}")


def soon(probe, what, seconds=5.0):
    """What the probe finds: orders are answered before they are known to be done."""
    deadline = time.monotonic() + seconds
    while not (found := probe()):
        require(time.monotonic() < deadline, f"not seen within {seconds:g} s: {what}")
        time.sleep(0.02)
    return found


class Steps:
    """The steps of one client, in order. `reset` runs before each, so that no step depends on another."""

    def __init__(self, client, reset=lambda: None):
        self.client, self.reset, self.steps = client, reset, []

    def __call__(self, title):
        def register(function):
            self.steps.append((title, function))
            return function
        return register

    def run(self):
        def late(_signal, _frame):
            raise TimeoutError(f"not finished within {SECONDS_MAX} s")

        signal.signal(signal.SIGALRM, late)
        failed = 0
        for title, function in self.steps:
            began = time.monotonic()
            signal.alarm(SECONDS_MAX)
            try:
                self.reset()
                function()
            except Exception as error:  # a client may raise anything; whatever it is, this step failed
                failed += 1
                print(f"FAIL {self.client}: {title}: {type(error).__name__}: {str(error)[:500]}", flush=True)
            else:
                print(f"ok   {self.client}: {title} ({time.monotonic() - began:.2f} s)", flush=True)
            finally:
                signal.alarm(0)
        sys.stdout.flush()
        os._exit(1 if failed else 0)  # the clients leave threads behind
