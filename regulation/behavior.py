"""The seven core values of ASN BerAKHLAK, each with its three official lines."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regulation.labels import Labeled


class CoreValue(Labeled):
    """A core value, in the order of the form. SE MenPANRB 20/2021."""

    BERORIENTASI_PELAYANAN = "BERORIENTASI_PELAYANAN", "Berorientasi Pelayanan"
    AKUNTABEL = "AKUNTABEL", "Akuntabel"
    KOMPETEN = "KOMPETEN", "Kompeten"
    HARMONIS = "HARMONIS", "Harmonis"
    LOYAL = "LOYAL", "Loyal"
    ADAPTIF = "ADAPTIF", "Adaptif"
    KOLABORATIF = "KOLABORATIF", "Kolaboratif"

    @property
    def lines(self) -> tuple[str, str, str]:
        """The official guidance (panduan perilaku), word for word."""
        return GUIDANCE[self]


GUIDANCE: Mapping[CoreValue, tuple[str, str, str]] = MappingProxyType(
    {
        CoreValue.BERORIENTASI_PELAYANAN: (
            "Memahami dan memenuhi kebutuhan masyarakat",
            "Ramah, cekatan, solutif, dan dapat diandalkan",
            "Melakukan perbaikan tiada henti",
        ),
        CoreValue.AKUNTABEL: (
            "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, "
            "dan berintegritas tinggi",
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, "
            "dan efisien",
            "Tidak menyalahgunakan kewenangan jabatan",
        ),
        CoreValue.KOMPETEN: (
            "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
            "Membantu orang lain belajar",
            "Melaksanakan tugas dengan kualitas terbaik",
        ),
        CoreValue.HARMONIS: (
            "Menghargai setiap orang apa pun latar belakangnya",
            "Suka menolong orang lain",
            "Membangun lingkungan kerja yang kondusif",
        ),
        CoreValue.LOYAL: (
            "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia "
            "Tahun 1945, setia kepada NKRI serta pemerintahan yang sah",
            "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
            "Menjaga rahasia jabatan dan negara",
        ),
        CoreValue.ADAPTIF: (
            "Cepat menyesuaikan diri menghadapi perubahan",
            "Terus berinovasi dan mengembangkan kreativitas",
            "Bertindak proaktif",
        ),
        CoreValue.KOLABORATIF: (
            "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
            "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
            "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
        ),
    }
)
