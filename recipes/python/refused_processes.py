"""Processes: there are none but this one, and what would start another says so."""

ENOTCAPABLE = 134

PROCESSES = (
    "a confined program starts no processes; grant a program as !program and start it by its descriptor"
)


def patch_subprocess(subprocess):
    def _execute_child(self, *arguments):
        # At once: a command that begins with sys.executable, None, would fail as one of a wrong type.
        raise OSError(ENOTCAPABLE, f"No process can be started: {PROCESSES}")

    subprocess.Popen._execute_child = _execute_child


def patch_concurrent_futures_process(process):
    process._system_limits_checked = True
    process._system_limited = PROCESSES


def patch_venv(venv):
    def create(self, env_dir):
        raise OSError(
            ENOTCAPABLE,
            "An environment is made of links to a program, and started by them: grant a directory "
            "of packages in argument.path instead; pip install --target fills one",
        )

    venv.EnvBuilder.create = create
