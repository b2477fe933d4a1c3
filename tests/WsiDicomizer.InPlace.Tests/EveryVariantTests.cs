using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests;

/// <summary>What must hold for every format and variant alike.</summary>
public sealed class EveryVariantTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    private const string Code = "0123456789ab";

    [Theory]
    [MemberData(nameof(SyntheticVariants.All), MemberType = typeof(SyntheticVariants))]
    public void Level_iv_leaves_no_planted_value(string vendor, string variant)
    {
        using var output = new TemporaryFolder();
        var written = variants.Get(vendor, variant);
        CopyTo(output, written.Path, AnonymizationLevel.IV);
        Assert.Empty(Leaks.Find(written.AnswerKey, output.Path));
    }

    [Theory]
    [MemberData(nameof(SyntheticVariants.All), MemberType = typeof(SyntheticVariants))]
    public void Every_level_keeps_lengths_and_tiles(string vendor, string variant)
    {
        var written = variants.Get(vendor, variant);
        using var slide = SlideFormats.Open(written.Path);
        List<IdentityRecord> texts = [.. slide.IdentityRecords.Concat(slide.FindHiddenIdentity()).Where(record => record.Range is not null)];
        var tiles = Tiles.Digest(written.Path, texts);
        foreach (var level in Enum.GetValues<AnonymizationLevel>())
        {
            using var output = new TemporaryFolder();
            var plan = CopyTo(output, written.Path, level);
            Assert.Equal(
                plan.Files.Where(file => !file.IsRemoved).Sum(file => new FileInfo(file.Path).Length),
                Directory.EnumerateFiles(output.Path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length));
            Assert.Equal(tiles, Tiles.Digest(output.Combine(plan.NewFileNames[0]), texts));
            Assert.All(
                Directory.EnumerateFileSystemEntries(output.Path, "*", SearchOption.AllDirectories),
                path => Assert.DoesNotContain("DOE", Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [MemberData(nameof(SyntheticVariants.All), MemberType = typeof(SyntheticVariants))]
    public void In_place_gives_the_bytes_of_the_copy_and_a_second_run_changes_nothing(string vendor, string variant)
    {
        using var output = new TemporaryFolder();
        using var place = new TemporaryFolder();
        var copied = CopyTo(output, variants.Get(vendor, variant).Path, AnonymizationLevel.IV);
        var plan = CreatePlan(variants.Copy(vendor, variant, place.Path), AnonymizationLevel.IV);
        InPlaceWriter.Write(plan);
        Assert.Equal(Snapshot(output.Path), Snapshot(place.Path));

        var again = CreatePlan(place.Combine(copied.NewFileNames[0]), AnonymizationLevel.IV);
        Assert.True(again.ChangesNothing);
        Assert.Equal(plan.NewName, again.NewName);
        InPlaceWriter.Write(again);
        Assert.Equal(Snapshot(output.Path), Snapshot(place.Path));
    }

    private static AnonymizationPlan CopyTo(TemporaryFolder output, string path, AnonymizationLevel level)
    {
        var plan = CreatePlan(path, level);
        CopyWriter.Write(plan, output.Path, CancellationToken.None);
        return plan;
    }

    private static AnonymizationPlan CreatePlan(string path, AnonymizationLevel level)
    {
        using var slide = SlideFormats.Open(path);
        return SlideAnonymizer.CreatePlan(
            slide,
            new AnonymizationRules { Level = level, Sidecars = SidecarRule.Remove },
            SlideName.Create(Code));
    }

    private static List<(string Name, string Bytes)> Snapshot(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
            (Path.GetRelativePath(folder, path),
                Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))))),
    ];
}
