"""Tests of the modules beside: `python3 -m unittest discover -s differentials -t .`."""
