"""Plays every test beside this file, and says in one line how they went."""

import pathlib
import sys
import unittest

folder = pathlib.Path(__file__).parent
suite = unittest.defaultTestLoader.discover(str(folder), pattern="test_*.py")
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
troubles = len(result.failures) + len(result.errors)
print(f"grpcio: {result.testsRun} tests, {troubles} of them failed")
sys.exit(0 if result.testsRun and result.wasSuccessful() else 1)
