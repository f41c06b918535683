"""Runs the real server over invented services: ``python tests/browser/fake_server.py --port 8599``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import fakes

from reader.ui import server

if __name__ == "__main__":
    sys.exit(server.main(["--case", "invented", *sys.argv[1:]], opener=fakes.opener))
