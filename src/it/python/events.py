"""Reads the event stream with nothing but the standard library, and says what it gets, a line each.

python3 events.py HOST PORT
"""

import http.client
import json
import sys

connection = http.client.HTTPConnection(sys.argv[1], int(sys.argv[2]))
connection.request("GET", "/api/v1/events", headers={"Accept": "text/event-stream"})
response = connection.getresponse()
print("type", response.getheader("Content-Type"), flush=True)
event, number = "message", ""
for line in response:
    field, _, value = line.decode("utf-8").rstrip("\n").partition(": ")
    if field == "event":
        event = value
    elif field == "id":
        number = value
    elif field == "data":
        told = json.loads(value)
        right = told["type"] == event and str(told["id"]) == number
        print("event", number, event + ("" if right else " wrong"), flush=True)
