"""Measures extraction on development data and writes one Markdown table.

python benchmarks/extraction.py --data DIRECTORY [--only MEASURE ...]
"""

import sys
from pathlib import Path
from runpy import run_module

if __name__ == "__main__":
    # A script sees its own folder; what it measures lies beside that.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    run_module("benchmarks.extraction_report", run_name="__main__")
