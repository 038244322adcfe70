from django.db import migrations

# 1 and 9 say what the official format says there; 2 to 8 are ours until somebody has compared them.
STATEMENTS = [
    ("Saya merasa diperhatikan dan dipahami selama bimbingan.", True),
    ("Pembimbing menyediakan waktu yang cukup untuk saya.", False),
    ("Pembimbing mendengarkan pendapat saya sebelum memberi saran.", False),
    ("Umpan balik dari pembimbing jelas dan disertai contoh.", False),
    ("Saya dapat menerapkan saran pembimbing dalam pekerjaan.", False),
    ("Kesepakatan setiap sesi jelas dan ditindaklanjuti.", False),
    ("Saya leluasa menceritakan kesulitan tanpa khawatir disalahkan.", False),
    ("Bimbingan ini membantu saya memperbaiki hasil kerja.", False),
    ("Saya memahami maksud dan tujuan bimbingan ini.", True),
]


def seed(apps, schema_editor):
    model = apps.get_model("guidance", "Statement")
    model.objects.using(schema_editor.connection.alias).bulk_create(
        model(no=no, text=text, is_verified=is_verified)
        for no, (text, is_verified) in enumerate(STATEMENTS, start=1)
    )


def clear(apps, schema_editor):
    model = apps.get_model("guidance", "Statement")
    model.objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    """The nine statements of format B.1.8, as the city begins with them."""

    dependencies = [("guidance", "0002_guards")]
    operations = [migrations.RunPython(seed, clear)]
