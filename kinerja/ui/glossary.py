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
    ("Apresiasi", "Umpan balik tentang hal yang dihargai. Bisa tampil di dinding apresiasi."),
    ("Dialog kinerja", "Percakapan Anda dan atasan dengan agenda, catatan, dan kesepakatan."),
    ("Kesepakatan", "Apa yang dikerjakan, oleh siapa, dan sampai kapan. Lahir dari sesi dialog."),
    ("Masukan anonim", "Pendapat satu kelompok tentang perilaku, tanpa nama, dibuka sekali."),
    ("Evaluasi diri", "Cerita Anda tentang hasil satu periode, sebelum penilai memberi rating."),
    ("Rating", "Tingkat hasil kerja atau perilaku: di bawah, sesuai, atau di atas ekspektasi."),
    ("Predikat", "Pertemuan dua rating dalam tabel aturan, dari Sangat Kurang sampai Sangat Baik."),
    ("Penilai", "Atasan langsung yang menilai kinerja Anda."),
    ("Keberatan", "Permintaan agar atasan penilai memeriksa lagi hasil evaluasi."),
    ("Bimbingan kinerja", "Tujuan yang dicapai bersama pembimbing dalam waktu tertentu."),
    ("Konseling kinerja", "Percakapan rahasia dengan konselor di luar garis atasan Anda."),
    ("Rencana pengembangan", "Langkah belajar Anda, dengan bukti dan batas waktu."),
    ("Jam pelajaran (JP)", "Ukuran lama pelatihan. Satu JP sama dengan 45 menit."),
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
        "Siapa yang membaca umpan balik yang saya tulis?",
        "Anda memilihnya sebelum menulis, dan pilihan itu tidak berubah. Selain yang hanya untuk "
        "penerima, umpan balik ikut terbaca pada penilaian.",
    ),
    (
        "Ada umpan balik yang melampaui batas. Apa yang bisa saya lakukan?",
        "Tekan Laporkan di bawah tulisannya. Pengelola kinerja menjawab dengan alasan. Penulis "
        "tidak diberi tahu siapa yang melapor.",
    ),
    (
        "Apakah masukan anonim benar-benar anonim?",
        "Nama Anda tidak disimpan bersama jawaban, dan sesudah ditutup jawaban tidak bisa "
        "dihubungkan lagi. Ini tidak melindungi terhadap orang yang menguasai server selama masa "
        "pengisian, atau jika gaya tulisan Anda dikenali.",
    ),
    (
        "Saya ingin bicara dengan atasan. Bagaimana caranya?",
        "Buka Dialog kinerja, lalu Minta sesi. Atasan menetapkan waktunya, dan Anda berdua "
        "mengisi agendanya lebih dulu.",
    ),
    (
        "Siapa yang membaca catatan dialog?",
        "Catatan bersama dan kesepakatan: Anda, yang memimpin sesi, dan penilai Anda hari ini. "
        "Catatan pribadi: hanya penulisnya. Pimpinan lain hanya melihat jumlah sesi.",
    ),
    (
        "Apakah bimbingan atau konseling itu hukuman?",
        "Bukan. Bimbingan membantu mencapai tujuan bersama pembimbing. Konseling bersifat "
        "rahasia dan dilakukan konselor di luar garis atasan Anda.",
    ),
    (
        "Bagaimana memasang jadwal di kalender ponsel?",
        "Buka Dialog kinerja, lalu Kalender pribadi, dan buat alamat kalender. Jangan bagikan "
        "alamat itu. Jika bocor, ganti atau cabut.",
    ),
    (
        "Email datang terlalu banyak atau terlalu malam. Bagaimana mengaturnya?",
        "Buka menu akun, lalu Pengingat dan jam tenang. Pilih jam ringkasan dan jam tenang Anda.",
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
