"""Reading feedback: ties between people, the streams, the wall, requests and reports."""
