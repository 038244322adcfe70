"""The laws and regulations that the rules of this package rest on."""

from __future__ import annotations

from dataclasses import dataclass

from regulation.citation import Citation


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or circular: the short name in citations and the full title."""

    name: str
    title: str

    def __str__(self) -> str:
        return self.name

    def article(self, number: str, paragraph: int | None = None) -> Citation:
        """Cite an article, or one paragraph of it, that has been read."""
        suffix = "" if paragraph is None else f" ayat ({paragraph})"
        return Citation(self, f"Pasal {number}{suffix}")

    def annex(self, part: str) -> Citation:
        """Cite a part of the annex (lampiran) that has been read."""
        return Citation(self, f"Lampiran ({part})")

    def unverified(self, provision: str = "") -> Citation:
        """Cite an instrument whose exact provision has not been checked."""
        return Citation(self, provision, verified=False)


UU_14_2008 = Instrument("UU 14/2008", "Undang-Undang tentang Keterbukaan Informasi Publik")
UU_25_2009 = Instrument("UU 25/2009", "Undang-Undang tentang Pelayanan Publik")
UU_27_2022 = Instrument("UU 27/2022", "Undang-Undang tentang Pelindungan Data Pribadi")
UU_20_2023 = Instrument("UU 20/2023", "Undang-Undang tentang Aparatur Sipil Negara")
PP_11_2017 = Instrument("PP 11/2017", "Peraturan Pemerintah tentang Manajemen Pegawai Negeri Sipil")
PP_49_2018 = Instrument(
    "PP 49/2018",
    "Peraturan Pemerintah tentang Manajemen Pegawai Pemerintah dengan Perjanjian Kerja",
)
PP_12_2019 = Instrument("PP 12/2019", "Peraturan Pemerintah tentang Pengelolaan Keuangan Daerah")
PP_30_2019 = Instrument(
    "PP 30/2019", "Peraturan Pemerintah tentang Penilaian Kinerja Pegawai Negeri Sipil"
)
PERPRES_98_2020 = Instrument(
    "Perpres 98/2020",
    "Peraturan Presiden tentang Gaji dan Tunjangan Pegawai Pemerintah dengan Perjanjian Kerja",
)
PERMENDAGRI_104_2018 = Instrument(
    "Permendagri 104/2018",
    "Peraturan Menteri Dalam Negeri tentang Penilaian dan Pemberian Penghargaan dan/atau "
    "Insentif Inovasi Daerah",
)
PERMENPANRB_15_2014 = Instrument(
    "PermenPANRB 15/2014", "Peraturan Menteri PANRB tentang Pedoman Standar Pelayanan"
)
PERMENPANRB_14_2017 = Instrument(
    "PermenPANRB 14/2017",
    "Peraturan Menteri PANRB tentang Pedoman Penyusunan Survei Kepuasan Masyarakat "
    "Unit Penyelenggara Pelayanan Publik",
)
PERMENPANRB_62_2018 = Instrument(
    "PermenPANRB 62/2018",
    "Peraturan Menteri PANRB tentang Pedoman Sistem Pengelolaan Pengaduan Pelayanan Publik "
    "Nasional",
)
PERMENPANRB_6_2022 = Instrument(
    "PermenPANRB 6/2022",
    "Peraturan Menteri PANRB tentang Pengelolaan Kinerja Pegawai Aparatur Sipil Negara",
)
PERMENPANRB_1_2023 = Instrument(
    "PermenPANRB 1/2023", "Peraturan Menteri PANRB tentang Jabatan Fungsional"
)
PERBKN_3_2023 = Instrument(
    "Peraturan BKN 3/2023",
    "Peraturan BKN tentang Angka Kredit, Kenaikan Pangkat, dan Jenjang Jabatan Fungsional",
)
SE_MENPANRB_20_2021 = Instrument(
    "SE MenPANRB 20/2021",
    "Surat Edaran Menteri PANRB tentang Implementasi Core Values dan Employer Branding ASN",
)
SE_MENPANRB_3_2023 = Instrument(
    "SE MenPANRB 3/2023",
    "Surat Edaran Menteri PANRB tentang Tata Cara Penetapan Predikat Kinerja Pegawai ASN",
)
PERKA_BKN_22_2007 = Instrument(
    "Perka BKN 22/2007", "Peraturan Kepala BKN tentang Nomor Identitas Pegawai Negeri Sipil"
)
LOCAL_POLICY = Instrument("Kebijakan kota", "Kebijakan pengelola kinerja Pemerintah Kota")
