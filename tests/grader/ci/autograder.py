"""The autograder of Classroom 50: grades the student's work with the course that lies
beside this file, in the folder kindling (make student DIR=…/kindling)."""
import pathlib
import shutil
import subprocess
import sys

EXERCISES = ""  # or "1.1 1.2": only these

course = pathlib.Path(__file__).resolve().parent / "kindling"
checkout = pathlib.Path.cwd()


def make(*words, output=None):
    command = ["make", "-s", f"EX={EXERCISES}", "WORK=work", *words]
    return subprocess.run(command, cwd=course, check=False, stdout=output).returncode


shutil.rmtree(course / "work", ignore_errors=True)
with open(course / "notes.txt", "w") as notes:  # what was taken, and what not
    make("collect", f"DIR={checkout}", output=notes)
sys.exit(make("classroom50", "NOTES=notes.txt", f"OUT={checkout}"))
