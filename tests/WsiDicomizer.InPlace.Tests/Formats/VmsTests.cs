using System.Text;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>VMS and VMU: names in the index, odd lines, files that are missing or named twice.</summary>
public sealed class VmsTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    [Theory]
    [InlineData("grid")]
    [InlineData("layers")]
    [InlineData("uncompressed")]
    public void Names_LevelI_AreThoseThatTheIndexSays(string variant)
    {
        var path = variants.Get("hamamatsu-vms", variant).Path;
        using var output = new TemporaryFolder();
        var copy = Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.I));
        Assert.Equal(new FileInfo(path).Length, new FileInfo(copy).Length);
        var named = File.ReadAllLines(copy)
            .Where(line => line.StartsWith("ImageFile", StringComparison.Ordinal) || line.StartsWith("Map", StringComparison.Ordinal)
                || line.StartsWith("MacroImage", StringComparison.Ordinal) || line.StartsWith("Optimisation", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimStart()).Order().ToList();
        var there = Directory.EnumerateFiles(output.Path).Where(file => file != copy).Select(file => Path.GetFileName(file)!).Order().ToList();
        Assert.Equal(there, named);
        Assert.All(there, name => Assert.Contains(Anonymization.Code, name, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_TooShortForNewOnes_GetAsMuchOfTheCodeAsFits()
    {
        using var place = new TemporaryFolder();
        var path = Shorten(place, name => name.Replace("DOE_JANE_4711-grid", "s", StringComparison.Ordinal));
        using var output = new TemporaryFolder();
        var copy = Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV));
        using var slide = SlideFormats.Open(copy);
        Assert.Equal(Tiles.Digest(path, Texts(path)), Tiles.Digest(copy, Texts(path)));
        Assert.DoesNotContain(slide.Files, file => Path.GetFileName(file).StartsWith("s_", StringComparison.Ordinal));
        Assert.Equal(slide.Files.Count, slide.Files.Distinct().Count());
        Assert.True(Anonymization.Plan(copy, Anonymization.Rules(AnonymizationLevel.IV)).ChangesNothing);
    }

    [Fact]
    public void Names_OfOneLetter_AreRefused()
    {
        using var place = new TemporaryFolder();
        var path = Shorten(place, name => name.EndsWith(".opt", StringComparison.Ordinal) ? "o" : name);
        var refusal = Assert.Throws<AnonymizationException>(() => Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.I)));
        Assert.Contains("--keep-name", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeepName_EveryName_StaysInTheIndexToo()
    {
        using var place = new TemporaryFolder();
        using var output = new TemporaryFolder();
        var path = variants.Copy("hamamatsu-vms", "grid", place.Path);
        Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV) with { KeepName = true });
        Assert.Equal(
            Directory.EnumerateFiles(place.Path).Select(Path.GetFileName).Order(),
            Directory.EnumerateFiles(output.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Index_OddLines_AreGoneAndTheRestParses()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("hamamatsu-vms", "grid", place.Path);
        File.AppendAllText(path, "\r\n; Miller, Ruth\nMiller Ruth\n[Miller]\nReference = Ruth Miller \nOptimisationFile=Miller.opt\nMapFile2=Miller\n");
        using var output = new TemporaryFolder();
        var copy = Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV));
        var index = File.ReadAllText(copy);
        Assert.DoesNotContain("Miller", index, StringComparison.Ordinal);
        Assert.DoesNotContain("Elsewhere", index, StringComparison.Ordinal);
        Assert.Contains("Reference = XXXXXXXXXXX \n", index, StringComparison.Ordinal);

        // GLib's reader, which OpenSlide has, takes nothing but sections, keys with values, comments with # and blank lines.
        Assert.All(
            index.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0),
            line => Assert.True(line.StartsWith('[') || line.StartsWith('#') || line.Contains('=', StringComparison.Ordinal)));
        Assert.True(Anonymization.Plan(copy, Anonymization.Rules(AnonymizationLevel.IV)).ChangesNothing);
    }

    [Fact]
    public void Index_NameOfAFileThatIsNotThere_Goes()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("hamamatsu-vms", "grid", place.Path);
        File.Delete(Path.ChangeExtension(path, ".opt"));
        using var output = new TemporaryFolder();
        var copy = Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.I));
        Assert.Matches("\nOptimisationFile=X+\r?\n", File.ReadAllText(copy));
    }

    [Fact]
    public void Index_OneFileUnderTwoKeys_IsRefused()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("hamamatsu-vms", "grid", place.Path);
        var index = File.ReadAllText(path);
        File.WriteAllText(path, index.Replace("_macro.jpg", "_map.jpg", StringComparison.Ordinal));
        Assert.Throws<AnonymizationException>(() => Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.III)));
    }

    // Readers know nothing of these bytes, and so they may be anything.
    [Theory]
    [InlineData("grid", ".opt", 8)]
    [InlineData("grid", ".opt", 79)]
    [InlineData("uncompressed", ".ngr", -1)]
    public void LevelIV_BytesWithoutAMeaning_AreGone(string variant, string extension, int at)
    {
        using var place = new TemporaryFolder();
        using var output = new TemporaryFolder();
        var path = variants.Copy("hamamatsu-vms", variant, place.Path);
        var file = Path.ChangeExtension(path, extension);
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, at < 0 ? [.. bytes, .. "Miller"u8] : [.. bytes[..at], (byte)'M', .. bytes[(at + 1)..]]);
        Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV));
        var written = File.ReadAllBytes(Directory.EnumerateFiles(output.Path, "*" + extension).MaxBy(name => new FileInfo(name).Length)!);
        Assert.Equal(at < 0 ? [.. bytes, .. new byte[6]] : bytes, written);
    }

    // The index names the others by their new names: a run that was killed between two of them is finished all the same.
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void InPlace_KilledBetweenNames_IsFinished(int renamed)
    {
        using var place = new TemporaryFolder();
        using var output = new TemporaryFolder();
        var rules = Anonymization.Rules(AnonymizationLevel.IV);
        var path = variants.Copy("hamamatsu-vms", "grid", place.Path);
        Anonymization.Copy(path, output, rules);
        var plan = Anonymization.Plan(path, rules);
        using (var journal = Journal.Create(plan))
        {
            journal.Apply(isUndone: false);
            foreach (var file in journal.Files.Take(renamed))
            {
                File.Move(place.Combine(file.OldName), place.Combine(file.NewName));
            }
        }

        Assert.Single(InPlaceWriter.Recover(place.Path));
        Assert.Equal(
            Directory.EnumerateFiles(output.Path).Order().Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))),
            Directory.EnumerateFiles(place.Path).Order().Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))));
    }

    [Fact]
    public void InPlace_ThatMakesNoSlide_HasItsOldNamesAndBytes()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("hamamatsu-vms", "grid", place.Path);
        var before = Directory.EnumerateFiles(place.Path).Order().Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file)))).ToList();
        var plan = Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.IV));
        using (var journal = Journal.Create(plan))
        {
            journal.Apply(isUndone: false);
            journal.Rename(isUndone: false);
            Assert.False(File.Exists(path));
            journal.Rename(isUndone: true);
            journal.Apply(isUndone: true);
            journal.Wipe();
        }

        Assert.Equal(before, Directory.EnumerateFiles(place.Path).Order().Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file)))));
    }

    private static List<IdentityRecord> Texts(string path)
    {
        using var slide = SlideFormats.Open(path);
        return [.. slide.IdentityRecords.Where(record => record.Range is not null)];
    }

    private string Shorten(TemporaryFolder place, Func<string, string> rename)
    {
        var path = variants.Copy("hamamatsu-vms", "grid", place.Path);
        var index = File.ReadAllText(path, Encoding.UTF8);
        foreach (var file in Directory.EnumerateFiles(place.Path).Where(file => file != path).ToList())
        {
            var (old, other) = (Path.GetFileName(file), rename(Path.GetFileName(file)));
            index = index.Replace($"={old}", $"={other}", StringComparison.Ordinal);
            File.Move(file, place.Combine(other), overwrite: true);
        }

        File.WriteAllText(path, index);
        return path;
    }
}
