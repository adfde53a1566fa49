"""The autograder of Classroom 50: grades the student's work with the course that lies
beside this file, in the folder kindling (make student DIR=…/kindling)."""
import pathlib
import subprocess
import sys

EXERCISES = ""  # or "1.1 1.2": only these

course = pathlib.Path(__file__).resolve().parent / "kindling"
checkout = pathlib.Path.cwd()
work = course / "build" / "submission"


def make(*words):
    return subprocess.run(["make", "-s", f"EX={EXERCISES}", *words], cwd=course, check=False).returncode


make("collect", f"DIR={checkout}", f"WORK={work}")
sys.exit(make("classroom50", f"WORK={work}", f"OUT={checkout}"))
