"""The words of performance management in plain Indonesian, and short answers."""

from __future__ import annotations

#: (word, meaning)
TERMS = (
    ("SKP", "Sasaran Kinerja Pegawai: hasil yang Anda janjikan untuk satu tahun kinerja."),
    ("RHK", "Rencana hasil kerja: satu hasil di dalam SKP, lengkap dengan indikatornya."),
    ("Indikator", "Cara mengukur satu hasil: apa yang dihitung, targetnya, dan satuannya."),
    ("Target", "Angka, tanggal, atau keadaan yang ingin dicapai pada akhir tahun."),
    ("Realisasi", "Yang benar-benar tercapai pada satu periode, dilengkapi bukti."),
    ("Umpan balik", "Catatan pendek dari penilai atau rekan tentang hasil dan perilaku kerja."),
    ("Evaluasi diri", "Cerita Anda tentang hasil satu periode, sebelum penilai memberi rating."),
    ("Rating", "Tingkat hasil kerja atau perilaku: di bawah, sesuai, atau di atas ekspektasi."),
    ("Predikat", "Pertemuan dua rating dalam tabel aturan, dari Sangat Kurang sampai Sangat Baik."),
    ("Penilai", "Atasan langsung yang menilai kinerja Anda."),
    ("Keberatan", "Permintaan agar atasan penilai memeriksa lagi hasil evaluasi."),
    ("BerAKHLAK", "Tujuh nilai dasar ASN yang menjadi ukuran perilaku kerja."),
)
#: (question, answer)
ANSWERS = (
    (
        "Atasan saya salah. Siapa yang memperbaiki?",
        "Pengelola kinerja di perangkat daerah Anda. Data atasan berasal dari jabatan yang "
        "tercatat, jadi jabatan itu yang diperbaiki lebih dulu.",
    ),
    (
        "Saya terlambat mengisi. Apa akibatnya?",
        "Anda masih bisa mengisi selama periode belum ditutup. Isian ditandai terlambat dan "
        "atasan Anda melihat tanda itu.",
    ),
    (
        "Siapa yang melihat penilaian saya?",
        "Anda, penilai, atasan penilai, pengelola kinerja, dan auditor. Setiap pembacaan oleh "
        "orang lain dicatat.",
    ),
    (
        "SKP yang sudah diajukan masih salah. Bagaimana?",
        "Minta penilai mengembalikannya dengan catatan. Setelah itu Anda bisa memperbaiki dan "
        "mengajukannya lagi.",
    ),
    (
        "Saya lupa kata sandi. Bagaimana?",
        "Minta kode pemulihan dari pengelola kinerja di kantor Anda. Kode berlaku sekali dan "
        "penggunaannya dicatat.",
    ),
)
