"""Who lives in the city of the journeys, as their spreadsheets list them."""

from __future__ import annotations

UNITS = (
    ("Id", "DiatasanId", "NamaUnor", "NamaJabatan"),
    ("PEMKOT", "", "Pemerintah Kota Kotalama", "Wali Kota"),
    ("SETDA", "PEMKOT", "Sekretariat Daerah", "Sekretaris Daerah"),
    ("DISDUKCAPIL", "PEMKOT", "Dinas Kependudukan dan Pencatatan Sipil", "Kepala Dinas"),
    ("BIDANG", "DISDUKCAPIL", "Bidang Pelayanan Pendaftaran Penduduk", "Kepala Bidang"),
    ("BKPSDM", "PEMKOT", "Badan Kepegawaian dan Pengembangan SDM", "Kepala Badan"),
)
#: name: NIP, kind of position, position, since, unit, heads it
STAFF = {
    "Rahmat Santoso": ("197001011995031001", "JPT", "Sekretaris Daerah", "SETDA", "Ya"),
    "Sari Kusuma": ("197503122000122001", "JPT", "Kepala Dinas", "DISDUKCAPIL", "Ya"),
    "Budi Hartono": ("198001012005011001", "Administrator", "Kepala Bidang", "BIDANG", "Ya"),
    "Andi Pratama": ("199001012015031001", "Pelaksana", "Pengelola Data", "BIDANG", "Tidak"),
    "Kartini Putri": ("198502022010012002", "Pelaksana", "Penelaah SDM", "BKPSDM", "Tidak"),
}
