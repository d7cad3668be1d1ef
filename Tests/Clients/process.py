"""The server under test as a process: started on a free port with nothing on the disk, stopped by SIGTERM."""
import signal
import subprocess
import time

START_SECONDS = 20
STOP_SECONDS = 5


def start(binary, folder):
    """The running server and its ready file; the file is None when it did not come up."""
    ready = folder / "ready.json"
    log = open(folder / "server.log", "wb")
    server = subprocess.Popen(
        [binary, "serve", "--ephemeral", "--listen", "127.0.0.1:0", "--rate-limits", "off", "--ready-file", ready],
        stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if ready.exists():
            return server, ready
        time.sleep(0.02)
    return server, None


def stop(server):
    """What is wrong with the way the server stopped; empty when nothing is."""
    if server.poll() is not None:
        return f"it had ended by itself with status {server.returncode}"
    server.send_signal(signal.SIGTERM)
    try:
        status = server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        return f"not stopped within {STOP_SECONDS} s of SIGTERM"
    return f"status {status}" if status else ""
