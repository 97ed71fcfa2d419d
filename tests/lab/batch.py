# SPDX-License-Identifier: MIT
"""batch.py SECONDS JOB...: gives these jobs to the LAVA server of tests/lab/start-server, awaits the end of all, and puts
what the server has of each beside it: JOB.json (state, worker, device), JOB.tests, JOB.logs."""
import json
import os
import sys
import time
import urllib.error
import urllib.request

API = "http://127.0.0.1:8000/api/v0.2/"


def ask(path, data=None):
    request = urllib.request.Request(
        path if path.startswith("http") else API + path, json.dumps(data).encode() if data else None,
        {"Authorization": "Token " + os.environ["LAVA_TOKEN"], "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def pages(path):
    while path:
        page = json.loads(ask(path))
        yield from page["results"]
        path = page["next"]


def until(seconds, what, done):
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            sys.exit(f"batch: not {what} in {seconds} s")
        time.sleep(1)


def online():
    try:
        return sum(worker["state"] == "Online" for worker in pages("workers/")) >= 2
    except (urllib.error.URLError, ConnectionError):
        return False


def main(seconds, *jobs):
    until(120, "all workers are online", online)
    print("online")
    numbers = {}
    for job in jobs:
        with open(job, encoding="utf-8") as file:
            numbers[job] = json.loads(ask("jobs/", {"definition": file.read()}))["job_ids"][0]
    states = {}

    def ended():
        for job, number in numbers.items():
            states[job] = json.loads(ask(f"jobs/{number}/"))
        return all(state["state"] == "Finished" for state in states.values())

    until(int(seconds), "all jobs are finished", ended)
    for job, number in numbers.items():
        name = job.removesuffix(".yaml")
        with open(name + ".json", "w", encoding="utf-8") as file:
            json.dump(states[job], file)
        with open(name + ".tests", "w", encoding="utf-8") as file:
            json.dump(list(pages(f"jobs/{number}/tests/?limit=500")), file)
        with open(name + ".logs", "wb") as file:
            file.write(ask(f"jobs/{number}/logs/"))
        print(name, states[job]["health"], states[job]["actual_device"])


main(*sys.argv[1:])
