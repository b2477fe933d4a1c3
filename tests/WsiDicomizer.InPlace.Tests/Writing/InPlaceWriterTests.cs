using System.Security.Cryptography;
using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Writing;

/// <summary>Changes in place that stop half-way, and what the next run makes of them.</summary>
public sealed class InPlaceWriterTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    private const string Variant = "classic-rgb";

    [Fact]
    public void What_stops_while_bytes_are_written_is_finished()
    {
        using var place = new TemporaryFolder();
        var expected = Finished();
        var path = variants.Copy("aperio", Variant, place.Path);
        using (var journal = Journal.Create(CreatePlan(path)))
        {
            // Killed with some of the bytes written: here, the first half of the file.
            var original = File.ReadAllBytes(path);
            journal.Apply(isUndone: false);
            var changed = File.ReadAllBytes(path);
            original.AsSpan(original.Length / 2).CopyTo(changed.AsSpan(original.Length / 2));
            File.WriteAllBytes(path, changed);
        }

        Assert.True(InPlaceWriter.IsUnfinished(place.Path));
        var finished = Assert.Single(InPlaceWriter.Recover(place.Path));
        Assert.Equal(path, finished.OldPath);
        Assert.Equal(expected, Digest(finished.NewPath));
        Assert.Equal([finished.NewPath], Directory.GetFiles(place.Path));
    }

    [Fact]
    public void What_stops_before_names_are_changed_is_finished()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("aperio", Variant, place.Path);
        using (var journal = Journal.Create(CreatePlan(path)))
        {
            journal.Apply(isUndone: false);
            journal.Advance(JournalState.Renaming);
        }

        var finished = Assert.Single(InPlaceWriter.Recover(place.Path));
        Assert.Equal(Finished(), Digest(finished.NewPath));
        Assert.Equal([finished.NewPath], Directory.GetFiles(place.Path));
    }

    [Fact]
    public void What_stops_while_the_journal_is_written_never_began()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("aperio", Variant, place.Path);
        var before = Digest(path);
        var journalPath = place.Combine(".x.wsidicomizer-journal");
        using (Journal.Create(CreatePlan(path)))
        {
        }

        var whole = File.ReadAllBytes(Directory.GetFiles(place.Path, ".*").Single());
        foreach (var length in new[] { 0, 7, 63, 64, 1000, whole.Length - 1 })
        {
            File.Delete(Directory.GetFiles(place.Path, ".*").SingleOrDefault() ?? journalPath);
            File.WriteAllBytes(journalPath, whole[..length]);
            Assert.Empty(InPlaceWriter.Recover(place.Path));
            Assert.Equal([path], Directory.GetFiles(place.Path));
            Assert.Equal(before, Digest(path));
        }
    }

    [Fact]
    public void A_change_that_makes_no_slide_is_put_back()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("aperio", Variant, place.Path);
        var before = Digest(path);
        using (var journal = Journal.Create(CreatePlan(path)))
        {
            journal.Apply(isUndone: false);
            journal.Apply(isUndone: true);
            Assert.Equal(before, Digest(path));
            journal.Wipe();
        }

        Assert.Equal([path], Directory.GetFiles(place.Path));
    }

    [Fact]
    public void A_journal_that_names_files_elsewhere_is_not_followed()
    {
        using var place = new TemporaryFolder();
        var inner = Directory.CreateDirectory(place.Combine("inner")).FullName;
        var path = variants.Copy("aperio", Variant, place.Path);
        using (Journal.Create(CreatePlan(path)))
        {
        }

        // The same journal one folder further down, its paths led up again; its digest is right.
        var bytes = File.ReadAllBytes(Directory.GetFiles(place.Path, ".*").Single());
        var name = Path.GetFileName(path);
        var body = bytes[64..];
        var start = body.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name)) - 2;
        Assert.Equal(name.Length, body[start]);
        byte[] evil = [.. body[..start], (byte)(name.Length + 3), 0, .. "../"u8, .. body[(start + 2)..]];
        var head = bytes[..64];
        BitConverter.TryWriteBytes(head.AsSpan(16), (long)evil.Length);
        SHA256.HashData(evil).CopyTo(head, 24);
        File.WriteAllBytes(Path.Combine(inner, ".x.wsidicomizer-journal"), [.. head, .. evil]);
        var before = Digest(path);
        Assert.Throws<IOException>(() => InPlaceWriter.Recover(inner));
        Assert.Equal(before, Digest(path));
    }

    [Fact]
    public void A_slide_that_changes_meanwhile_is_left_alone()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("aperio", Variant, place.Path);
        var plan = CreatePlan(path);
        File.AppendAllText(path, "more");
        var before = Digest(path);
        Assert.Throws<AnonymizationException>(() => InPlaceWriter.Write(plan));
        Assert.Equal(before, Digest(path));
        Assert.Equal([path], Directory.GetFiles(place.Path));
    }

    [Fact]
    public void A_name_that_is_taken_is_found_out_before_anything_changes()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("aperio", Variant, place.Path);
        var plan = CreatePlan(path);
        File.WriteAllText(place.Combine(plan.NewFileNames[0]), "another");
        var before = Digest(path);
        Assert.Throws<AnonymizationException>(() => InPlaceWriter.Write(plan));
        Assert.Equal(before, Digest(path));
        Assert.Equal("another", File.ReadAllText(place.Combine(plan.NewFileNames[0])));
    }

    private string Finished()
    {
        using var output = new TemporaryFolder();
        var plan = CreatePlan(variants.Get("aperio", Variant).Path);
        CopyWriter.Write(plan, output.Path, CancellationToken.None);
        return Digest(output.Combine(plan.NewFileNames[0]));
    }

    private static AnonymizationPlan CreatePlan(string path)
    {
        using var slide = SlideFormats.Open(path);
        return SlideAnonymizer.CreatePlan(
            slide,
            new AnonymizationRules { Level = AnonymizationLevel.IV, Sidecars = SidecarRule.Remove },
            SlideName.Create("0123456789ab"));
    }

    private static string Digest(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
