"""The tables of the floor: 200 hearings with 50,000 comments, and a narrow one that is written to."""

from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


class Hearing(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.slug


class Comment(models.Model):
    hearing = models.ForeignKey(Hearing, models.CASCADE)
    author = models.ForeignKey(Author, models.CASCADE)
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return str(self.pk)


class Mark(models.Model):
    comment = models.ForeignKey(Comment, models.CASCADE)
    author = models.ForeignKey(Author, models.CASCADE)
    value = models.SmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return str(self.pk)
